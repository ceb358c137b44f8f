"""The manifest of a model folder: run `python -m index.training.manifest FOLDER` after changing a file in it."""

import hashlib
import json
import sys
from pathlib import Path

MANIFEST = "manifest.json"


def write_manifest(folder: Path, name: str) -> None:
    """Write the model's name and the SHA-256 of its files by path; the model card is left out, so it may change."""
    found = (path for path in folder.rglob("*") if path.is_file())
    files = sorted(path for path in found if path != folder / MANIFEST and path.suffix != ".md")
    digests = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    manifest = json.dumps({"name": name, "files": digests}, indent=2)
    (folder / MANIFEST).write_text(manifest + "\n", "utf-8")


def main() -> None:
    """Rewrite the manifest of the folder given as argument, keeping the model's name."""
    folder = Path(sys.argv[1])
    write_manifest(folder, json.loads((folder / MANIFEST).read_text("utf-8"))["name"])


if __name__ == "__main__":
    main()

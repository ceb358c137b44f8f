"""A third language for tests: one more file beside those that are shipped."""

import re
from pathlib import Path

import service.texts


def with_marked_language(folder: Path) -> Path:
    """Copy the catalogues into `folder`, with one in `xx` that is English with a mark before each text."""
    for path in service.texts.FOLDER.glob("*.toml"):
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    head, common, rest = (folder / "en.toml").read_text("utf-8").partition("[common]\n")
    marked = re.sub(r'(= )"(?=[^"]*"(?: }|,|$))', r'\1"¡', rest, flags=re.MULTILINE)
    (folder / "xx.toml").write_text(head.replace('"English"', '"Marked"') + common + marked, "utf-8")
    return folder

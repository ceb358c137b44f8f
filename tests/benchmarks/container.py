"""Tries the Dockerfile without an engine: `python -m tests.benchmarks.container`; as root, with debootstrap.

Each stage is a fresh Debian, in which every line is carried out in a chroot. Then the image is run as
deploy/compose.yml says: without rights, in a file system that can't be written but for /data and /tmp, in a network of
its own. It builds an index, serves, and is asked. `--lend SOURCE TARGET` copies a file into each Debian, such as
settings of pip's. Takes some minutes.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
_MOUNTED = ("proc", "dev")
_ASKED = """
import json, sys, time, urllib.request
call = lambda path, body=None: json.load(urllib.request.urlopen(urllib.request.Request(
    "http://127.0.0.1:8000" + path, body, {"Content-Type": "application/json", "Host": "lotse.intranet.example"}
), timeout=10))
for _ in range(120):
    try:
        call("/readyz")
        break
    except OSError:
        time.sleep(0.5)
found = call("/api/search", json.dumps({"question": "Was kostet JUMITA?"}).encode())
print(found["measures"][0]["measure"]["title"])
"""


class Stage:
    """One stage: a Debian, the environment and the user that its lines are carried out with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
        self.place = "/"
        self.user = 0

    def run(self, command: str) -> None:
        """Carry out a RUN line. Raises CalledProcessError."""
        environment = " ".join(f"{name}={shlex.quote(value)}" for name, value in self.environment.items())
        mounts = [f"mount --rbind /{each} {self.folder}/{each}" for each in _MOUNTED]
        inner = (
            f"exec env -i {environment} chroot {self.folder} /bin/sh -ec {shlex.quote(f'cd {self.place} && {command}')}"
        )
        subprocess.run(["unshare", "--mount", "sh", "-ec", "\n".join([*mounts, inner])], check=True)

    def copy(self, source: Path, target: str) -> None:
        """Carry out a COPY line for a file or a folder."""
        place = self.folder / target.lstrip("/")
        if source.is_dir():
            shutil.copytree(source, place, symlinks=True, dirs_exist_ok=True)
        else:
            place = place / source.name if target.endswith("/") else place
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, place)


def main() -> int:
    """Carry out every line, run what comes of it, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = debian(Path(folder) / "base", options)
        image = _built(base, Path(folder))
        print(f"image: {_megabytes(image.folder)} MB, of which Debian {_megabytes(base)}", flush=True)
        _tried(image, Path(folder))
    return 0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what says where a Debian comes from, and what it is lent."""
    parser.add_argument("--lend", nargs=2, action="append", default=[], metavar=("SOURCE", "TARGET"), help="a file")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian", help="where Debian comes from")
    parser.add_argument("--debian", type=Path, metavar="FOLDER", help="one that debootstrap has made already")


def debian(folder: Path, options: argparse.Namespace) -> Path:
    """Make a Debian in a new folder, and return it."""
    if options.debian:
        subprocess.run(["cp", "-a", str(options.debian), str(folder)], check=True)
    else:
        print("debootstrap", flush=True)
        bootstrap = ["debootstrap", "--variant=minbase", "bookworm", str(folder), options.mirror]
        subprocess.run(bootstrap, check=True, stdout=subprocess.DEVNULL)
    for source, target in (("/etc/resolv.conf", "/etc/resolv.conf"), *options.lend):
        Stage(folder).copy(Path(source), target)
    return folder


def _built(base: Path, folder: Path) -> Stage:
    """The last stage, after every line of the Dockerfile."""
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for line in _lines((ROOT / "deploy" / "Dockerfile").read_text("utf-8")):
        word, _, rest = line.partition(" ")
        print(f"{word} {rest}", flush=True)
        match word, rest.split():
            case "FROM", [_, *named]:
                stage = Stage(folder / f"stage{len(stages)}")
                subprocess.run(["cp", "-a", str(base), str(stage.folder)], check=True)
                stages[named[-1] if named else ""] = stage
            case "RUN", _:
                stage.run(rest)
            case "COPY", [origin, source, target] if origin.startswith("--from="):
                stage.copy(stages[origin.removeprefix("--from=")].folder / source.lstrip("/"), target)
            case "COPY", [source, target]:
                _copy_context(stage, source, target)
            case "ENV", settings:
                stage.environment |= dict(setting.split("=", 1) for setting in settings)
            case "WORKDIR", [place]:
                stage.place = place
            case "USER", [user]:
                stage.user = int(user)
            case (("VOLUME" | "EXPOSE" | "HEALTHCHECK" | "CMD"), _):
                pass
            case _:
                raise SystemExit(f"no idea how to carry out: {line}")
    return stage


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", "").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _copy_context(stage: Stage, source: str, target: str) -> None:
    """Copy what a build is given: the files of the repository."""
    if source != ".":
        return stage.copy(ROOT / source, target)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            stage.copy(ROOT / name, f"{target}/{name}")
    return None


def _tried(image: Stage, folder: Path) -> None:
    """Index and serve with what a container without rights may do; the health check and a search are asked of it."""
    text = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    (health,) = (json.loads(line.partition("CMD ")[2]) for line in text.splitlines() if line.startswith("HEALTHCHECK"))
    (serve,) = (json.loads(line.removeprefix("CMD ")) for line in text.splitlines() if line.startswith("CMD "))
    composed = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text("utf-8"))["services"]["lotse"]["environment"]
    settings = {**image.environment, **composed}
    (image.folder / "documents").mkdir()
    environment = " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items())
    rights = f"setpriv --reuid {image.user} --regid {image.user} --clear-groups --bounding-set=-all --no-new-privs"
    script = folder / "try"
    script.write_text(
        f"""
mount --bind {image.folder} {image.folder}
mount -t tmpfs -o mode=700,uid={image.user},gid={image.user} tmpfs {image.folder}/data
mount -t tmpfs -o size=512m,mode=1777 tmpfs {image.folder}/tmp
mount --rbind /dev {image.folder}/dev
mount -o remount,bind,ro {image.folder}
ip link set lo up 2>/dev/null || true
inside="chroot {image.folder} env -i {environment} {rights}"
for place in /opt/lotse /etc; do ! $inside touch $place/x 2>/dev/null; done
$inside lotse index
$inside {shlex.join(serve)} &
serving=$!
$inside python3 -c {shlex.quote(_ASKED)}
$inside {shlex.join(health)} && echo "healthy"
kill $serving
wait $serving || [ $? -eq 143 ]
""",
        "utf-8",
    )
    subprocess.run(
        ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-e", str(script)], check=True
    )


def _megabytes(folder: Path) -> int:
    files = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return sum(file.lstat().st_size for file in files) // 10**6


if __name__ == "__main__":
    sys.exit(main())

"""Follows docs/deployment.md word for word in a fresh Debian: `python -m tests.benchmarks.newcomer`; as root.

Its commands install the service from a wheelhouse, behind Debian's nginx below /lotse/, with two keys; they make a
backup, restore it after every generation of the index was broken and the service was killed, update and go back. What
systemd would do, a short program does: it starts what the unit says as the user that it says, and starts it again when
it fails.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.container import ROOT, Stage, add_options, debian
from tests.docs.markdown import blocks

PAGE = ROOT / "docs" / "deployment.md"
SYSTEMCTL = r"""#!/bin/bash
# Enable, restart or reload: `lotse` as its unit says, nginx as Debian does.
unit=/etc/systemd/system/lotse.service
line() { sed -n "s/^$1=//p" "$unit" | head -1; }
start() {
    (
        exec > /var/log/lotse.log 2>&1 < /dev/null
        set -a
        eval "$(line Environment)"
        . "$(line EnvironmentFile | tr -d -)"
        until setpriv --reuid "$(line User)" --regid "$(line Group)" --init-groups $(line ExecStart); do sleep 2; done
    ) &
    echo $! > /run/lotse.supervisor
}
case "$*" in
    "enable --now lotse") start ;;
    "restart lotse") kill "$(cat /run/lotse.supervisor)"; pkill -f "lotse serve"; sleep 1; start ;;
    "reload nginx") nginx -s reload ;;
    *) echo "no idea: systemctl $*"; exit 1 ;;
esac
"""
_PATH = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SETTINGS = "LOTSE_HOSTS=intranet.example\nLOTSE_DOCUMENTS=bundled:/var/lib/lotse/documents\n"
ASK = r"""
ask() { curl -s -o /tmp/answer -w '%{http_code}' -H "Host: intranet.example" -H "Authorization: Bearer $1" \
    -H "Content-Type: application/json" "http://127.0.0.1/lotse$2" "${@:3}"; }
seen() {
    if [ "$2" = "$3" ]; then echo "ok: $1 ($3)"; else echo "NOT: $1: $3 instead of $2"; cat /tmp/answer; exit 1; fi
}
search() { ask "$1" /api/search -d '{"question": "Wie lange dauert Abends lernen?"}'; }
wait_for_page() { until curl -sf -o /dev/null -H "Host: intranet.example" http://127.0.0.1/lotse/; do sleep 1; done; }
alive() { curl -s -o /dev/null --retry 60 --retry-all-errors --retry-delay 1 -f http://127.0.0.1:8000"/${1:-healthz}"; }
"""
BROKEN = r"""
for generation in /var/lib/lotse/index/generations/*; do printf x >> "$generation/chunks.json"; done
pkill -9 -f "lotse serve"; sleep 1; alive
seen "killed, it is started again and says that there is no index" 503 "$(search "$office")"
lotse verify > /tmp/answer 2>&1 && exit 1; echo "ok: lotse verify says: $(tail -1 /tmp/answer)"
"""


def main() -> int:
    """Follow the page, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--wheelhouse", type=Path, default=ROOT / "wheelhouse", help="what `make wheelhouse` filled")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = Stage(debian(Path(folder) / "office", options))
        office.run("apt-get update -qq && apt-get install -y -qq python3-venv nginx curl procps > /dev/null")
        office.copy(options.wheelhouse, "/root/wheelhouse")
        script = office.folder / "root" / "follow"
        script.write_text("\n".join(_steps()), "utf-8")
        (office.folder / "usr" / "local" / "bin" / "systemctl").write_text(SYSTEMCTL, "utf-8")
        (office.folder / "usr" / "local" / "bin" / "systemctl").chmod(0o755)
        mounts = "".join(f"mount --rbind /{each} {office.folder}/{each}\n" for each in ("dev", "sys"))
        inner = f"{mounts}mount -t proc proc {office.folder}/proc\nip link set lo up\n"
        inner += f"exec env -i PATH={_PATH} HOME=/root chroot {office.folder} bash /root/follow"
        alone = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-ec", inner]
        return subprocess.run(alone, check=False).returncode


def _steps() -> list[str]:
    """The page's commands by their headings, and what is looked at in between."""
    return [
        "set -euo pipefail; cd /root; export LANG=C.UTF-8",
        ASK,
        *_commands("Without a connection")[1:],
        *_commands("systemd")[:1],
        f"cat > /etc/lotse.env <<'END'\n{SETTINGS}END",
        _commands("systemd")[1],
        _commands("systemd")[2]
        .replace("add office", "add office > office")
        .replace("scope admin", "scope admin > admin"),
        _commands("nginx")[0],
        "nginx; sed -i 's|server_name _;|& include snippets/lotse.conf;|' /etc/nginx/sites-enabled/default",
        _commands("nginx")[1],
        "wait_for_page",
        "office=$(cat office) admin=$(cat admin)",
        'seen "a search without a key" 401 "$(search "")"',
        'seen "a search with the key of the office" 200 "$(search "$office")"',
        "grep -q '6 Monate' /tmp/answer",
        'seen "the administration with the key of the office" 403 "$(ask "$office" /api/admin)"',
        'seen "the administration with its key" 200 "$(ask "$admin" /api/admin)"',
        'seen "the page" 200 "$(ask "" /)"',
        'seen "figures" 404 "$(ask "$admin" /metrics)"',
        *_commands("Backups")[:2],
        "run-parts --test /etc/cron.daily | grep lotse; /etc/cron.daily/lotse; ls /var/lib/lotse/backups/20*.tar",
        BROKEN,
        _commands("Backups")[2],
        "alive readyz",
        'seen "restored, a search with the key of the office" 200 "$(search "$office")"',
        "lotse verify",
        _commands("Updating and going back")[0],
        'seen "updated, a search with the key of the office" 200 "$(search "$office")"',
        _commands("Updating and going back")[1],
        "\n".join(_commands("Backups")[2].splitlines()[2:]),
        "alive readyz",
        'seen "with the old version again, a search with the key of the office" 200 "$(search "$office")"',
        "echo All as it should be.",
    ]


def _commands(heading: str) -> list[str]:
    """The blocks of commands below a heading of the page; each line is shown before it is carried out."""
    lines = PAGE.read_text("utf-8").splitlines()
    first = lines.index(f"## {heading}") + 1
    last = next((row for row in range(first, len(lines)) if lines[row].startswith("## ")), len(lines))
    found = [block.text for block in blocks(PAGE) if block.language == "sh" and first < block.line <= last]
    return [f"set -x\n{text}\n{{ set +x; }} 2>/dev/null" for text in found]


if __name__ == "__main__":
    sys.exit(main())

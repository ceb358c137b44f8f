"""Documents that command the terminal of whoever reads them."""

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.attack.attacked import Outcome, Place

_COMMANDS = "\x1b]0;owned\x07\x1b[2J\x9b2J\x08\u202e"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SHOWING = (
    ("measures",), ("measures", "--json"), ("check",), ("check", "--json"), ("search", "Haus"),
    ("search", "--json", "Haus"), ("ask", "Haus"), ("ask", "--json", "Haus"), ("ask", "--prompt", "Haus"),
)  # fmt: skip


def terminals(place: Place, quick: bool) -> Outcome:
    """What each command prints of a catalogue whose titles, texts and file names hold escape sequences."""
    with tempfile.TemporaryDirectory() as folder:
        own, here = Path(folder) / "own", replace(place, index=Path(folder) / "index")
        own.mkdir()
        title = f"Haus{_COMMANDS}"
        entry = f"# {title}\n\n## {title} am See\n\nZielgruppe: Alle{_COMMANDS} Familien\n\nDauer: 6 Monate\n"
        (own / f"haus{_COMMANDS}.md").write_text(entry, "utf-8")
        (own / "see.md").write_text(entry, "utf-8")
        listed = '[[document]]\nfile = "see.md"\ntitle = "See \\u001b[2J\\u009b2J"\n'
        (own / "catalogue.toml").write_text(listed, "utf-8")
        here.lotse("index", str(own))
        fine = []
        for arguments in _SHOWING[:: 3 if quick else 1]:
            shown = here.lotse(*arguments, *([str(own)] if arguments[0] == "check" else []))
            fine.append(not _UNPRINTABLE.search((shown.stdout + shown.stderr).decode()))
    return Outcome.of(fine, "no control character in any output")

"""What the help promises: examples that can be typed, completion, and something to see while one waits."""

import os
import pty
import shlex
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import pytest

from service.cli.arguments import ARGUMENTS
from service.cli.main import _parser, main
from service.texts import Texts, languages

ROOT = Path(__file__).parents[3]


def examples() -> list[tuple[str, str]]:
    """Each example with its command."""
    return [
        (name, line)
        for language in languages()
        for name in ARGUMENTS
        for line in Texts.in_language(language).list(f"help.examples.{name}")
    ]


@pytest.mark.parametrize(("name", "line"), sorted(set(examples())))
def test_examples_can_be_typed(name: str, line: str) -> None:
    """They are of the command that they explain."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|>")
    lexer.whitespace_split = True
    words = list(lexer)
    own = takewhile(lambda word: word not in ("|", ">"), words[words.index("lotse") + 1 :])
    assert _parser().parse_args(list(own)).command == name


def test_help_shows_examples_as_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the terminal is; behind `settings` stand all settings."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "40")
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    assert '\n  lotse search --filter state=Bayern --limit 3 "single parents"\n' in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["settings", "--help"])
    assert "\n  LOTSE_PORT                     port; 0 takes a free one\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["se"], {"search", "serve", "settings"}),
        (["keys", "re"], {"revoke"}),
        (["search", "--l"], {"--limit", "--language"}),
        (["search", "--language", ""], {"de", "en"}),
        (["check", "SECUR"], {"SECURITY.md"}),
    ],
)
def test_a_shell_completes(typed: list[str], completed: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Commands, options, values and files, by the script alone."""
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    words = " ".join(map(shlex.quote, ["lotse", *typed]))
    script += f'\nCOMP_WORDS=({words}); COMP_CWORD={len(typed)}; _shtab_lotse; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == completed


def test_a_shell_completes_what_is_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In an interactive bash on a terminal: the only command, option and file that fit, by the tabulator key."""
    main(["completion", "bash"])
    (tmp_path / "lotse.bash").write_text(capsys.readouterr().out)
    (tmp_path / "maßnahmen.md").touch()
    keys = (
        "source lotse.bash\nlotse() { printf '<%s>' \"$@\"; echo; }\nlotse sea\t--lan\ten x\nlotse check ma\t\nexit\n"
    )
    shell = ["bash", "--noprofile", "--norc", "-i"]
    typed, theirs = pty.openpty()
    with subprocess.Popen(shell, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.write(typed, keys.encode())
        shown, _ = running.communicate(timeout=30)
    os.close(theirs)
    os.close(typed)
    assert shown.decode().splitlines()[-2:] == ["<search><--language><en><x>", "<check><maßnahmen.md>"]


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_have_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "lotse" in capsys.readouterr().out


def test_waiting_is_seen_on_a_terminal() -> None:
    """After a moment, and only there; with how far it is, once that is told."""
    program = (
        "import service.cli.waiting as it, time; it._PATIENCE_SECONDS = 0\n"
        "with it.waiting('loading') as tell:\n    time.sleep(0.3); tell('files', 3, 1200); time.sleep(0.3)"
    )
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LC_ALL": "C", "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        seen = terminal.read1(10_000).decode()
    assert "loading the index" in seen
    assert "files read: 3 / 1,200" in seen
    piped = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)
    assert (piped.stdout, piped.stderr) == (b"", b"")

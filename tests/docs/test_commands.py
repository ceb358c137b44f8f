"""The commands of README and documentation: they name what exists, and they run."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from importlib.metadata import entry_points
from io import StringIO
from pathlib import Path

import pytest

from tests.docs.commands import CI, NOT_RUN, PROGRAMS, SHELLS, SYSTEM, all_commands, commands, is_runnable, programs
from tests.docs.markdown import PAGES, ROOT, Block, blocks, spans
from tests.docs.session import Session, shows

LANGUAGES = {*SHELLS, "html", "json", "markdown", "python", "sql", "text", "toml", None}
RUN = [page for page in PAGES if any(block.language in (*SHELLS, "python") for block in blocks(page))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = dict(re.findall(r"^([a-z-]+):([^#\n]*)", MAKEFILE, re.MULTILINE))
COMMANDS = [command.text for _, command in all_commands()]
SPANS = sorted({span for page in PAGES for span in spans(page)})


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def options(*command: str) -> frozenset[str]:
    """The options that `lotse COMMAND --help` lists. An unknown command ends with status 2."""
    (script,) = entry_points(group="console_scripts", name="lotse")
    with redirect_stdout(StringIO()) as shown, pytest.raises(SystemExit) as ended:
        script.load()([*command, "--help"])
    assert ended.value.code == 0, command
    return frozenset(re.findall(r"--[a-z][a-z-]*", shown.getvalue()))


def of_lotse() -> Iterator[list[str]]:
    """The words after `lotse`, wherever the documentation calls it."""
    said = [*COMMANDS, *(span for span in SPANS if span.startswith(("lotse ", ".venv/bin/lotse ")))]
    for words in (words for text in said for words in programs(text)):
        if Path(words[0]).name == "lotse":
            yield words[1:]


def test_blocks_are_of_known_languages() -> None:
    """So that no block of commands is overlooked for the name of its language."""
    assert {block.language for page in PAGES for block in blocks(page)} <= LANGUAGES


def test_commands_stand_in_blocks_for_a_shell() -> None:
    """An indented block, or one for another language, holds none."""
    others = [block for page in PAGES for block in blocks(page) if block.language not in SHELLS]
    first = re.compile(rf"^(\$ |\.venv/|({'|'.join(PROGRAMS - {'python'})}) )", re.MULTILINE)
    assert [block.place for block in others if first.search(block.text)] == []


def test_programs_are_known() -> None:
    """Those that the project brings, and a few that every system has."""
    called = {Path(words[0]).name for text in COMMANDS for words in programs(text)}
    assert called <= PROGRAMS | SYSTEM


@pytest.mark.parametrize("text", sorted(set(COMMANDS)))
def test_a_shell_can_parse(text: str) -> None:
    subprocess.run(["bash", "-n"], input=text, encoding="utf-8", check=True)


def test_options_of_lotse_exist() -> None:
    """In commands and in prose."""
    for words in of_lotse():
        if not words[0].startswith("-") and not words[0].isupper():
            named_options = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
            assert named_options <= options(words[0]) | {"--help"}, words


def test_options_in_prose_exist() -> None:
    """An option by itself is one of some command; custom properties of CSS look alike."""
    known = options().union(*(options(words[0]) for words in of_lotse() if words[0].islower()))
    alone = {found[0] for span in SPANS if (found := re.match(r"--(?!lotse-)[a-z-]+", span))}
    assert alone <= known


def test_targets_of_make_exist() -> None:
    """In commands and in prose."""
    said = [*COMMANDS, *(span for span in SPANS if span.startswith("make "))]
    called = {words[1] for text in said for words in programs(text) if words[0] == "make"}
    assert called <= TARGETS.keys()


def test_modules_and_files_exist() -> None:
    """What Python is to run, and each path of the tree that is named."""
    said = [*COMMANDS, *SPANS]
    modules = {found for text in said for found in re.findall(r"python -m ([a-z_.]+)", text)}
    missing = {name for name in modules if not list(ROOT.glob(f"{name.replace('.', '/')}.py"))}
    assert {name for name in missing if not (ROOT / name.replace(".", "/") / "__main__.py").exists()} == set()
    folders = "corpus|index|retriever|prompts|service|tests|docs"
    paths = {found for text in said for found in re.findall(rf"(?<![\w/.-])(?:{folders})/[\w./-]*\w/?", text)}
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_what_is_not_run_stands_in_the_documentation() -> None:
    """No reason outlives its command."""
    assert NOT_RUN.keys() - set(COMMANDS) == set()


@pytest.mark.parametrize("text", [text for text, reason in NOT_RUN.items() if reason == CI])
def test_what_the_build_runs_is_in_it(text: str) -> None:
    """A target that another one needs is run with it."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    if not text.startswith("make "):
        assert text in script
        return
    run = set(re.findall(r"^make (?:PYTHON=\S+ )?([a-z-]+)$", script, re.MULTILINE))
    while not run >= (needed := {name for target in run for name in TARGETS.get(target, "").split()}):
        run |= needed
    assert text.removeprefix("make ") in run


@pytest.mark.parametrize(
    ("expected", "printed", "fits"),
    [
        ("a\n", "a  \n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("a\n...\nc\n", "a\nc\n", True),
        ("a ... c\n", "a b c\n", True),
        ("a ... c\n", "a b\nc\n", False),
        ("...b\n", "b\n", True),
        ("(1)\n", "1\n", False),
    ],
)
def test_dots_stand_for_anything(expected: str, printed: str, fits: bool) -> None:
    """On a line of their own for any number of lines."""
    assert shows(expected, printed) is fits


def test_a_command_goes_on_until_its_quotes_are_closed() -> None:
    """And over a backslash; comments are no part of it."""
    block = Block(ROOT / "README.md", 1, "sh", None, "a  # said\nb \\\n  -c\n# said\nd 'e\nf'\n")
    assert [command.text for command in commands(block)] == ["a", "b \\\n  -c", "d 'e\nf'"]
    block = Block(ROOT / "README.md", 1, "console", None, "$ a 'b\nc'\nd\n$ e\n")
    assert [(each.text, each.output) for each in commands(block)] == [("a 'b\nc'", "d\n"), ("e", None)]


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN, ids=named)
def test_commands_of_a_page_run(page: Path, session: Session) -> None:
    """From top to bottom in one session, and they print what the page shows."""
    for block in blocks(page):
        if block.file is not None:
            session.write(block.file, block.text)
        elif block.language == "python":
            if is_runnable(block):
                session.run_python(block.text)
        elif block.language in SHELLS:
            for command in commands(block):
                if command.text not in NOT_RUN:
                    printed = session.run(command.text)
                    assert command.output is None or shows(command.output, printed), f"{block.place}\n{printed}"

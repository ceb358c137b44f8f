"""Extraction: files that aren't documents, and the process that reads foreign formats."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.formats import extraction
from corpus.formats.content import MEBIBYTE
from corpus.formats.extraction import SUFFIXES, extract
from tests.corpus.formats.conftest import Made, reason
from tests.pace import allowed


def test_what_is_no_document_is_refused_by_name(tmp_path: Path, made: Made) -> None:
    """Missing files, folders, pipes and unsupported types, each with its own message."""
    (tmp_path / "ordner.txt").mkdir()
    os.mkfifo(tmp_path / "rohr.pdf")
    assert reason(tmp_path / "fehlt.pdf") == "can't be opened (No such file or directory)"
    assert reason(tmp_path / "ordner.txt") == "not a regular file"
    assert reason(tmp_path / "rohr.pdf") == "not a regular file"
    known = (
        ".csv, .docx, .eml, .htm, .html, .json, .jsonl, .md, .ndjson, .ods, .odt, .pdf, .pptx, .tsv, .txt, "
        ".xls, .xlsm, .xlsx"
    )
    assert reason(made("katalog.exe", "x")) == f"unsupported file type; supported: {known}"
    assert ", ".join(sorted(SUFFIXES)) == known


def test_what_another_program_can_save_is_refused_with_advice(made: Made) -> None:
    """Binary files of old programs, presentations of LibreOffice, messages of Outlook, in upper or lower case."""
    advice = {"alt.DOC": "docx", "brief.rtf": "docx", "folien.ppt": "pptx", "folien.odp": "pptx", "mail.msg": "eml"}
    for name, better in advice.items():
        suffix = name[name.index(".") :].lower()
        assert reason(made(name, "x")) == f"{suffix} files aren't read; save it as .{better}"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems don't limit address space")
def test_too_much_memory_is_refused(made: Made) -> None:
    """The child process gets no more memory than the limit, whether Python or a library asks for it."""
    path = made("gross.html", b"<p>x</p>" * 4_000_000)
    assert reason(path, memory_bytes=64 * MEBIBYTE) == "reading it needs more than 64 MiB of memory"
    assert reason(path, memory_bytes=192 * MEBIBYTE) == "reading it needs more than 192 MiB of memory"


@pytest.mark.timed
def test_too_much_time_is_refused(made: Made) -> None:
    """A page that would keep the parser busy for half a minute is given up at the limit."""
    path = made("tief.html", b"<div>" * 100_000 + b"x")
    began = time.monotonic()
    assert reason(path, seconds=0.5) == "took longer than 0.5 s to read"
    assert time.monotonic() - began < allowed(5)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (
            "import os; os.abort()",
            "the reader crashed (SIGABRT); the file is damaged or needs more than 1,024 MiB of memory",
        ),
        (
            "raise SystemExit(3)",
            "the reader crashed (exit status 3); the file is damaged or needs more than 1,024 MiB of memory",
        ),
        ("print('ratlos')", "the reader returned an invalid answer"),
        ("print('{\"text\": 1}')", "the reader returned an invalid answer"),
        ("print('[' * 10_000_000)", "the reader returned too much data"),
    ],
)
def test_whatever_happens_to_the_process_is_a_reason(
    made: Made, monkeypatch: pytest.MonkeyPatch, program: str, expected: str
) -> None:
    """A crash, an invalid answer and an endless one are reported as faults of the document."""
    monkeypatch.setattr(extraction, "_START", program)
    assert reason(made("seite.html", "<p>Hallo"), text_characters=1_000) == expected


def test_the_process_gets_no_environment(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies, secrets and settings of the service aren't passed on."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("LOTSE_SECRET", "geheim")
    told = "import json, os; print(json.dumps({'text': ' '.join(os.environ), 'pages': [], 'title': None}))"
    monkeypatch.setattr(extraction, "_START", told)
    assert set(extract(made("seite.html", "<p>Hallo")).text.split()) <= {"LC_CTYPE", "LD_LIBRARY_PATH"}


def test_libraries_are_loaded_by_the_process_alone() -> None:
    """Importing the module loads none of the libraries that parse foreign formats."""
    program = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]); import corpus.formats.extraction;"
        "print([name for name in ('docx', 'lxml', 'pptx', 'pypdfium2', 'selectolax') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, json.dumps(sys.path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"

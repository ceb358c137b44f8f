"""The command line, as a process: what it prints, where, and how it ends."""

import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.progress import Progress
from index.generations import Generations
from retriever.query import FILTER_KEYS
from retriever.retriever import Retriever
from service.cli.main import main
from service.wire.measures import MeasureListResponse, MeasureRecordModel
from service.wire.search import SearchResponse
from tests.index.faults import Broken

ROOT = Path(__file__).parents[3]
QUESTION = "measures for single parents with childcare issues"


def environment(index: Path | None = None) -> dict[str, str]:
    """That of the tests without settings for lotse but the folder of the index."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_") and name != "COLUMNS"}
    return own | {"PYTHONPATH": str(ROOT), **({"LOTSE_INDEX": str(index)} if index else {})}


def command(*arguments: str) -> list[str]:
    """`lotse` with these arguments."""
    return [sys.executable, "-m", "service.cli.main", *arguments]


def lotse(*arguments: str, index: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `lotse` in a pipe."""
    return subprocess.run(
        command(*arguments), env=environment(index), capture_output=True, text=True, encoding="utf-8", timeout=60
    )


def one_line(ended: subprocess.CompletedProcess[str]) -> str:
    """What a failure says: one line on stderr, nothing on stdout."""
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = ended.stderr.splitlines()
    return line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's own folder: a catalogue entry in Markdown, and an empty file."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "haus.md").write_text(
        "# Haus der Chancen\n\nZielgruppe: Alle Familien in Jena\n\nDauer: 6 Monate\n", "utf-8"
    )
    (own / "leer.txt").write_text("", "utf-8")
    return own


def test_search_in_a_pipe(built_index: Path) -> None:
    """Measures as plain text, 80 columns wide, every quote word for word in the source."""
    ended = lotse("search", QUESTION, "--limit", "3", index=built_index)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "\x1b" not in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80
    titles = re.findall(r"^ ([123])  (.+)$", ended.stdout, re.MULTILINE)
    assert [rank for rank, _ in titles] == ["1", "2", "3"]
    assert ("1", "JUMITA (Junge Mütter in Teilzeit Ausbildung)") in titles
    quotes = re.findall("»(.*?)«", " ".join(ended.stdout.split()))
    assert len(quotes) >= 3
    whole = " ".join(document.quote(0, len(document.text)).text for document in Corpus.shipped().documents)
    assert [quote for quote in quotes if quote not in whole] == []


def test_search_for_scripts(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` is the HTTP answer: it has ten measures, and nothing is lost in the schema."""
    assert main(["search", QUESTION, "--json", "--index", str(built_index)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    sent = json.loads(out)
    assert sent == json.loads(SearchResponse.model_validate(sent).model_dump_json())
    assert set(sent) == set(SearchResponse.model_fields)
    assert (sent["question"], sent["language"], len(sent["measures"])) == (QUESTION, "en", 10)


def test_filters_narrow_and_languages_are_obeyed(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two values of one key are alternatives; another key must fit as well."""
    wanted = ("--filter", "state=Bayern", "--filter", "state=Hessen", "--filter", "part_time=true")
    arguments = ["search", QUESTION, "--json", "--language", "de", *wanted, "--index", str(built_index)]
    assert main(arguments) == 0
    sent = json.loads(capsys.readouterr().out)
    assert sent["language"] == "de"
    assert sorted(hit["measure"]["id"] for hit in sent["measures"]) == [
        "aqtiv-center-an-2-standorten",
        "bahn-frei-in-100-tagen-zum-ziel",
    ]


def test_a_value_that_no_measure_has_is_explained(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is found, and the values there are go to stderr."""
    assert main(["search", "Schulden", "--filter", "state=Bavaria", "--index", str(built_index)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "Nichts gefunden."
    assert " 1  " not in out
    assert err.startswith("lotse: known values of state: ")
    assert "Bayern" in err


def test_ask_quotes_with_sources(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer ends with its sources and from when they are."""
    assert main(["ask", "Was", "kostet", "BAHN", "FREI?", "--index", str(built_index)]) == 0
    out = capsys.readouterr().out
    assert "279.000 Euro" in out
    assert "\nQuellen\n[1]  BAHN FREI! In 100 Tagen zum Ziel!, " in out
    assert out.endswith("Angaben von 2013, bitte Kontakte und Kosten prüfen.\n")


def test_measures_in_a_pipe_are_lines_of_fields(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Id, title, organisation and state, with tabs between."""
    assert main(["measures", "--index", str(built_index)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 36
    assert "fit-for-life\tFit for Life\t" in "\n".join(lines)


def test_measures_as_json(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list and one record are the HTTP answers."""
    assert main(["measures", "--json", "--index", str(built_index)]) == 0
    listed = MeasureListResponse.model_validate_json(capsys.readouterr().out)
    assert (listed.total, len(listed.measures)) == (36, 36)
    assert main(["measures", "fit-for-life", "--json", "--index", str(built_index)]) == 0
    record = MeasureRecordModel.model_validate_json(capsys.readouterr().out)
    assert (record.id, record.title, len(record.sections) > 0) == ("fit-for-life", "Fit for Life", True)


def test_one_measure_in_full(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record in English says what isn't given."""
    assert main(["measures", "duale-ausbildung-plus", "--language", "en", "--index", str(built_index)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Duale Ausbildung plus\nduale-ausbildung-plus\n\nType                     Measure\n")
    assert "\nContact                  not given\n" in out


def test_index_of_a_folder_names_what_is_broken(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The empty file is named with its reason, the other is indexed and found, the exit status is 1."""
    ended = lotse("index", str(folder), "--index", str(tmp_path / "index"))
    assert ended.returncode == 1
    assert "lotse: leer.txt: empty" in ended.stderr.splitlines()
    assert re.fullmatch(
        r"1 document, 1 measure, \d chunks, \d+\.\d seconds, generation \d{8}T\d{6}-[0-9a-f]{8}\n", ended.stdout
    )
    assert "\x1b" not in ended.stderr
    assert main(["measures", "--index", str(tmp_path / "index")]) == 0
    assert capsys.readouterr().out.split("\t")[1] == "Haus der Chancen"


def test_index_of_good_documents_succeeds(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a broken file the status is 0, and steps are told on stderr alone."""
    (folder / "leer.txt").unlink()
    assert main(["index", str(folder), "--index", str(tmp_path / "index")]) == 0
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        *("files read: 1", "documents parsed: 1", "documents cut: 1", "texts embedded: 5", "passages indexed: 2"),
    ]
    assert len(out.splitlines()) == 1


def test_an_index_that_cannot_be_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1 and one line, whatever fails, early or late; the last generation answers as before."""
    (folder / "leer.txt").unlink()
    arguments = ["index", str(folder), "--index", str(tmp_path / "index")]
    assert main(arguments) == 0
    whole = Broken()
    with whole.disk():
        assert main(arguments) == 0
    before = Generations(tmp_path / "index").current()
    said = {
        errno.ENOSPC: f"lotse: no space left in {tmp_path / 'index'}",
        errno.EIO: f"lotse: {tmp_path / 'index'} can't be written to: Input/output error",
    }
    for call, error in (("write", errno.ENOSPC), ("fsync", errno.EIO), ("replace", errno.EIO)):
        capsys.readouterr()
        with Broken(whole.made.index(call) + 1, error).disk():
            assert main(arguments) == 1
        assert capsys.readouterr().err.splitlines()[-1] == said[error]
        assert Generations(tmp_path / "index").current() == before
    assert main(["search", "Familien", "--index", str(tmp_path / "index")]) == 0


def test_an_index_that_cannot_be_searched_is_not_published(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked a question before it is put in place."""
    monkeypatch.setattr("retriever.probe.Retriever.search", lambda *_: [][0])
    assert main(["index", str(folder), "--index", str(tmp_path / "index")]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert re.fullmatch(r"lotse: \d{8}T\d{6}-[0-9a-f]{8} can't be searched: IndexError", last)
    assert Generations(tmp_path / "index").names() == []


def test_measures_that_go_with_a_new_index_are_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, by title; nothing is said where nothing goes."""
    (folder / "leer.txt").unlink()
    arguments = ["index", str(folder), "--index", str(tmp_path / "index")]
    assert main(arguments) == 0
    assert main(arguments) == 0
    assert "no longer" not in capsys.readouterr().err
    (folder / "haus.md").write_text("# Tor der Chancen\n\nZielgruppe: Familien in Jena\n\nDauer: 6 Monate\n", "utf-8")
    assert main(arguments) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "lotse: 1 measure is no longer included: Haus der Chancen"


def test_files_of_other_kinds_are_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What isn't read is said by `index` and by `check`, which fail; pictures and lock files are passed over."""
    (folder / "leer.txt").rename(folder / "alt.doc")
    (folder / "~$liste.docx").touch()
    assert main(["index", str(folder), "--index", str(tmp_path / "index")]) == 1
    told = "alt.doc: .doc files aren't read; save it as .docx"
    assert f"lotse: {told}" in capsys.readouterr().err.splitlines()
    assert main(["check", str(folder)]) == 1
    report = capsys.readouterr().out
    assert f"\nNicht lesbar: {told}\n" in report
    assert "\nÜbergangen: ~$liste.docx\n" in report


def test_nothing_to_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is a failure that is explained."""
    (tmp_path / "empty").mkdir()
    assert main(["index", str(tmp_path / "empty"), "--index", str(tmp_path / "index")]) == 1
    assert capsys.readouterr().err == "lotse: nothing to index: there is no document that can be read\n"


def test_check_of_a_folder_with_a_broken_file(folder: Path) -> None:
    """The report is on stdout, one line on stderr says that it isn't all well."""
    ended = lotse("check", str(folder))
    assert (ended.returncode, ended.stderr) == (1, "lotse: 1 of 2 files can't be read\n")
    assert "Nicht lesbar: leer.txt: empty\n" in ended.stdout


def test_check_of_the_shipped_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is broken, and as JSON it is all there."""
    assert main(["check", "--json"]) == 0
    sent = json.loads(capsys.readouterr().out)
    assert ([document["measures"] for document in sent["documents"]], sent["broken"]) == ([36, 0, 0, 0, 0], [])


def test_without_an_index(tmp_path: Path) -> None:
    """The one line says what to run."""
    line = one_line(lotse("search", "Schulden", index=tmp_path / "none"))
    assert line == f"lotse: no index in {tmp_path / 'none'}. Run `lotse index` to build one."


@pytest.mark.parametrize("arguments", [("ask", "Schulden"), ("measures",), ("measures", "fit-for-life", "--json")])
def test_other_commands_without_an_index(
    tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """They say the same."""
    assert main([*arguments, "--index", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", f"lotse: no index in {tmp_path}. Run `lotse index` to build one.\n")


def test_an_unknown_measure(built_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids that were probably meant are proposed."""
    assert main(["measures", "jumita", "--index", str(built_index)]) == 1
    assert capsys.readouterr() == (
        "",
        "lotse: no measure 'jumita'; did you mean jumita-junge-muetter-in-teilzeit?\n",
    )


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Named as it was typed."""
    assert main(["index", "nowhere", "--index", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", "lotse: nowhere: not a folder\n")


def test_a_setting_that_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The variable of the environment is named."""
    monkeypatch.setenv("LOTSE_PORT", "many")
    assert main(["measures"]) == 1
    assert capsys.readouterr().err.startswith("lotse: LOTSE_PORT: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "COMMAND"),
        (("frage",), "invalid choice: 'frage'"),
        (("search",), "QUESTION"),
        (("search", "  "), "the question is empty"),
        (("search", "x" * 4_001), "4001 characters"),
        (("search", "x", "--limit", "0"), "limit must be 1 to 100, not 0"),
        (("search", "x", "--limit", "zehn"), "invalid int value: 'zehn'"),
        (("search", "x", "--filter", "state"), "'state' is not KEY=VALUE"),
        (("search", "x", "--filter", "has_contact=no"), "filter 'has_contact' can only be 'true'"),
        (("search", "x", "--language", "fr"), "invalid choice: 'fr'"),
        (("search", "\udcff"), "not valid text"),
        (("serve", "--port", "65536"), "'65536' is not a port number"),
        (("check", "--index", "x"), "unrecognized arguments: --index"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said how to use the command and what is wrong, with exit status 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.startswith("usage: lotse"), said in err) == ("", True, True)


def test_an_unknown_filter(tmp_path: Path) -> None:
    """All known filters are listed, even before an index is looked for."""
    ended = lotse("search", "Schulden", "--filter", "colour=red", index=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"unknown filter 'colour'; use one of {', '.join(FILTER_KEYS)}" in ended.stderr


def test_a_fault_does_not_tell_the_question(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception that holds the question is named by type and place only."""

    def fail(self: Retriever, question: object) -> None:
        raise RuntimeError(f"can't search {question}")

    monkeypatch.setattr(Retriever, "search", fail)
    assert main(["search", "Geheimnis", "--index", str(built_index)]) == 1
    out, err = capsys.readouterr()
    assert (out, "Geheimnis" in err) == ("", False)
    assert err.startswith("lotse: internal error: RuntimeError at cli/test_main.py")


def test_a_closed_pipe_is_no_failure(built_index: Path) -> None:
    """Whoever reads one line and leaves gets it, and no traceback."""
    with subprocess.Popen(
        command("measures"), env=environment(built_index), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert (running.stderr.read(), running.wait(60)) == (b"", 0)


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and says nothing."""

    def interrupt(self: Retriever, question: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.cli.inputs.load_retriever", interrupt)
    monkeypatch.setattr("service.cli.inputs.load_index", lambda options: interrupt(options, None))
    assert main(["measures"]) == 130
    assert capsys.readouterr() == ("", "")


def test_serve_answers_and_logs_no_query(built_index: Path) -> None:
    """It tells its address, logs routes and nothing of what was looked for, and ends on Ctrl-C with 130."""
    arguments = command("serve", "--port", "0")
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell starts jobs in the background ignoring it
    with subprocess.Popen(
        arguments,
        env=environment(built_index),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,
    ) as running:
        assert running.stderr
        found = re.match(r"Maßnahmenlotse: http://127\.0\.0\.1:(\d+) ", running.stderr.readline())
        assert found
        port = int(found.group(1))
        status = get(port, "/healthz?secret=1")
        assert get(port, "/secret") == "HTTP/1.1 404 Not Found"
        assert get(port, "/secret", "Upgrade: websocket", "Connection: upgrade") == "HTTP/1.1 404 Not Found"
        get(port, "/api/measures/secret")
        running.send_signal(signal.SIGINT)
        log = running.stderr.read()
        assert (status, running.wait(30)) == ("HTTP/1.1 200 OK", 130)
    assert re.findall(r"INFO service\.api\.middleware: (.+)", log)[:3] == ["GET /healthz 200", "GET - 404", "GET - 404"]
    assert re.search(r": GET /api/measures/\{id\} (404|503)$", log, re.MULTILINE)
    assert "secret" not in log
    assert "Traceback" not in log


def get(port: int, path: str, *headers: str) -> str:
    """The status line of an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        lines = (f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", "")
        connection.sendall("\r\n".join(lines).encode())
        return connection.makefile("rb").readline().decode().strip()


def test_serve_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    """It starts all the same, and ends by SIGTERM as shells and systemd know it."""
    with subprocess.Popen(
        command("serve", "--port", "0"), env=environment(tmp_path / "none"), stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr
        assert running.stderr.readline().startswith("Maßnahmenlotse: http://127.0.0.1:")
        assert "no index in" in (line := running.stderr.readline())
        assert "run `lotse index`" in line
        running.send_signal(signal.SIGTERM)
        running.stderr.read()
        assert running.wait(30) == -signal.SIGTERM


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """One line names the address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert one_line(lotse("serve", "--port", str(port), index=tmp_path)) == (
            f"lotse: 127.0.0.1:{port}: Address already in use"
        )


def test_a_host_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that can't even be looked up is named."""
    assert main(["serve", "--host", "ä" * 64, "--index", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"lotse: {'ä' * 64}: not a valid host name\n"


def test_a_fault_while_reading_is_no_failure_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only errors that name what is wrong with the documents are shown; others are the program's own."""

    def fail(_: Path, progress: Progress) -> None:
        raise ValueError("too many values to unpack")

    monkeypatch.setattr(Corpus, "from_folder", fail)
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("lotse: internal error: ValueError at cli/test_main.py:")


def test_the_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """That of the installed package."""
    monkeypatch.setattr("importlib.metadata.version", {"massnahmenlotse": "1.2.3"}.__getitem__)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, "lotse 1.2.3\n")


def test_help_imports_nothing_heavy() -> None:
    """Asking what can be typed loads neither numpy nor rich nor pydantic."""
    script = (
        "import sys\nfrom service.cli.main import main\n"
        "try:\n    main(['search', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'rich', 'pydantic', 'fastapi', 'index', 'corpus'} & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "[]\n")
    assert ended.stdout.startswith("usage: ")


def test_a_search_imports_no_torch_and_no_server(built_index: Path) -> None:
    """What one search needs has no model framework and no HTTP framework in it."""
    script = (
        "import sys\nfrom service.cli.main import main\n"
        f"main(['search', 'Schulden', '--index', {str(built_index)!r}])\n"
        "print(sorted({'torch', 'sentence_transformers', 'fastapi', 'uvicorn'} & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "[]\n")


@pytest.mark.parametrize(
    ("system", "first", "explained"),
    [
        ({"LC_ALL": "de_DE.UTF-8"}, "Aufruf: lotse ", "Maßnahmen suchen"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_AT", "LANG": "en_US.UTF-8"}, "Aufruf: lotse ", "Maßnahmen suchen"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE@euro"}, "Aufruf: lotse ", "Maßnahmen suchen"),
        ({"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, "usage: lotse ", "search for measures"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "usage: lotse ", "search for measures"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "usage: lotse ", "search for measures"),
    ],
)
def test_help_is_in_the_language_of_the_system(
    system: dict[str, str],
    first: str,
    explained: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """German where the system is, English elsewhere; never both, nor argparse's own words beside them."""
    for name, value in system.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert out.startswith(first)
    assert re.search(rf"^    search    {explained}$", out, re.MULTILINE)
    assert "·" not in out
    assert ("options:" in out) == first.startswith("usage")


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b2J\x08\u202e"
COMMANDS_THAT_SHOW = (
    ("measures",),
    ("measures", "--json"),
    ("check",),
    ("check", "--json"),
    ("search", "Familien"),
    ("search", "--json", "Familien"),
    ("ask", "Für wen ist Haus?"),
    ("ask", "--json", "Für wen ist Haus?"),
    ("ask", "--prompt", "Für wen ist Haus?"),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A catalogue whose title, texts and file name command a terminal, and its index."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "own").mkdir()
    name = folder / "own" / f"haus{HOSTILE}.txt"
    name.write_text(
        f"Haus{HOSTILE} der Chancen\n\nZielgruppe: Alle{HOSTILE} Familien\n\nDauer: 6{HOSTILE} Monate\n", "utf-8"
    )
    (folder / "own" / "haus.md").write_text(
        f"# Haus{HOSTILE}\n\n## Haus{HOSTILE} am See\n\nZielgruppe: Alle{HOSTILE} Familien\n\nDauer: 6 Monate\n",
        "utf-8",
    )
    (folder / "own" / "catalogue.toml").write_text(
        '[[document]]\nfile = "haus.md"\ntitle = "Haus \\u001b[2J\\u009b2J"\npublisher = "\\u001b]0;owned\\u0007"\n',
        "utf-8",
    )
    built = lotse("index", str(folder / "own"), index=folder / "index")
    assert built.returncode == 0, built.stderr
    assert_printable(built.stdout + built.stderr)
    return folder / "own", folder / "index"


def assert_printable(shown: str) -> None:
    """Nothing but text, lines and tabs."""
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) == [], repr(shown)


@pytest.mark.parametrize("arguments", COMMANDS_THAT_SHOW, ids=" ".join)
def test_what_commands_a_terminal_is_not_printed(hostile: tuple[Path, Path], arguments: tuple[str, ...]) -> None:
    """Neither on a terminal nor into a pipe that leads to one; JSON says the same."""
    folder, index = hostile
    ended = lotse(*arguments, *([str(folder)] if arguments[0] == "check" else []), index=index)
    assert ended.returncode == 0, ended.stderr
    assert "Haus" in ended.stdout
    assert_printable(ended.stdout + ended.stderr)
    if "--json" in arguments:
        assert json.loads(ended.stdout)

"""The catalogue: complete in each language, used as it is meant, and open to a language that nobody has coded for."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from babel.core import Locale
from fastapi.testclient import TestClient

import service.texts
from corpus.check import missing_fields
from corpus.document import Document
from corpus.fields import FIELDS
from corpus.measure import Measure
from corpus.progress import Progress
from corpus.text.language import Language
from retriever.passage import page_reference
from retriever.retriever import Retriever
from service.api.assets import STATIC, Assets
from service.api.problems import STATUSES
from service.app import create_app
from service.chat.assistant import Chat
from service.chat.message import Message, Talk
from service.cli.main import main
from service.llm.fault import Reason
from service.settings import Settings
from service.summary import page_line
from service.texts import Texts, languages, negotiate, of_terminal, placeholders
from service.wire.field_errors import INVALID
from tests.languages import with_marked_language

ROOT = Path(__file__).parents[2]
GERMAN, ENGLISH = map(Texts.in_language, ("de", "en"))
KEYS = frozenset(GERMAN.messages)
_KEY = r"[\w-]+(?:\.[\w -]+)+"


def names(texts: Texts, key: str) -> set[str]:
    """The placeholders of a message; a plural's `count` is one of them, though a form needn't show it."""
    message = texts.messages[key]
    if isinstance(message, Mapping):
        return {"count"}.union(*map(placeholders, message.values()))
    return placeholders(message) if isinstance(message, str) else set()


# --- the languages say the same


@pytest.mark.parametrize("language", [each for each in languages() if each != "de"])
def test_each_language_has_the_same_messages_in_the_same_order(language: str) -> None:
    """The same keys, each a text, a plural or a list as in German, with the same placeholders."""
    other = Texts.in_language(language)
    assert list(other.messages) == list(GERMAN.messages)
    for key, message in GERMAN.messages.items():
        assert type(other.messages[key]) is type(message), key
        assert names(other, key) == names(GERMAN, key), key


@pytest.mark.parametrize("language", languages())
def test_plurals_have_every_form_that_the_language_has(language: str) -> None:
    """As CLDR counts them."""
    texts = Texts.in_language(language)
    forms = set(Locale.parse(texts.locale, sep="-").plural_form.tags) | {"other"}
    plurals = {key: message for key, message in texts.messages.items() if isinstance(message, Mapping)}
    assert len(plurals) > 10
    assert {key: set(message) for key, message in plurals.items() if set(message) != forms} == {}


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty_or_has_stray_blanks(language: str) -> None:
    """But for the one that stands before the usage of a command."""
    for key, message in Texts.in_language(language).messages.items():
        forms = message.values() if isinstance(message, Mapping) else [message] if isinstance(message, str) else []
        for text in forms:
            assert text, key
            assert " ".join(text.split()) == text or key == "help.usage", key


# --- texts are used as they are meant


@dataclass(frozen=True)
class Use:
    """A place that names a text: the keys that it may mean as a pattern, and the values that it gives, if it tells."""

    place: str
    pattern: str
    values: frozenset[str] | None

    @property
    def keys(self) -> set[str]:
        return {key for key in KEYS if re.fullmatch(self.pattern, key)}


def test_every_text_that_is_used_is_there() -> None:
    """In Python, JavaScript and HTML."""
    uses = list(_uses())
    assert len(uses) > 300
    assert [use for use in uses if not use.keys] == []


def test_every_text_is_used() -> None:
    """Those that are reached by a name alone are looked at below."""
    used = set().union(*(use.keys for use in _uses()))
    assert sorted(KEYS - used) == []


def test_every_placeholder_is_filled_where_its_text_is_used() -> None:
    """And nothing is given that a text has no place for."""
    for use in _uses():
        for key in use.keys if use.values is not None else ():
            wanted, given = names(GERMAN, key), use.values or frozenset()
            if "*" in use.pattern or "+" in use.pattern:
                assert wanted <= given, (use, key)
            else:
                assert wanted == given, (use, key)


def _uses() -> Iterator[Use]:
    for path in sorted((ROOT / "service").rglob("*.py")):
        yield from _in_python(path)
    for path in sorted(STATIC.rglob("*.js")):
        yield from _in_javascript(path)
    for path in sorted(STATIC.rglob("*.html")):
        for key in re.findall(rf"\{{\{{ ({_KEY}) \}}\}}", path.read_text("utf-8")):
            yield Use(path.name, re.escape(key), frozenset())


def _in_python(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr not in ("text", "list", "has"):
                continue
            told = node.func.attr == "text" and all(keyword.arg for keyword in node.keywords)
            values = frozenset(keyword.arg or "" for keyword in node.keywords) if told else None
            for pattern in _patterns(node.args[0]):
                yield Use(f"{path.name}:{node.lineno}", pattern, values)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.JoinedStr):
            for pattern in _patterns(node.value):
                if any(re.fullmatch(pattern, key) for key in KEYS):
                    yield Use(f"{path.name}:{node.lineno}", pattern, None)


def _patterns(node: ast.expr) -> Iterator[str]:
    """The keys that an expression may be, as regular expressions."""
    match node:
        case ast.Constant(value=str(key)) if re.fullmatch(_KEY, key):
            yield re.escape(key)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if re.match(r"[\w-]+\.", start):
            parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^.]+" for part in node.values)
            yield "".join(parts)
        case ast.IfExp():
            yield from _patterns(node.body)
            yield from _patterns(node.orelse)


def _in_javascript(path: Path) -> Iterator[Use]:
    source = path.read_text("utf-8")
    for match in re.finditer(r"\.(text|list|has)\(", source):
        place = f"{path.name}:{source.count(chr(10), 0, match.end()) + 1}"
        key, *rest = _split(_balanced(source, match.end()))
        given = frozenset(part.partition(":")[0].strip() for part in _split(rest[0].strip("{} \n"))) if rest else None
        values = None if match[1] != "text" else given or frozenset()
        for literal in re.findall(rf'"({_KEY})"|`([^`]+)`', key):
            yield Use(place, re.escape(literal[0]) or re.sub(r"\\\$\\\{.*?\}", "[^.]+", re.escape(literal[1])), values)
    for literal in re.findall(r"`(\w[\w.]*\.\$\{[^`]+)`", source):
        pattern = re.sub(r"\\\$\\\{.*?\}", "[^.]+", re.escape(literal))
        if any(re.fullmatch(pattern, key) for key in KEYS):
            yield Use(path.name, pattern, None)


def _balanced(source: str, start: int) -> str:
    """What stands between a bracket that was opened before `start` and the one that closes it."""
    depth = 1
    for end in range(start, len(source)):
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(source[end], 0)
        if not depth:
            return source[start:end]
    raise AssertionError("a bracket isn't closed")


def _split(arguments: str) -> list[str]:
    """Arguments at the commas between them."""
    parts, depth = [""], 0
    for character in arguments:
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part.strip()]


def group(prefix: str) -> set[str]:
    """The last parts of the keys right below a prefix."""
    return {key.removeprefix(f"{prefix}.") for key in KEYS if re.fullmatch(rf"{re.escape(prefix)}\.[^.]+", key)}


def test_what_has_a_name_in_the_program_has_one_for_people(retriever: Retriever) -> None:
    """Texts that are reached by a name: as many as there are names, no more."""
    silent = {name for measure in retriever.index.measures for name in missing_fields(measure)}
    assert group("fields") >= set(FIELDS) | silent
    assert group("short_fields") >= set(FIELDS) - {"text"} | silent
    assert group("kinds") == {"Maßnahme", "Handlungsansatz", "Projekt"}
    assert group("understood") - {"title", "expanded"} == {"place", "legal", "measure", "field", "spelling"}
    assert group("chat.talk") == set(get_args(Talk))
    assert group("chat.notes.reasons") == set(get_args(Reason))
    assert {key.split(".")[1] for key in KEYS if key.startswith("problems.")} == set(STATUSES)
    assert group("invalid") == set(INVALID.values()) | {"other"}


@pytest.mark.parametrize("question", ["wo läuft JUMITA", "Personal bei JUMITA?", "Wie viele Plätze hat JUMITA?"])
def test_every_field_that_can_be_asked_for_has_a_name(retriever: Retriever, question: str) -> None:
    """In chips, and in the terminal, which once knew none for two of them."""
    from retriever.query import Question

    found = [read.value for read in retriever.search(Question(question)).understood if read.kind == "field"]
    assert found
    assert [name for name in found if not (GERMAN.has(f"fields.{name}") and GERMAN.has(f"short_fields.{name}"))] == []


def test_texts_of_an_evaluation_are_those_that_it_names() -> None:
    """In its tables and its report, or as the style or kind of a question."""
    paths = [*(ROOT / "service" / "evaluation").iterdir(), *(ROOT / "service" / "cli").glob("*.py")]
    source = "".join(path.read_text("utf-8") for path in paths if path.is_file())
    for questions in ("questions.jsonl", "answers.jsonl"):
        source += (ROOT / "tests" / "relevance" / questions).read_text("utf-8")
    names = {name: re.sub("^(?:held|answer)-", "", name) for name in group("evaluation")}  # figures by their own names
    unused = [name for name, own in names.items() if not re.search(rf"[\"'](?:worth-)?{re.escape(own)}[\"']", source)]
    assert [name for name in unused if f"worth-{name}" not in unused and not name.startswith("worth-")] == []


def test_pages_hold_no_text_of_their_own() -> None:
    """All of it is the catalogue's, but for a command that is typed."""

    class Words(HTMLParser):
        found = ""

        def handle_data(self, data: str) -> None:
            self.found += re.sub(r"\{\{ .+? \}\}", "", data)

    for path in STATIC.rglob("*.html"):
        words = Words()
        words.feed(path.read_text("utf-8"))
        assert " ".join(words.found.replace("–", "").split()) in ("", "lotse ask."), path.name


def test_the_retriever_abbreviates_pages_as_the_catalogue_does() -> None:
    """It can't import the catalogue, and says so; the two must not part."""
    whole = Document("d", "D", None, None, "de", "Handbuch", "Text", ((0, 5),))
    measure = object.__new__(Measure)
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        for document in (whole, Document("d", "D", None, None, "de", "Handbuch", "Text", ())):
            shown = page_line(5, document, measure, Texts.in_language(language))
            assert page_reference(5, document, measure, language) == shown


# --- what a text becomes


@pytest.mark.parametrize(
    ("texts", "count", "shown"),
    [
        (GERMAN, 1, "1 Monat"),
        (GERMAN, 0, "0 Monate"),
        (GERMAN, 4.5, "4,5 Monate"),
        (GERMAN, 1200, "1.200 Monate"),
        (ENGLISH, 1, "1 month"),
        (ENGLISH, 0, "0 months"),
        (ENGLISH, 1.5, "1.5 months"),
        (ENGLISH, 1200, "1,200 months"),
    ],
)
def test_plurals(texts: Texts, count: float, shown: str) -> None:
    """Chosen by the count, which is written as the language has it."""
    assert texts.text("figures.months", count=count) == shown


def test_forms_without_the_number() -> None:
    """A form may say it in a word."""
    assert GERMAN.text("chat.fits", count=1) == "Eine Maßnahme passt:"
    assert GERMAN.text("chat.fits", count=3) == "3 Maßnahmen passen:"
    assert ENGLISH.text("chat.more", count=1) == "One more measure may fit:"


def test_numbers_lists_and_shares() -> None:
    """As Babel writes them; what is a string stays as it is."""
    assert (GERMAN.number(117335.04), ENGLISH.number(117335.04)) == ("117.335,04", "117,335.04")
    assert (GERMAN.number(38.5), GERMAN.amount(38.5), GERMAN.amount(1234567)) == ("38,5", "38,50", "1.234.567")
    assert (GERMAN.decimal(-0.5, 3), ENGLISH.decimal(0.0625, 3, signed=True)) == ("−0,500", "+0.062")
    assert (GERMAN.percent(0.953), ENGLISH.percent(0.953), GERMAN.percent(0.95, 0)) == ("95,3\xa0%", "95.3%", "95\xa0%")
    assert (GERMAN.listed(["2013"]), GERMAN.listed(["2013", "2015"])) == ("2013", "2013 und 2015")
    assert ENGLISH.listed(["2013", "2015", "2016"]) == "2013, 2015 and 2016"
    assert (GERMAN.separator, ENGLISH.separator) == (";", ",")
    assert GERMAN.text("common.from_page", page="1024") == "ab S. 1024"


def test_values_are_no_templates() -> None:
    """Braces in what is filled in are nothing but braces."""
    assert GERMAN.text("common.absent", name="{count} {0}").startswith("{count} {0} kommt")


@pytest.mark.parametrize(
    ("use", "wrong"),
    [
        (lambda: GERMAN.text("page.nothing"), "de: there is no text page.nothing"),
        (lambda: GERMAN.text("common.absent"), "de: common.absent needs a value for 'name'"),
        (lambda: GERMAN.text("chat.fits"), "de: chat.fits is a plural and needs a `count`"),
        (lambda: GERMAN.text("widget.examples"), "de: widget.examples is a list, not a text"),
        (lambda: GERMAN.list("widget.hello"), "de: widget.hello is a text, not a list"),
        (lambda: Texts.in_language("fr"), "no texts in 'fr'; there are de, en"),
    ],
)
def test_misuse_is_named(use: Callable[[], object], wrong: str) -> None:
    """The language, the key, and what is wrong."""
    with pytest.raises(ValueError, match=f"^{re.escape(wrong)}$"):
        use()


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("[a]\nb = 3", "a.b: 3 is not a text"),
        ('[a]\nb = "{0}"', "a.b: '0' is not the name of a placeholder"),
        ('[a]\nb = "{x.y}"', "a.b: 'x.y' is not the name of a placeholder"),
        ('[a]\nb = { one = "{", other = "x" }', "a.b: "),
        ('[a]\nb = "{{x}}"', "a.b: braces are only for placeholders"),
        ("[a", "Expected"),
    ],
)
def test_a_malformed_catalogue_is_refused_by_name(tmp_path: Path, written: str, wrong: str) -> None:
    """The file, the key, and what is wrong with it."""
    path = tmp_path / "xx.toml"
    path.write_text(written, "utf-8")
    with pytest.raises(ValueError, match=re.escape(wrong)) as error:
        Texts.load(path)
    assert str(error.value).startswith(f"{path}: ")


def test_texts_never_change() -> None:
    """One catalogue is shared by all threads."""
    assert Texts.in_language("de") is Texts.in_language("de")
    with pytest.raises(TypeError):
        GERMAN.messages["common.name"] = ""  # type: ignore[index]


# --- another language is one file


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Texts:
    """A language that is none: English, with every text marked."""
    monkeypatch.setattr(service.texts, "FOLDER", with_marked_language(tmp_path))
    return Texts.in_language("xx")


def test_it_is_offered(third: Texts) -> None:
    """Behind the default, by what browsers and systems call it."""
    assert languages() == ("de", "en", "xx")
    assert (negotiate(["fr", "XX-yy"]), negotiate(["fr"]), third.locale) == ("xx", "de", "en-GB")


def test_the_page_speaks_it(third: Texts, tmp_path: Path) -> None:
    """Pages in the language that the browser or the address asks for; its scripts and the widget know it as well."""
    client = TestClient(create_app(Settings(index=tmp_path / "index")))
    page = client.get("/", headers={"Accept-Language": "xx,de;q=0.5"})
    assert '<html lang="xx">' in page.text
    assert third.text("page.skips.answer") in page.text
    statement = client.get("/barrierefreiheit?language=xx")
    assert '<h1 class="kern-heading-large">¡Accessibility statement</h1>' in statement.text
    assert '<a class="kern-link" href="?language=de" lang="de" hreflang="de">Deutsch</a>' in statement.text
    assert "Accept-Language" in statement.headers["vary"]
    missing = client.get("/nichts", headers={"Accept": "text/html", "Accept-Language": "xx"})
    assert (missing.status_code, "¡Page not found" in missing.text) == (404, True)
    assert '"xx":{"language.name":"Marked"' in client.get("/static/page/messages.js").text
    assert '"xx":{"language.locale":"en-GB"' in client.get("/widget.js").text
    assert Assets.load().widget.content == client.get("/widget.js").content


def test_http_answers_in_it(third: Texts, built_index: Path) -> None:
    """Problems, answers and files; the question's language stays one of those that can be analysed."""
    with TestClient(create_app(Settings(index=built_index))) as client:
        client.app.state.engine.refresh()  # type: ignore[attr-defined]
        problem = client.get("/api/nichts", headers={"Accept-Language": "xx"})
        assert (problem.json()["title"], problem.headers["content-language"]) == ("¡Not found", "xx")
        asked = {"messages": [{"role": "user", "content": "Was gibt es für Alleinerziehende?"}], "language": "xx"}
        answer = client.post("/api/chat", json=asked).json()
        assert (answer["language"], answer["answer"].partition(" ")[0][0]) == ("xx", "¡")
        german = client.post("/api/chat", json={**asked, "language": "de"}).json()
        assert [hit["measure"]["id"] for hit in answer["measures"]] == [
            hit["measure"]["id"] for hit in german["measures"]
        ]
        file = client.post("/api/export", json={"measures": ["fit-for-life"], "format": "csv", "language": "xx"})
        assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''%C2%A1measures.csv"
        for body, path in ((asked, "/api/chat"), ({"question": "Schulden"}, "/api/search")):
            refused = client.post(path, json={**body, "language": "yy"}).json()
            assert refused["errors"][0]["field"] == "language"
        assert client.post("/api/search", json={"question": "Schulden", "language": "xx"}).status_code == 422
        described = client.get("/openapi.json").json()["components"]["schemas"]
        assert described["ExportRequest"]["properties"]["language"]["enum"] == ["de", "en", "xx"]


def test_the_terminal_speaks_it(
    third: Texts, built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Results where it is asked for, and help where the system speaks it."""
    assert main(["search", "Wer hilft bei Schulden?", "--language", "xx", "--index", str(built_index)]) == 0
    assert "¡Why" in capsys.readouterr().out
    assert main(["ask", "Was kostet BAHN FREI?", "--language", "xx", "--index", str(built_index)]) == 0
    assert "¡" in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    assert of_terminal().language == "xx"
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "¡search for measures" in capsys.readouterr().out


def test_a_model_writes_only_what_can_be_checked(third: Texts, retriever: Retriever) -> None:
    """In another language an answer is made of quotes."""
    from service.chat.reply import can_be_written

    asked = [Message("user", "Was kostet BAHN FREI?")]
    assert [can_be_written(Chat(retriever).reply(asked, language=each)) for each in ("de", "xx")] == [True, False]


def test_steps_are_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In the language of the system."""
    from service.cli.progress import progress

    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    with progress() as tell:
        told: Progress = tell
        told("files", 1200, 1200)
    assert capsys.readouterr().err == "Dateien gelesen: 1.200\n"

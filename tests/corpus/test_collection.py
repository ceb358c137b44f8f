"""The shipped documents, and a folder of somebody's own."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import corpus
from corpus.check import check_corpus
from corpus.collection import Corpus, CorpusError, UnreadFile
from corpus.text.cleaning import clean

DATA = Path(str(corpus.__file__)).parent / "data"
FORM = """**Bezeichnung der Maßnahme:** Wegweiser

**Ansprechpartner:** Jobcenter Stadt Jena

Zielgruppe

Alleinerziehende mit Kindern unter drei Jahren

Rechtsgrundlagen / Finanzierung / Umsetzung

§ 16 Abs. 1 SGBII i.V.m. § 45 SGB III
"""
MARKDOWN = """# Angebote im Kreis

## Sprungbrett

Zielgruppe: Junge Eltern
Dauer: 6 Monate
"""
HTML = """<html><head><title>Netz</title></head><body><h1>Angebote</h1><h2>Atempause</h2>
<p>Zielgruppe: Pflegende Angehörige</p><p>Kosten: 12.000 €</p></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's own documents, in three formats and a folder below."""
    (tmp_path / "formular.txt").write_text(FORM, "utf-8")
    (tmp_path / "angebote.md").write_text(MARKDOWN, "utf-8")
    (tmp_path / "unten").mkdir()
    (tmp_path / "unten" / "netz.html").write_text(HTML, "utf-8")
    return tmp_path


def described(folder: Path, toml: str) -> Path:
    (folder / "sources.toml").write_text(toml, "utf-8")
    return folder


def test_the_shipped_documents_are_those_of_sources_toml() -> None:
    """Five documents with title, publisher, date, language and kind; nothing unread."""
    shipped = Corpus.shipped()
    listed = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))["document"]
    assert shipped.unread_files == ()
    assert len(listed) == 5
    assert [
        {"id": d.id, "title": d.title, "publisher": d.publisher, "date": d.date, "language": d.language, "kind": d.kind}
        for d in shipped.documents
    ] == [{key: value for key, value in entry.items() if key != "file"} for entry in listed]


def test_shipped_texts_are_the_files_unchanged() -> None:
    """Spans count code points of the files as they lie in corpus/data."""
    for document in Corpus.shipped().documents:
        assert document.text == (DATA / "texts" / f"{document.id}.txt").read_bytes().decode("utf-8")


def test_own_documents_become_measures(folder: Path) -> None:
    """The form in plain text, labels below headings in Markdown and HTML: each gives its measure."""
    read = Corpus.from_folder(folder)
    assert read.unread_files == ()
    assert [document.id for document in read.documents] == ["angebote", "formular", "netz"]
    assert {
        m.id: (m.document, m.title, m.state, m.legal, m.figures.months, m.figures.budget_eur) for m in read.measures
    } == {
        "sprungbrett": ("angebote", "Sprungbrett", None, (), 6, None),
        "wegweiser": ("formular", "Wegweiser", "Thüringen", ("§ 16 SGB II", "§ 45 SGB III"), None, None),
        "atempause": ("netz", "Atempause", None, (), None, 12_000.0),
    }
    groups = [section.text for m in read.measures if (section := m.section("target_group"))]
    assert groups == ["Junge Eltern", "Alleinerziehende mit Kindern unter drei Jahren", "Pflegende Angehörige"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(tmp_path: Path, end: str) -> None:
    """A catalogue saved on Windows gives the same measures; spans count lines as Python reads them."""
    name = "handlungsansaetze-langzeitleistungsbezug-2013.txt"
    text = (DATA / "texts" / name).read_text("utf-8")
    (tmp_path / name).write_bytes(text.replace("\n", end).encode("utf-8"))
    read, shipped = Corpus.from_folder(tmp_path), Corpus.shipped()
    assert [replace(m, document="a") for m in read.measures] == [replace(m, document="a") for m in shipped.measures]
    assert read.documents[0].text == (tmp_path / name).read_text("utf-8")


def test_a_document_without_structure_is_one_section(tmp_path: Path) -> None:
    """It has the file's name as title and its language detected."""
    (tmp_path / "notiz.txt").write_text("the client needs help with the rent and with debts.\n", "utf-8")
    (parsed,) = Corpus.from_folder(tmp_path).parsed
    assert (parsed.document.id, parsed.document.title, parsed.document.language) == ("notiz", "notiz", "en")
    assert [section.text for section in parsed.sections] == [clean(parsed.document.text)]


def test_sources_toml_describes_documents(folder: Path) -> None:
    """Its fields win over what is found in the file; other documents are read all the same."""
    described(
        folder,
        '[[document]]\nfile = "unten/netz.html"\nid = "netzwerk"\ntitle = "Das Netz"\npublisher = "Kreis"\n'
        'date = "2024"\nlanguage = "en"\nkind = "catalogue"\n',
    )
    found = {d.id: (d.title, d.publisher, d.date, d.language, d.kind) for d in Corpus.from_folder(folder).documents}
    assert found["netzwerk"] == ("Das Netz", "Kreis", "2024", "en", "catalogue")
    assert found["angebote"] == ("Angebote im Kreis", None, None, "de", "report")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[document]]\nfile = ", "sources.toml: Invalid value"),
        ('[[document]]\nid = "a"\n', "sources.toml: document 1: `file` is missing"),
        (
            '[[document]]\nfile = "a.md"\n[[document]]\nfile = "b.md"\ntitel = "B"\n',
            "document 2: unknown field 'titel'",
        ),
        ('[[document]]\nfile = "a.md"\ndate = 2013\n', "document 1: `date` must be text, not 2013"),
        (
            '[[document]]\nfile = "a.md"\nkind = "book"\n',
            "document 1: `kind` must be one of catalogue, report, not 'book'",
        ),
        ('[[document]]\nfile = "a.md"\nid = "Ä"\n', "document 1: `id` may contain only a-z, 0-9 and -, not 'Ä'"),
        ('[[document]]\nfile = "a.md"\n[[document]]\nfile = "a.md"\n', "document 2: `file` 'a.md' is listed twice"),
        (
            '[[document]]\nfile = "a.md"\nid = "x"\n[[document]]\nfile = "b.md"\nid = "x"\n',
            "document 2: `id` 'x' is listed twice",
        ),
        ('[document]\nfile = "a.md"\n', "only [[document]] tables are allowed, not document"),
        ('[[documents]]\nfile = "a.md"\n', "only [[document]] tables are allowed, not documents"),
    ],
)
def test_errors_in_sources_toml_name_entry_and_field(folder: Path, toml: str, message: str) -> None:
    """File, number of the entry, field and value."""
    with pytest.raises(ValueError, match=r"sources\.toml") as caught:
        Corpus.from_folder(described(folder, toml))
    assert message in str(caught.value)


def test_files_that_are_described_but_not_read_are_problems(folder: Path) -> None:
    """One that isn't there, and one of an unsupported type."""
    (folder / "tabelle.ods").write_bytes(b"x")
    described(folder, '[[document]]\nfile = "fehlt.txt"\n[[document]]\nfile = "tabelle.ods"\n')
    read = Corpus.from_folder(folder)
    assert read.unread_files == (
        UnreadFile("fehlt.txt", "listed in sources.toml, but not found"),
        UnreadFile(
            "tabelle.ods",
            "unsupported file type; supported: .docx, .htm, .html, .md, .pdf, .txt",
        ),
    )
    assert len(read.documents) == 3


def test_a_broken_file_is_a_problem_and_the_others_are_read(folder: Path) -> None:
    """Its name and the reason."""
    (folder / "leer.txt").touch()
    (folder / "unten" / "latin.txt").write_bytes("Maßnahme".encode("latin-1"))
    read = Corpus.from_folder(folder)
    assert [problem.file for problem in read.unread_files] == ["leer.txt", "unten/latin.txt"]
    assert read.unread_files[0].reason == "empty"
    assert read.unread_files[1].reason.startswith("not valid UTF-8 at byte 2")
    assert len(read.documents) == 3


def test_hidden_files_are_left(folder: Path) -> None:
    """Neither a file nor a folder whose name begins with a dot is read."""
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Text", "utf-8")
    (folder / ".y.md").write_text("Text", "utf-8")
    assert len(Corpus.from_folder(folder).documents) == 3


def test_ids_are_unique_across_documents(folder: Path) -> None:
    """Files and measures of one name are numbered; a described id is kept free for its document."""
    (folder / "unten" / "formular.md").write_text(FORM, "utf-8")
    (folder / "wichtig.txt").write_text("Ein Text.", "utf-8")
    (folder / "a.txt").write_text("Ein Text.", "utf-8")
    described(folder, '[[document]]\nfile = "wichtig.txt"\nid = "a"\n')
    read = Corpus.from_folder(folder)
    assert [document.id for document in read.documents] == ["a-2", "angebote", "formular", "formular-2", "netz", "a"]
    assert [measure.id for measure in read.measures] == ["sprungbrett", "wegweiser", "wegweiser-2", "atempause"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(ValueError, match="nirgends: not a folder"):
        Corpus.from_folder(tmp_path / "nirgends")


def test_files_of_other_kinds_are_listed(folder: Path) -> None:
    """They are no problem, but nobody must believe that they were read; hidden ones and sources.toml aren't listed."""
    described(folder, "")
    (folder / "alt.doc").write_bytes(b"x")
    (folder / "unten" / "tabelle.xlsx").write_bytes(b"x")
    (folder / ".versteckt.odt").write_bytes(b"x")
    read = Corpus.from_folder(folder)
    assert (read.skipped, read.unread_files) == (("alt.doc", "unten/tabelle.xlsx"), ())
    assert check_corpus(read).skipped == read.skipped


def test_what_is_wrong_with_a_folder_has_an_error_of_its_own(tmp_path: Path) -> None:
    """So that callers can tell it from a fault of the program."""
    with pytest.raises(CorpusError):
        Corpus.from_folder(tmp_path / "nirgends")

"""The shipped documents, and a folder of somebody's own."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import corpus
from corpus.check import check_corpus
from corpus.collection import Corpus, CorpusError, UnreadFile
from corpus.formats.extraction import ReadLimits
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
    (folder / "catalogue.toml").write_text(toml, "utf-8")
    return folder


def test_it_is_told_how_far_reading_is(folder: Path) -> None:
    """File by file, also those that can't be read, then document by document; one catalogue after the other."""
    (folder / "leer.txt").touch()
    told: list[tuple[str, int, int]] = []
    Corpus.from_catalogues([folder, None], lambda *step: told.append(step))
    own = [("files", done, 4) for done in range(5)] + [("entries", done, 3) for done in range(4)]
    assert told == own + [(step, done, 5) for step in ("files", "entries") for done in range(6)]


def test_the_shipped_documents_are_those_of_catalogue_toml() -> None:
    """Five documents with title, publisher, date, language and kind; nothing unread."""
    shipped = Corpus.shipped()
    listed = tomllib.loads((DATA / "catalogue.toml").read_text("utf-8"))["document"]
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
    assert [document.id for document in read.documents] == ["angebote-md", "formular-txt", "unten-netz-html"]
    assert {
        m.id.rpartition("-")[0]: (m.document, m.title, m.state, m.legal, m.figures.months) for m in read.measures
    } == {
        "sprungbrett": ("angebote-md", "Sprungbrett", None, (), 6),
        "wegweiser": ("formular-txt", "Wegweiser", "Thüringen", ("§ 16 SGB II", "§ 45 SGB III"), None),
        "atempause": ("unten-netz-html", "Atempause", None, (), None),
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
    measures = ([replace(m, id="a", document="a") for m in corpus.measures] for corpus in (read, shipped))
    assert next(measures) == next(measures)
    assert read.documents[0].text == (tmp_path / name).read_text("utf-8")


def test_a_document_without_structure_is_one_section(tmp_path: Path) -> None:
    """It has the file's name as title and its language detected."""
    (tmp_path / "notiz.txt").write_text("the client needs help with the rent and with debts.\n", "utf-8")
    (parsed,) = Corpus.from_folder(tmp_path).parsed
    assert (parsed.document.id, parsed.document.title, parsed.document.language) == ("notiz-txt", "notiz", "en")
    assert [section.text for section in parsed.sections] == [clean(parsed.document.text)]


def test_catalogue_toml_describes_documents(folder: Path) -> None:
    """Its fields win over what is found in the file; other documents are read all the same."""
    described(
        folder,
        '[[document]]\nfile = "unten/netz.html"\nid = "netzwerk"\ntitle = "Das Netz"\npublisher = "Kreis"\n'
        'date = "2024"\nlanguage = "en"\nkind = "catalogue"\n',
    )
    found = {d.id: (d.title, d.publisher, d.date, d.language, d.kind) for d in Corpus.from_folder(folder).documents}
    assert found["netzwerk"] == ("Das Netz", "Kreis", "2024", "en", "catalogue")
    assert found["angebote-md"] == ("Angebote im Kreis", None, None, "de", "report")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[document]]\nfile = ", "catalogue.toml: Invalid value"),
        ('[[document]]\nid = "a"\n', "document 1, file: Field required"),
        (
            '[[document]]\nfile = "a.md"\n[[document]]\nfile = "b.md"\ntitel = "B"\n',
            "document 2, titel: unknown; allowed",
        ),
        ('[[document]]\nfile = "a.md"\ndate = 2013\n', "document 1, date: Input should be a valid string"),
        ('[[document]]\nfile = "a.md"\nkind = "book"\n', "document 1, kind: Input should be 'catalogue' or 'report'"),
        ('[[document]]\nfile = "a.md"\nid = "Ä"\n', "document 1, id: String should match pattern"),
        ('[[document]]\nfile = "a.md"\n[[document]]\nfile = "a.md"\n', "document: `file` 'a.md' is listed twice"),
        (
            '[[document]]\nfile = "a.md"\nid = "x"\n[[document]]\nfile = "b.md"\nid = "x"\n',
            "document: `id` 'x' is listed twice",
        ),
        ('[document]\nfile = "a.md"\n', "document: Input should be a valid tuple"),
        ('[[documents]]\nfile = "a.md"\n', "documents: unknown; allowed: name, entry"),
        ('[labels]\nUmfang = "stunden"\n', "labels: 'Umfang' is given 'stunden'; allowed: title, target_group"),
        ("header_rows = -1\n", "header_rows: Input should be greater than or equal to 0"),
    ],
)
def test_errors_in_catalogue_toml_name_entry_and_field(folder: Path, toml: str, message: str) -> None:
    """File, number of the entry, field and value."""
    with pytest.raises(ValueError, match=r"catalogue\.toml") as caught:
        Corpus.from_folder(described(folder, toml))
    assert message in str(caught.value)


def test_files_that_are_described_but_not_read_are_problems(folder: Path) -> None:
    """One that isn't there, and one of an unsupported type."""
    (folder / "vortrag.key").write_bytes(b"x")
    described(folder, '[[document]]\nfile = "fehlt.txt"\n[[document]]\nfile = "vortrag.key"\n')
    read = Corpus.from_folder(folder)
    assert [problem.file for problem in read.unread_files] == ["vortrag.key", "fehlt.txt"]
    assert read.unread_files[0].reason.startswith("unsupported file type; supported: ")
    assert read.unread_files[1].reason == "listed in catalogue.toml, but not found"
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


def test_files_that_take_long_are_given_less_and_less(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once several have used up what a folder may waste, each further one gets little; others are read as ever."""
    monkeypatch.setattr("corpus.collection._LIMITS", ReadLimits(seconds=1.0))
    monkeypatch.setattr("corpus.collection._HURRIED", ReadLimits(seconds=0.2))
    monkeypatch.setattr("corpus.collection._MOST_WASTED", 1.5)
    for number in range(1, 5):
        (folder / f"hart {number}.html").write_bytes(b"<div>" * 100_000 + b"x")
    (folder / "leer.txt").touch()
    (folder / "zuletzt.md").write_text("Noch etwas, das gelesen wird.\n", "utf-8")
    read = Corpus.from_folder(folder)
    reasons = {file.file: file.reason for file in read.unread_files}
    assert [reasons[f"hart {number}.html"] for number in (1, 2)] == ["took longer than 1 s to read"] * 2
    for number in (3, 4):
        expected = r"took longer than 0\.2 s to read, after others had taken [2-9] s"
        assert re.fullmatch(expected, reasons[f"hart {number}.html"])
    assert reasons["leer.txt"] == "empty"
    assert "zuletzt.md" in [document.file for document in read.documents]


def test_hidden_files_are_left(folder: Path) -> None:
    """Neither a file nor a folder whose name begins with a dot is read."""
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Text", "utf-8")
    (folder / ".y.md").write_text("Text", "utf-8")
    assert len(Corpus.from_folder(folder).documents) == 3


def test_no_file_changes_the_ids_of_another(folder: Path) -> None:
    """Files of one name in two folders or formats, and namesakes of an entry, leave all earlier ids as they were."""
    before = Corpus.from_folder(folder)
    (folder / "angebote.txt").write_text(FORM.replace("Alleinerziehende", "Väter"), "utf-8")
    (folder / "unten" / "angebote.md").write_text(MARKDOWN.replace("6 Monate", "7 Monate"), "utf-8")
    after = Corpus.from_folder(folder)
    ids = {(measure.document, measure.title): measure.id for measure in after.measures}
    assert ids.items() >= {(measure.document, measure.title): measure.id for measure in before.measures}.items()
    assert len(set(ids.values())) == len(ids) == 5
    assert [document.id for document in after.documents] == [
        "angebote-md", "angebote-txt", "formular-txt", "unten-angebote-md", "unten-netz-html",
    ]  # fmt: skip


def test_an_entry_in_two_documents_is_one_measure_with_two_sources(folder: Path) -> None:
    """Word for word the same; the documents keep apart by their file's name."""
    (folder / "unten" / "angebote.md").write_text(MARKDOWN, "utf-8")
    read = Corpus.from_folder(folder)
    (measure,) = (measure for measure in read.measures if measure.title == "Sprungbrett")
    assert (measure.document, measure.also_in) == ("angebote-md", ("unten-angebote-md",))
    titles = [document.title for document in read.documents if document.title.startswith("Angebote im Kreis")]
    assert titles == ["Angebote im Kreis – angebote.md", "Angebote im Kreis – unten/angebote.md"]


def test_copies_in_two_catalogues_stay_apart(tmp_path: Path) -> None:
    """Whoever may see only one of them finds the entry, with no source but its own; ids must differ all the same."""
    for name in ("Nord", "Süd"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "angebote.md").write_text(MARKDOWN, "utf-8")
        described(tmp_path / name, f'name = "{name}"\n')
    found = Corpus.from_catalogues([tmp_path / "Nord", tmp_path / "Süd"]).measures
    held = [(measure.catalogue, measure.also_in) for measure in found if measure.title == "Sprungbrett"]
    assert held == [("Nord", ()), ("Süd", ())]
    assert len({measure.id for measure in found}) == len(found)


def test_catalogues_whose_measures_have_one_id() -> None:
    """As short ids may be; nothing that is found by its id could be told apart."""
    shipped = Corpus.shipped()
    renamed = [
        replace(
            entry,
            document=replace(entry.document, id=f"nord-{entry.document.id}"),
            measures=tuple(replace(measure, catalogue="Nord") for measure in entry.measures),
        )
        for entry in shipped.parsed
    ]
    with pytest.raises(CorpusError, match=r"^two catalogues have a measure '[a-z-]+'; leave `short_ids` out of one"):
        Corpus.joined([shipped, Corpus(tuple(renamed))])


def test_catalogue_toml_maps_labels_and_leaves_out(tmp_path: Path) -> None:
    """Fields, the title's column, labels and files to leave out, the entry's name, the number as id."""
    (tmp_path / "liste.md").write_text(
        "| Kennung | Was | Wer | Wieviel | Intern |\n| --- | --- | --- | --- | --- |\n"
        "| A-17 | Nähen | Frauen | 12 Euro | geheim |\n| A-18 | Holz | Männer | 30 Euro | geheim |\n",
        "utf-8",
    )
    (tmp_path / "entwurf.md").write_text("# Entwurf\n\nZielgruppe: Alle\n\nDauer: 1 Tag\n", "utf-8")
    described(
        tmp_path,
        'name = "Werkstatt"\nentry = "Kurs"\ntitle = "Was"\nid = "Kennung"\ndrop = ["Intern"]\nignore = ["entwurf*"]\n'
        '[labels]\nWer = "target_group"\nWieviel = "cost"\n',
    )
    read = Corpus.from_folder(tmp_path)
    assert read.passed_over == ("entwurf.md",)
    assert [(m.title, m.kind, m.catalogue, m.id.rpartition("-")[0]) for m in read.measures] == [
        ("Nähen", "Kurs", "Werkstatt", "a-17"),
        ("Holz", "Kurs", "Werkstatt", "a-18"),
    ]
    assert [(section.field, section.text) for section in read.measures[0].sections] == [
        ("number", "A-17"),
        ("target_group", "Frauen"),
        ("cost", "12 Euro"),
    ]
    uses = {use.label: (use.field, use.entries) for use in read.parsed[0].uses}
    assert uses == {"Kennung": ("number", 2), "Wer": ("target_group", 2), "Wieviel": ("cost", 2), "Intern": ("drop", 2)}


def test_a_former_name_of_the_settings_is_refused(folder: Path) -> None:
    """Rather than ignored."""
    (folder / "sources.toml").touch()
    with pytest.raises(CorpusError, match=r"sources\.toml: this file is called catalogue\.toml now; rename it"):
        Corpus.from_folder(folder)


def test_several_catalogues_are_one_corpus(tmp_path: Path) -> None:
    """The bundled one among them if asked for; two with documents of one id need names."""
    for name in ("nord", "sued"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "angebote.md").write_text(MARKDOWN.replace("Sprungbrett", name.title()), "utf-8")
    folders = [tmp_path / "nord", tmp_path / "sued"]
    with pytest.raises(CorpusError, match="two catalogues have a document 'angebote-md'"):
        Corpus.from_catalogues(folders)
    for folder in folders:
        described(folder, f'name = "Kreis {folder.name.title()}"\n')
    both = Corpus.from_catalogues([*folders, None])
    assert len(both.measures) == 2 + 36
    assert [(m.title, m.catalogue) for m in both.measures[:3]] == [
        ("Nord", "Kreis Nord"),
        ("Sued", "Kreis Sued"),
        (Corpus.shipped().measures[0].title, None),
    ]
    assert both.documents[0].id == "kreis-nord-angebote-md"


def test_links_and_temporary_files_are_told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link out of the folder is refused, one to a folder named; lock files of Word are passed over."""
    outside = tmp_path_factory.mktemp("draussen") / "geheim.txt"
    outside.write_text("Text", "utf-8")
    (folder / "link.txt").symlink_to(outside)
    (folder / "gleich.md").symlink_to(folder / "angebote.md")
    (folder / "ordner").symlink_to(outside.parent, target_is_directory=True)
    for name in ("~$angebote.docx", ".~lock.angebote.odt#", "alt.bak", "bild.png"):
        (folder / name).write_bytes(b"x")
    read = Corpus.from_folder(folder)
    assert read.unread_files == (
        UnreadFile("link.txt", "a link to a file outside of the folder; copy the file here"),
        UnreadFile("ordner", "a link to a folder; it isn't followed, name that folder itself"),
    )
    assert read.passed_over == ("alt.bak", "bild.png", "~$angebote.docx")
    assert len(read.documents) == 4


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(ValueError, match="nirgends: not a folder"):
        Corpus.from_folder(tmp_path / "nirgends")


def test_files_of_other_kinds_are_problems(folder: Path) -> None:
    """Nobody must believe that they were read; hidden ones and catalogue.toml aren't listed."""
    described(folder, "")
    (folder / "alt.rtf").write_bytes(b"x")
    (folder / "unten" / "buch.epub").write_bytes(b"x")
    (folder / ".versteckt.rtf").write_bytes(b"x")
    read = Corpus.from_folder(folder)
    assert [problem.file for problem in read.unread_files] == ["alt.rtf", "unten/buch.epub"]
    assert check_corpus(read).broken == read.unread_files


def test_what_is_wrong_with_a_folder_has_an_error_of_its_own(tmp_path: Path) -> None:
    """So that callers can tell it from a fault of the program."""
    with pytest.raises(CorpusError):
        Corpus.from_folder(tmp_path / "nirgends")

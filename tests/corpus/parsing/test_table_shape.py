"""Which way a table runs, and which of its columns names the entries."""

from pathlib import Path

from corpus.collection import Corpus


def read(folder: Path, *rows: str) -> list[tuple[str, dict[str, str]]]:
    (folder / "liste.csv").write_text("\n".join(rows), "utf-8")
    measures = Corpus.from_folder(folder).measures
    return [(measure.title, {section.label: section.field for section in measure.sections}) for measure in measures]


def test_titles_stand_under_a_label_that_is_not_known(tmp_path: Path) -> None:
    """Rather than under another one: they are names that differ. Unknown labels get the field of their values."""
    assert read(
        tmp_path,
        "Nr.;Thema;Los geht es;Passt für;Was Sie zahlen",
        "1;Tandem;12.05.2027;Frauen mit Kindern;20,00 €",
        "2;Kompass;13.06.2027;Menschen ohne Arbeit;kostenfrei",
        "3;Nordwind;14.07.2027;Jugendliche unter 25;35,00 €",
    ) == [
        (title, {"Nr.": "number", "Los geht es": "start", "Passt für": "target_group", "Was Sie zahlen": "cost"})
        for title in ("Tandem", "Kompass", "Nordwind")
    ]


def test_entries_are_columns_where_values_beside_each_other_are_alike(tmp_path: Path) -> None:
    """Though some values hold words of labels."""
    fields = {"Dauer": "period", "Ort": "place", "Zielgruppe": "target_group"}
    assert read(
        tmp_path,
        "Titel;Tandem;Kompass;Nordwind",
        "Dauer;3 Monate;4 Monate;5 Monate",
        "Ort;Markt 1, Ulm;Ring 2, Jena;Weg 3, Bremen",
        "Zielgruppe;Frauen;Ältere;Jugendliche",
    ) == [(title, fields) for title in ("Tandem", "Kompass", "Nordwind")]


def test_a_total_below_a_table_is_no_entry(tmp_path: Path) -> None:
    """A row without values isn't one, nor does it fail."""
    found = read(tmp_path, "Kurs;Dauer;Ort", "Tandem;3 Tage;Ulm", "Kompass;4 Tage;Jena", "Gesamt: 2;;")
    assert [title for title, _ in found] == ["Tandem", "Kompass"]

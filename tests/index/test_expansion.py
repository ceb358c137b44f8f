"""What the thesaurus adds to a question, as far as the corpus speaks of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.reference.sayings import Saying
from corpus.reference.thesaurus import Thesaurus
from corpus.text.language import Language
from index.analyser import Analyser
from index.expansion import Expander, Spoken
from index.lexical import BM25Index

TABLE = [
    "topic\tpref_de\talt_de\tpref_en\talt_en\tbroader_de\tuse",
    "allgemein\tAnforderung\tVoraussetzung\trequirement\t\t\tteach",
    "familie\tKinderbetreuung\tBetreuung von Kindern|Kita|Hort\tchildcare\tchild care\t\texpand",
    "instrument\tAVGS\tVermittlungsgutschein\tplacement voucher\t\t\texpand",
    "zielgruppe\tAlleinerziehende\tallein erziehend\tsingle parents\tlone parents\t\texpand",
    "zielgruppe\tJunge Mütter\t\tyoung mothers\t\t\texpand",
]
SAYINGS = [Saying(("Alleinerziehende", "Kinderbetreuung"), ("wohin mit den Kindern", "EKM"), ("kids in tow",))]
TEXTS = ["Die Kita hilft Alleinerziehenden.", "Betreuung von Kindern am Nachmittag.", "Eine Anforderung an Mütter."]


def built(folder: Path, sayings: Sequence[Saying]) -> Expander:
    """A thesaurus of five concepts over a corpus of three sentences."""
    path = folder / "thesaurus.tsv"
    path.write_text("\n".join(TABLE) + "\n", "utf-8")
    analyser = Analyser(frozenset(("kinder", "betreuung")))
    words = BM25Index.from_terms([analyser.terms(text) for text in TEXTS], k1=1.2, b=0.6)
    spoken = Spoken(analyser, words, frozenset(), frozenset(("de",)))
    return Expander.from_thesaurus(Thesaurus.from_tsv(path), spoken, sayings)


@pytest.fixture(scope="module")
def expander(tmp_path_factory: pytest.TempPathFactory) -> Expander:
    """With one saying."""
    return built(tmp_path_factory.mktemp("thesaurus"), SAYINGS)


def found(expander: Expander, text: str, language: Language) -> list[tuple[str, str]]:
    return [(mention.entry.name, mention.words) for mention in expander.mentions(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hilfe für Alleinerziehende", "de", [("Alleinerziehende", "Alleinerziehende")]),
        ("hilfe für alleinerziehenden", "de", [("Alleinerziehende", "alleinerziehenden")]),
        (
            "Betreuung von Kindern in der Kita",
            "de",
            [("Kinderbetreuung", "Betreuung von Kindern"), ("Kinderbetreuung", "Kita")],
        ),
        (
            "single parents without childcare",
            "en",
            [("Alleinerziehende", "single parents"), ("Kinderbetreuung", "childcare")],
        ),
        ("Lone Parents", "en", [("Alleinerziehende", "Lone Parents")]),
        ("Kita for young mothers", "en", [("Kinderbetreuung", "Kita"), ("Junge Mütter", "young mothers")]),
        ("childcare", "de", [("Kinderbetreuung", "childcare")]),
        ("AVGS", "de", [("AVGS", "AVGS")]),
        ("avgs", "de", []),
        ("junge Väter und Mütter", "de", []),
        (
            "Wohin mit dem Kind? Wohin mit den Kindern?",
            "de",
            [("Alleinerziehende", "Wohin mit den Kindern"), ("Kinderbetreuung", "Wohin mit den Kindern")],
        ),
        ("EKM", "de", [("Alleinerziehende", "EKM"), ("Kinderbetreuung", "EKM")]),
        ("ekm", "de", []),
        ("", "de", []),
        ("?!", "en", []),
    ],
)
def test_concepts_that_a_text_names(
    expander: Expander, text: str, language: Language, expected: list[tuple[str, str]]
) -> None:
    """In any inflection, the longest label first; abbreviations only as they are written."""
    assert found(expander, text, language) == expected


def test_a_mention_counts_words(expander: Expander) -> None:
    """Its place among the words of the text."""
    (mention,) = expander.mentions("Was gibt es zur Betreuung von Kindern?", "de")
    assert (mention.start, mention.end) == (4, 7)


def test_labels_without_words_in_the_corpus_are_not_searched_for(expander: Expander) -> None:
    """`Hort` is in no text; a concept of which none is doesn't occur."""
    entries = {entry.name: entry for entry in expander.entries}
    assert [synonym.label for synonym in entries["Kinderbetreuung"].synonyms] == [
        "Kinderbetreuung",
        "Betreuung von Kindern",
        "Kita",
    ]
    assert entries["Kinderbetreuung"].occurs
    assert not entries["AVGS"].occurs


def test_sayings_lead_to_labels_and_are_not_searched_for(expander: Expander) -> None:
    """`Kindern` occurs in the corpus, but only the concept's own labels are its synonyms."""
    synonyms = {
        synonym.label for mention in expander.mentions("kids in tow", "en") for synonym in mention.entry.synonyms
    }
    assert synonyms == {"Kinderbetreuung", "Betreuung von Kindern", "Kita", "Alleinerziehende"}


def test_sayings_change_nothing_else(expander: Expander, tmp_path: Path) -> None:
    """Concepts keep their labels and what is searched for them; only keys are added."""
    plain = built(tmp_path, ())
    assert plain.entries == expander.entries
    assert {key: numbers for key, numbers in expander.keys.items() if key in plain.keys} == plain.keys
    assert sorted(expander.keys.keys() - plain.keys.keys()) == ["de:=EKM", "de:wohin mit den kind", "en:kid in tow"]


def test_a_compound_may_be_searched_for_in_parts(expander: Expander) -> None:
    """But the label occurs only where one text has its words unsplit."""
    entries = {entry.name: entry for entry in expander.entries}
    together = {synonym.label: synonym.together for synonym in entries["Kinderbetreuung"].synonyms}
    assert together == {"Kinderbetreuung": False, "Betreuung von Kindern": True, "Kita": True}


def test_a_vague_concept_only_translates(expander: Expander) -> None:
    """Its English label leads to its German one; its German labels lead nowhere."""
    assert found(expander, "any requirement", "en") == [("Anforderung", "requirement")]
    (mention,) = expander.mentions("any requirement", "en")
    assert not mention.entry.expands
    assert [synonym.label for synonym in mention.entry.synonyms] == ["Anforderung"]
    assert found(expander, "eine Voraussetzung", "de") == []

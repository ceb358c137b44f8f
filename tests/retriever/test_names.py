"""Names of measures as people say them."""

import pytest

from index.store import Index
from retriever.names import KnownNames, names
from retriever.query import Question
from retriever.retriever import Retriever

NAMES = {
    "neben-der-bereits-bestehenden": [],
    "bg-coaching": ["bg coaching"],
    "reduzierung-der-lzb-die-ergaenzend": [],
    "teilzeit-aktiv": ["teilzeit aktiv"],
    "amiga-arbeitsfoerderung": ["amiga"],
    "bahn-frei-in-100-tagen-zum-ziel": ["bahn frei"],
    "aqtiv-center-an-2-standorten": ["aqtiv"],
    "aktivierung-vor-ort": ["aktivierung vor ort"],
    "zap-zentraler-ansprechpartner": ["zap"],
    "business-zentrum-selbststaendige-bzs": ["business zentrum selbststandige", "bzs"],
    "jumita-junge-muetter-in-teilzeit": ["jumita"],
    "netzwerkstelle-myknetz-im-jobcenter": ["myknetz"],
    "fit-for-life": ["fit for life"],
    "primus-ii-langzeitbezug-durch-intensive": ["primus ii", "primus"],
    "neustart": ["neustart"],
    "rechtskreisuebergreifendes-angebot": ["service point migration"],
    "ina-integration-nachhalten-erprobung": ["ina"],
    "perspektiven-in-betrieben-beschaeftigung": ["perspektiven in betrieben"],
    "rechtskreisuebergreifendes-projekt-imbus": ["imbus"],
    "foerderzentrum-plus": ["forderzentrum plus"],
    "aktiva-aktive-bewaeltigung": ["aktiva"],
}


@pytest.mark.parametrize(("measure", "expected"), NAMES.items(), ids=list(NAMES))
def test_a_title_gives_the_names_people_use(index: Index, measure: str, expected: list[str]) -> None:
    """Brands, quoted names and short heads of titles are names; descriptive titles yield none."""
    assert names(index.measures[index.measure_places[measure]].title) == expected


def test_no_two_measures_share_a_name(index: Index) -> None:
    """In the shipped catalogue, every name identifies one measure."""
    found = [name for measure in index.measures for name in names(measure.title)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("title", ["", "•", "„“", "Projekt", "Maßnahme", "SGB", "U25", "III"])
def test_a_title_without_a_name_gives_none(title: str) -> None:
    """Abbreviations of laws and offices, numbers and generic title words aren't names."""
    assert names(title) == []


def test_a_name_is_found_as_it_is_written() -> None:
    """Case, umlauts and punctuation don't matter; the question's own words are reported."""
    known = ["bahn frei", "forderzentrum plus", "aktiva"]
    assert KnownNames(known).find("kostet Bahn-Frei im Foerderzentrum PLUS?") == {
        "bahn frei": "Bahn Frei",
        "forderzentrum plus": "Foerderzentrum PLUS",
    }


def test_a_name_inside_another_word_is_none() -> None:
    """Names match whole words only."""
    assert KnownNames(["ina", "zap", "bahn frei"]).find("Inas Zapfanlage, Bahn freihalten") == {}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was kostet Neustart?", {"neustart": "Neustart"}),
        ("Kundin wünscht sich einen beruflichen Neustart", {}),
        ("Ein Neustart mit 50", {}),
        ("eine JUMITA Teilnehmerin", {"jumita": "JUMITA"}),
    ],
)
def test_one_of_many_is_no_name(question: str, expected: dict[str, str]) -> None:
    """After "a", an ordinary word isn't a name, but a word written like a brand still is."""
    assert KnownNames(["neustart", "jumita"]).find(question) == expected


def test_a_name_at_either_end_is_found() -> None:
    """Names match as the first or last word, too."""
    assert KnownNames(["aktiva", "ina"]).find("AktivA oder INA") == {"aktiva": "AktivA", "ina": "INA"}


def test_asking_for_a_name_brings_its_measure_first(index: Index, retriever: Retriever) -> None:
    """Every name in the catalogue puts its own measure first, and the result reports the name."""
    for measure in index.measures:
        for name in names(measure.title):
            result = retriever.search(Question(f"Was ist {name}?", limit=1))
            assert result.measures[0].measure.id == measure.id, name
            assert ("measure", name, measure.title) in [(u.kind, u.words, u.value) for u in result.understood], name
            assert result.answerable, name

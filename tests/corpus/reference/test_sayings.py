"""The phrases that lead to concepts: each means something, and none is in the way of ordinary words."""

from collections import Counter

import pytest

from corpus.reference.sayings import Saying, sayings
from corpus.reference.thesaurus import Thesaurus
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words
from index.analyser import Analyser

LONGEST = 6

# A phrase, and a concept that it must lead to.
MEANT = [
    ("null Bock", "Arbeitsunwilligkeit"),
    ("Hintern nicht hoch", "Motivation"),
    ("Knacki", "Haftentlassene"),
    ("Lappen weg", "Führerscheinentzug"),
    ("Schufa voll", "Schulden"),
    ("macht keine Briefe mehr auf", "Schulden"),
    ("kein Wecker", "Tagesstruktur"),
    ("Rücken im Eimer", "Rückenschmerzen"),
    ("gelber Zettel", "Häufige Krankmeldungen"),
    ("auf der Couch", "Verdeckte Wohnungslosigkeit"),
    ("was Eigenes aufmachen", "Existenzgründung"),
    ("AGH-MAE", "Arbeitsgelegenheit"),
    ("LZB-Kunde", "Langzeitleistungsbezug"),
    ("BiGu", "Bildungsgutschein"),
    ("MPAV", "Aktivierungs- und Vermittlungsgutschein"),
    ("signed off sick", "Häufige Krankmeldungen"),
    ("sofa surfer", "Wohnungsloser"),
    ("back of beyond", "Schlechte Verkehrsanbindung"),
    ("on the booze", "Alkoholabhängigkeit"),
    ("Job und Kinder unter einen Hut", "Vereinbarkeit von Familie und Beruf"),
    ("hat immer eine Ausrede", "Widerstand gegen Maßnahmen"),
    ("keep his cool", "Aggression"),
    ("Klinken putzen", "Arbeitgeberansprache"),
]

# Words that mean something else as well, so that no phrase may consist of them alone.
AMBIGUOUS = [
    "schwarz", "blau", "Rücken", "Stütze", "Kids", "freiwillig", "gründen", "Gründer", "Ergänzer", "Kümmerer", "Doktor",
    "Viertel", "Stoff", "Lehre", "down", "high", "user", "voluntary", "idle", "clean", "lazy", "mental", "joint", "SB",
    "Probezeit", "droht", "simuliert", "Imbiss", "ohne Anmeldung", "Lücken", "trocken", "Gift", "temper", "broke",
    "gear", "Küche",
]  # fmt: skip


def phrases(saying: Saying) -> dict[str, tuple[str, ...]]:
    """By language."""
    return {"de": saying.german, "en": saying.english}


def test_counts() -> None:
    """Meanings, German and English phrases."""
    assert len(sayings()) == 152
    assert sum(len(saying.german) for saying in sayings()) == 2370
    assert sum(len(saying.english) for saying in sayings()) == 1464


def test_every_concept_is_in_the_thesaurus_and_expands() -> None:
    """A phrase that leads to labels which aren't searched for would be understood in vain."""
    expanding = {concept.name for concept in Thesaurus.shipped().concepts if concept.expands}
    assert [name for saying in sayings() for name in saying.concepts if name not in expanding] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_phrase_stands_twice_or_is_a_label_of_what_it_means(language: str) -> None:
    """In any inflection: what leads to a concept already isn't said again."""
    analyser = Analyser()

    def key(phrase: str) -> str:
        written = phrase.isupper() and len(phrase) < LONGEST
        return phrase if written else " ".join(analyser.stem(fold(word)) for word in WORD.findall(phrase))

    said = Counter(key(phrase) for saying in sayings() for phrase in phrases(saying)[language])
    assert [phrase for phrase, count in said.items() if count > 1] == []
    labels = {
        concept.name: {key(label) for label in (concept.german if language == "de" else concept.english)}
        for concept in Thesaurus.shipped().concepts
    }
    known = [
        phrase
        for saying in sayings()
        for phrase in phrases(saying)[language]
        if any(key(phrase) in labels[name] for name in saying.concepts)
    ]
    assert known == []


def test_every_phrase_can_be_met() -> None:
    """It has at most six words, and not only such as say nothing."""
    words = [WORD.findall(phrase) for saying in sayings() for phrase in saying.phrases]
    assert [each for each in words if not 1 <= len(each) <= LONGEST] == []
    assert [each for each in words if all(fold(word) in stop_words() for word in each)] == []


@pytest.mark.parametrize(("phrase", "concept"), MEANT)
def test_what_is_meant(phrase: str, concept: str) -> None:
    """Slang, implied needs and abbreviations."""
    assert [phrase in saying.phrases for saying in sayings() if concept in saying.concepts].count(True) == 1


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_words_of_many_meanings_are_no_phrases(word: str) -> None:
    """Beside others they may stand in one: raucht Gras."""
    said = {phrase.casefold() for saying in sayings() for phrase in saying.phrases}
    assert word.casefold() not in said

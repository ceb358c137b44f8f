"""The one analyser: what must meet, what must not, and that nothing stops it."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier, BrokenBarrierError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.text.folding import fold
from corpus.text.lexicon import stop_words
from index.analyser import Analyser, vocabulary

FEW = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@cache
def analyser() -> Analyser:
    """With the words of the shipped corpus."""
    texts = [document.text for document in Corpus.shipped().documents]
    return Analyser(vocabulary([*texts, "Kinder Betreuung Kinderbetreuung Möglichkeit Führerschein"]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kündigung", "Kuendigung"),
        ("Kündigung", "Kundigung"),
        ("KÜNDIGUNG", "Ku\u0308ndigung"),
        ("Mütter", "Mutter"),
        ("Straße", "STRASSE"),
        ("Alleinerziehende", "Alleinerziehenden"),
        ("Alleinerziehende", "Alleinerziehender"),
        ("Jugendliche", "jugendlichen"),
        ("Häuser", "Haus"),
        ("Arbeitslosigkeit", "arbeitslos"),
        ("§16e", "§ 16e"),
        ("§16e", "§ 16e SGB II"),
        ("Art. 60 AVIG", "Artikel 60 Abs. 1 AVIG"),
        ("SGBII", "SGB II"),
        ("sgb ii", "SGB II"),
        ("SGB 2", "SGB-II"),
        ("courses", "course"),
    ],
)
def test_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    """Case, umlauts, ß, endings and the spelling of laws don't matter: the first term is the same."""
    assert analyser().terms(one)[0] in analyser().terms(other)


@pytest.mark.parametrize(
    ("compound", "words"),
    [
        ("Kinderbetreuungsmöglichkeiten", "Betreuung von Kindern"),
        ("Kinderbetreuungsmöglichkeiten", "Kinderbetreuung"),
        ("Teilzeitausbildung", "Ausbildung in Teilzeit"),
        ("Alleinerziehendenberatung", "Beratung"),
        ("Berufsausbildung", "beruflich"),
    ],
)
def test_a_compound_meets_its_parts(compound: str, words: str) -> None:
    """Parts of parts too: every content word of the phrase is a term of the compound."""
    terms = set(analyser().terms(compound))
    assert {word[0] for word in analyser().question_terms(words)} <= terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("neue", "nue"),
        ("Frauen", "Fraun"),
        ("Quelle", "Qulle"),
        ("§ 16e", "§ 16f"),
        ("§ 16 SGB II", "§ 45 SGB III"),
        ("§ 60", "Art. 61 AVIG"),
        ("SGB II", "SGB III"),
        ("Schulden", "Schulung"),
        ("Migranten", "Migration"),
        ("Haus", "Maus"),
        ("50plus", "25plus"),
    ],
)
def test_different_words_share_no_term(one: str, other: str) -> None:
    """`ue` after a, e and q is no umlaut; letters and numbers of paragraphs count."""
    assert not set(analyser().terms(one)) & set(analyser().terms(other))


@FEW
@given(st.text(max_size=60))
def test_any_text_is_analysed_and_always_the_same(text: str) -> None:
    """Terms are words; index and question go through the same analysis, whatever was analysed before."""
    terms = analyser().terms(text)
    assert terms == Analyser(analyser().vocabulary).terms(text)
    assert terms == [term for word in analyser().words(text) for term in word]
    assert all(term and not any(map(str.isspace, term)) for term in terms)


def test_stop_words_are_dropped_from_questions_only() -> None:
    """Of both languages; the index keeps them."""
    terms = analyser().question_terms("Was gibt es für Schulden? Is there help with debts?")
    assert [words[0] for words in terms] == ["schuld", "debt"]
    assert "fur" in analyser().terms("für Schulden")


def test_stop_words_are_folded() -> None:
    """Else they would not be found among folded words."""
    assert {word for word in stop_words() if fold(word) != word} == set()


def test_words_keep_the_terms_of_each_word_together() -> None:
    """First the word's own stem, then those of its parts."""
    assert analyser().words("Die Kinderbetreuung") == [("die",), ("kinderbetreu", "kind", "betreu")]


def test_without_vocabulary_compounds_stay_whole() -> None:
    """The corpus says which words there are."""
    assert Analyser().terms("Kinderbetreuung") == ["kinderbetreu"]


def test_vocabulary_holds_capitalised_words_folded() -> None:
    """Neither short ones nor small ones are parts of compounds, nor stop words unless they are long."""
    assert vocabulary(["Die Maßnahme für Mütter, Amt, Angebot und beraten in 4711"]) == {"mutter", "massnahme"}


def test_a_word_without_end_takes_no_time() -> None:
    """A hundred thousand letters in a row are no compound."""
    before = time.process_time()
    analyser().terms("Kinderbetreuung" * 7_000)
    assert time.process_time() - before < 1


class CountedStemmer:
    """A stemmer that counts the calls during which another came."""

    def __init__(self) -> None:
        self.together = 0
        self._both = Barrier(2)

    def stemWord(self, word: str) -> str:  # noqa: N802
        try:
            self._both.wait(timeout=0.1)
            self.together += 1
        except BrokenBarrierError:
            self._both.reset()
        return word[:4]


def test_one_thread_at_a_time_stems(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyStemmer forbids concurrent calls; requests are answered in several threads."""
    shared, stemmer = Analyser(), CountedStemmer()
    monkeypatch.setattr(shared, "_stemmer", stemmer)
    with ThreadPoolExecutor(2) as threads:
        stems = list(threads.map(shared.stem, ["beratung", "umschulung"]))
    assert (stems, stemmer.together) == (["bera", "umsc"], 0)

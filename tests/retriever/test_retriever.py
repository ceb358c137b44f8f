"""The retriever on the shipped corpus: the contract of every result, and what it must find."""

import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.parsing.keywords import keyword_index_start
from corpus.text.cleaning import clean
from index.build import build_index
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.query import FILTER_KEYS, TRUE_ONLY, Question
from retriever.result import SearchResult
from retriever.retriever import Retriever
from retriever.weights import Weights
from tests.pace import allowed

RELEVANCE = Path(__file__).parents[1] / "relevance"
JUDGED = (
    "a001 a003 a007 a012 a017 a022 a028 a036 a042 a052 a061 a068 a084 a097 a107 a113 a128 a132 a136 a149 "
    "b001 b015 b020 b031 b039 b047 b054 b061 b074 b080 b088 b097 b099 b101 b108 b111 b116"
).split()
OWN = [
    "measures for single parents with childcare issues",
    "Was kostet BAHN FREI?",
    "Wer ist Ansprechpartner für JUMITA?",
    "§ 45 SGB III Maßnahmen",
    "Was gibt es in Brandenburg?",
    "Welche Maßnahmen gibt es?",
    "der die das Kinderbetreuung",
    "massnamen in Thueringen",
    "Kunde, 52, sucht Ausbildung",
    "Kundin, 19, schwanger, kein Schulabschluss",
    "Stichwortverzeichnis",
    "Warum halten Sie die Maßnahme für besonders geeignet?",
    "Gemeinsame Einrichtung Zugelassener kommunaler Träger",
    "Bezeichnung der Maßnahme, Ansprechpartner, Telefon",
]
TICK_BOXES = (
    "Gemeinsame Einrichtung Zugelassener",
    "Warum halten Sie",
    "Bitte kurz erläutern",
    "Bezeichnung der Maßnahme",
    "Stichwortverzeichnis",
)
SINGLE_PARENTS = {
    "jumita-junge-muetter-in-teilzeit",
    "neben-der-bereits-bestehenden",
    "zielgruppenspezifische-beratung",
}


def judged() -> dict[str, str]:
    """Texts of the judged questions by id."""
    lines = (
        line for path in sorted(RELEVANCE.glob("questions*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return {entry["id"]: entry["text"] for entry in map(json.loads, lines)}


QUESTIONS = [*(text for id, text in judged().items() if id in JUDGED), *OWN]


@pytest.fixture(scope="module")
def results(retriever: Retriever) -> dict[str, SearchResult]:
    """The result of each question."""
    return {text: retriever.search(Question(text)) for text in QUESTIONS}


def first(retriever: Retriever, text: str, count: int = 1) -> list[str]:
    """Ids of the top measures."""
    return [hit.measure.id for hit in retriever.search(Question(text)).measures[:count]]


def check_contract(result: SearchResult, index: Index, limit: int) -> None:
    """Check the invariants of every result."""
    scores = [hit.score for hit in result.measures]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.measure.id for hit in result.measures}) == len(result.measures) <= limit
    assert len({passage.id for passage in result.passages}) == len(result.passages) <= limit
    for place, hit in enumerate(result.measures):
        assert len({passage.id for passage in hit.passages}) == len(hit.passages) <= 3
        assert {passage.measure for passage in hit.passages} == {hit.measure.id}
        assert len(hit.why) <= 2
        assert hit.why or place > 4, "of those that fit least, no sentence may tell why"
        document = index.documents[hit.measure.document]
        for evidence in (*hit.why, *hit.conflicts):
            assert hit.measure.start <= evidence.start < evidence.end <= hit.measure.end
            assert clean(document.text[evidence.start : evidence.end]) == evidence.quote != ""
    for passage in (*result.passages, *(p for hit in result.measures for p in hit.passages)):
        assert clean(index.documents[passage.document].text[passage.start : passage.end]) == passage.text != ""
        for start, end in passage.highlights:
            assert 0 <= start < end <= len(passage.text)
            assert passage.text[start:end].isalnum()
            assert not passage.text[max(start - 1, 0) : start].isalnum()
            assert not passage.text[end : end + 1].isalnum()
    assert all(0.0 <= score <= 1.0 for score in (*scores, *(passage.score for passage in result.passages)))


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[text[:40] for text in QUESTIONS])
def test_every_result_keeps_the_contract(results: Mapping[str, SearchResult], index: Index, number: int) -> None:
    """Spans reproduce, highlights are whole words, scores are descending shares, and nothing appears twice."""
    result = results[QUESTIONS[number]]
    check_contract(result, index, 10)
    assert (len(result.measures), len(result.passages)) == (10, 10)
    assert (result.question, result.generation) == (QUESTIONS[number], index.generation)
    assert (result.encoder, result.built_at) == (index.manifest.encoder, index.manifest.built_at)
    assert result.degraded == ()


def test_there_are_enough_varied_questions() -> None:
    """All judged ids exist, so none is skipped unnoticed."""
    assert len(QUESTIONS) == len(JUDGED) + len(OWN) == 51


def test_neither_keyword_index_nor_tick_boxes_are_ever_shown(results: Mapping[str, SearchResult], index: Index) -> None:
    """They never appear, not even if asked for."""
    ends = {id: keyword_index_start(document.text) for id, document in index.documents.items()}
    for result in results.values():
        for passage in (*result.passages, *(p for hit in result.measures for p in hit.passages)):
            end = ends[passage.document]
            assert end is None or passage.end <= end
            assert not [words for words in TICK_BOXES if words in passage.text]


def test_single_parents_find_the_three_approaches_for_them(retriever: Retriever) -> None:
    """The README's question: English, against a German catalogue."""
    assert set(first(retriever, "measures for single parents with childcare issues", 3)) == SINGLE_PARENTS


FACTS = {
    "Was kostet BAHN FREI?": "Ca. 279.000 Euro Jahresbudget für 2013",
    "What does BAHN FREI cost?": "Ca. 279.000 Euro Jahresbudget für 2013",
    "Wer ist Ansprechpartner für JUMITA?": "Farina Hampel",
    "Who is the contact for JUMITA?": "Farina Hampel",
    "Wie lange dauert Aktivierung vor Ort?": "Die Maßnahme dauert 9 Monate",
    "How long does Aktivierung vor Ort take?": "Die Maßnahme dauert 9 Monate",
    "Wer ist Ansprechpartner in Göttingen?": "Farina Hampel",
    "How long does the measure in St. Wendel run?": "Fortlaufend seit Anfang 2008",
}


@pytest.mark.parametrize(("text", "fact"), FACTS.items(), ids=list(FACTS))
def test_the_passage_with_the_fact_comes_first(retriever: Retriever, text: str, fact: str) -> None:
    """Asking for a field of a named measure, or of a place's measure, puts its value first."""
    assert fact in retriever.search(Question(text)).passages[0].text


@pytest.mark.parametrize("text", ["Wer ist Ansprechpartner für JUMITA?", "Who is the contact for JUMITA?"])
def test_the_reason_is_the_fact_asked_for(retriever: Retriever, text: str) -> None:
    """The reason isn't a sentence that merely repeats the measure's name."""
    assert retriever.search(Question(text)).measures[0].why[0].quote.startswith("Farina Hampel")


@pytest.mark.parametrize("text", ["§ 45 SGB III Maßnahmen", "measures under section 45 SGB III"])
def test_measures_of_a_paragraph_cite_it(retriever: Retriever, index: Index, text: str) -> None:
    """The top five cite § 45 SGB III."""
    result = retriever.search(Question(text))
    assert [hit.measure.id for hit in result.measures[:5] if "§ 45 SGB III" not in hit.measure.legal] == []
    assert ("legal", "§ 45 SGB III") in [(understood.kind, understood.value) for understood in result.understood]


PLACES = {
    "Was gibt es in Brandenburg?": (
        {"stabilisierung-und-orientierung", "teilzeit-aktiv", "amiga-arbeitsfoerderung"},
        ("place", "Brandenburg", "Brandenburg"),
    ),
    "What is there in Brandenburg?": (
        {"stabilisierung-und-orientierung", "teilzeit-aktiv", "amiga-arbeitsfoerderung"},
        ("place", "Brandenburg", "Brandenburg"),
    ),
    "Jobcenter Dresden": ({"aktiva-aktive-bewaeltigung"}, ("place", "Dresden", "Dresden")),
    "massnamen in Thueringen": (
        {"aktivierungshilfen-fuer-jugendliche", "entwicklung-eines-regionalen-netzwerkes"},
        ("place", "Thueringen", "Thüringen"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.items(), ids=list(PLACES))
def test_measures_of_a_place_come_first(
    retriever: Retriever, text: str, expected: tuple[set[str], tuple[str, str, str]]
) -> None:
    """They precede all others, and the result reports the place."""
    measures, understood = expected
    result = retriever.search(Question(text))
    assert {hit.measure.id for hit in result.measures[: len(measures)]} == measures
    assert understood in [(each.kind, each.words, each.value) for each in result.understood]


def test_an_age_that_a_measure_excludes_is_shown(retriever: Retriever) -> None:
    """For a man of 52 who wants an apprenticeship, the measures for young people quote their age limit."""
    result = retriever.search(Question("Kunde, 52, sucht Ausbildung", limit=36))
    against = {hit.measure.id: " ".join(each.quote for each in hit.conflicts) for hit in result.measures}
    assert "bis 30 Jahre" in against["jumita-junge-muetter-in-teilzeit"]
    assert "Alter von 25 bis 35 Jahren" in against["rechtskreisuebergreifendes-projekt-imbus"]
    assert "unter 27 Jahren" in against["aktivierungshilfen-fuer-jugendliche"]
    assert "15-24 Jahre" in against["jobschmiede"]
    assert against["foerderzentrum-plus"] == against["teilqualifizierung"] == ""


def test_only_measures_in_conflict_fall_back(retriever: Retriever, encoder: Encoder) -> None:
    """An age demotes the measures that it rules out and keeps the order of the others."""
    result = retriever.search(Question("Kunde, 52, sucht Ausbildung", limit=36))
    free = [hit.measure.id for hit in result.measures if not hit.conflicts]
    lenient = Retriever(retriever.index, encoder, Weights(conflict=0.0))
    before = lenient.search(Question("Kunde, 52, sucht Ausbildung", limit=36))
    assert [hit.measure.id for hit in before.measures if not hit.conflicts] == free
    places = [[hit.measure.id for hit in found.measures] for found in (before, result)]
    for hit in result.measures:
        moved = places[1].index(hit.measure.id) - places[0].index(hit.measure.id)
        assert moved >= 0 if hit.conflicts else moved <= 0


def test_without_a_fact_nothing_conflicts(results: Mapping[str, SearchResult]) -> None:
    """A question about nobody in particular has no conflicts but the place that it asks for."""
    for text in ("§ 45 SGB III Maßnahmen", "Was kostet BAHN FREI?"):
        assert not any(hit.conflicts for hit in results[text].measures)
    fields = {each.field for hit in results["Was gibt es in Brandenburg?"].measures for each in hit.conflicts}
    assert fields == {"organisation"}


@pytest.mark.parametrize("limit", [1, 3, 36, 100])
def test_a_limit_is_kept(retriever: Retriever, index: Index, limit: int) -> None:
    """The limit applies to measures and passages; there are only 36 measures."""
    result = retriever.search(Question("Alleinerziehende mit Kindern", limit=limit))
    check_contract(result, index, limit)
    assert (len(result.measures), len(result.passages)) == (min(limit, 36), limit)


def test_a_smaller_limit_shows_the_beginning(retriever: Retriever) -> None:
    """Without facts about a client, a smaller limit returns a prefix of the results."""
    many, few = (retriever.search(Question("Hilfe bei Schulden", limit=limit)) for limit in (30, 5))
    assert many.measures[:5] == few.measures
    assert many.passages[:5] == few.passages


def test_the_same_question_has_the_same_answer(retriever: Retriever, results: Mapping[str, SearchResult]) -> None:
    """Repeated searches are identical, down to scores and highlights."""
    for text in QUESTIONS[::5]:
        assert retriever.search(Question(text)) == results[text]


def test_eight_threads_find_what_one_finds(
    built_index: Path, encoder: Encoder, results: Mapping[str, SearchResult]
) -> None:
    """Threads share one retriever with cold caches and ask each question twice, in different orders."""
    shared = Retriever(Index.load(built_index, encoder), encoder)
    texts = [*QUESTIONS, *reversed(QUESTIONS)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: shared.search(Question(text)), texts))
    assert [text for text, result in zip(texts, found, strict=True) if result != results[text]] == []


@settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    text=st.text(min_size=1, max_size=300).filter(str.strip),
    limit=st.integers(1, 100),
    filters=st.dictionaries(
        st.sampled_from([key for key in FILTER_KEYS if key not in TRUE_ONLY]),
        st.lists(st.text(max_size=20), min_size=1, max_size=3).map(tuple),
        max_size=2,
    ),
)
def test_no_text_is_too_strange(
    retriever: Retriever, index: Index, text: str, limit: int, filters: dict[str, tuple[str, ...]]
) -> None:
    """A search never raises, and its result keeps the contract."""
    check_contract(retriever.search(Question(text, limit, filters)), index, limit)


STRANGE = {
    "emojis": "👩‍👧‍👦🏠❓",
    "right to left": "مرحبا، أنا أم عزباء وأحتاج إلى رعاية الأطفال",
    "direction marks": "\u202eKinderbetreuung\u202c",
    "other scripts": "Мати-одиначка шукає роботу 单亲妈妈",
    "one letter": "ß",
    "ligature": "ﬁnanzierung",
    "combining marks": "A\u0308lte\u0301re Mu\u0308tter",
    "stop words": "der die das und mit the and of",
    "punctuation": "... -- ?! §§ ((( [[[ ***",
    "digits": "1234567890 45 16",
    "controls": "\x00\x07\x1b[31mKinder\x7f",
    "markup": "<script>alert(1)</script> <b>Kinder</b> {{7*7}} '; DROP TABLE--",
    "a long word": "Kinderbetreuungsmöglichkeiten" * 137,
    "many words": "Alleinerziehende Mütter ohne Ausbildung " * 100,
    "many places": "in Berlin, Essen und Halle, " * 142,
    "many paragraphs": "§ 16 Abs. 1 SGB II " * 210,
    "many signs": "§" * 4000,
    "many names": "AmigA JUMITA ZAP " * 235,
}


@pytest.mark.timed
@pytest.mark.parametrize("text", STRANGE.values(), ids=list(STRANGE))
def test_strange_questions_are_searched_in_time(retriever: Retriever, index: Index, text: str) -> None:
    """Up to 4,000 arbitrary characters: no error, contract kept, at most two seconds on a busy machine."""
    started = perf_counter()
    result = retriever.search(Question(text[:4000]))
    assert perf_counter() - started < allowed(2)
    check_contract(result, index, 10)


FRESH = """
import json, sys
from pathlib import Path
from index.encoders.load import load_encoder
from index.store import Index
from retriever.query import Question, TRUE_ONLY
from retriever.retriever import Retriever

encoder = load_encoder()
found = Retriever(Index.load(Path(sys.argv[1]), encoder), encoder).search(Question(sys.argv[2]))
loaded = [name for name in ("torch", "sentence_transformers", "transformers") if name in sys.modules]
print(json.dumps({"measures": [hit.measure.id for hit in found.measures[:3]], "heavy": loaded}))
"""


@pytest.mark.timed
def test_the_first_answer_comes_fast_and_without_torch(built_index: Path) -> None:
    """Measured from process start; on an idle machine it takes well under two seconds."""
    started = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", FRESH, str(built_index), "measures for single parents with childcare issues"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    took = perf_counter() - started
    answer: dict[str, Any] = json.loads(done.stdout)
    assert set(answer["measures"]) == SINGLE_PARENTS
    assert answer["heavy"] == []
    assert took < allowed(4)


LETTER = """Der Landkreis fördert die Kinderbetreuung von Alleinerziehenden mit einem Zuschuss zu den
Kosten der Tagesmutter.

Anträge stellt man im Rathaus. Die Bearbeitung dauert höchstens sechs Wochen, sagt die zuständige Sachbearbeiterin.
"""


def searched(
    folder: Path, encoder: Encoder, text: str, root: Path, filters: dict[str, tuple[str, ...]] | None = None
) -> SearchResult:
    """The result of a search in a user's own folder."""
    index = build_index(Corpus.from_folder(folder), encoder, root)
    result = Retriever(index, encoder).search(Question(text, filters=filters or {}))
    check_contract(result, index, 10)
    return result


def test_a_corpus_without_measures_is_searched(tmp_path: Path, encoder: Encoder) -> None:
    """An unstructured letter yields passages and an answer, but no measures."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "brief.txt").write_text(LETTER, "utf-8")
    result = searched(folder, encoder, "Zuschuss zur Tagesmutter für Alleinerziehende", tmp_path / "index")
    assert (result.measures, dict(result.facets)) == ((), {})
    assert "Zuschuss zu den Kosten der Tagesmutter" in result.passages[0].text
    assert result.passages[0].measure is None
    assert result.answerable is True


def test_a_file_with_a_long_name_can_be_cited(tmp_path: Path, encoder: Encoder) -> None:
    """The name serves as title and may have no space at which to shorten it."""
    folder = tmp_path / "own"
    folder.mkdir()
    name = "rundschreiben_zur_kinderbetreuung_von_alleinerziehenden_im_landkreis_" + "x" * 60
    (folder / f"{name}.txt").write_text(LETTER, "utf-8")
    result = searched(folder, encoder, "Tagesmutter", tmp_path / "index")
    assert f"{name[:90]} …" in result.passages[0].citation


ABROAD = """# Arbeitsmarktliche Maßnahmen

## Deutsch intensiv Aarau

Zielgruppe: Stellensuchende mit wenig Deutsch
Dauer: 12 Wochen
Kosten: CHF 1'200, übernimmt die Arbeitslosenkasse
Rechtsgrundlage: Art. 60 AVIG

## Arbeitsstiftung Graz

Zielgruppe: Arbeitslose ab 45 Jahren in der Steiermark
Dauer: 18 Monate
Rechtsgrundlage: § 18 Abs. 5 AlVG, § 34 AMSG

## Holzwerkstatt Leoben

Zielgruppe: Jugendliche ohne Lehrstelle
Dauer: 6 Monate
Rechtsgrundlage: § 34 AMSG
"""


def test_a_catalogue_from_austria_and_switzerland_is_searched(tmp_path: Path, encoder: Encoder) -> None:
    """Its towns, Länder, cantons and laws are read in the catalogue and in questions."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "katalog.md").write_text(ABROAD, "utf-8")
    retriever = Retriever(build_index(Corpus.from_folder(folder), encoder, tmp_path / "index"), encoder)
    graz, leoben, aarau = "Arbeitsstiftung Graz", "Holzwerkstatt Leoben", "Deutsch intensiv Aarau"
    for text, titles in (
        ("Was gibt es in Graz?", {graz}),
        ("Anything in Styria?", {graz, leoben}),
        ("Was gibt es nach § 18 AlVG?", {graz}),
        ("Was gibt es nach § 34 AMSG?", {graz, leoben}),
        ("Was gibt es im Kanton Aargau?", {aarau}),
        ("Art. 60 AVIG", {aarau}),
    ):
        result = retriever.search(Question(text))
        assert (result.answerable, {hit.measure.title for hit in result.measures[: len(titles)]}) == (True, titles)
    for text, absent in (("Was gibt es in Wien?", "Wien"), ("Was gibt es nach Art. 61 AVIG?", "Art. 61 AVIG")):
        result = retriever.search(Question(text))
        assert (result.answerable, result.missing) == (False, (absent,))
    for filters in ({"state": ("Steiermark",)}, {"legal": ("§ 34 AMSG",)}):
        result = retriever.search(Question("Angebote für Frauen", filters=filters))
        assert {hit.measure.title for hit in result.measures} == {graz, leoben}


def test_a_corpus_with_one_measure_is_searched(index: Index, tmp_path: Path, encoder: Encoder) -> None:
    """With nothing to compare it with, every question finds it."""
    folder = tmp_path / "own"
    folder.mkdir()
    measure = index.measures[index.measure_places["jumita-junge-muetter-in-teilzeit"]]
    (folder / "jumita.txt").write_text(index.documents[measure.document].text[measure.start : measure.end], "utf-8")
    result = searched(folder, encoder, "Was kostet JUMITA?", tmp_path / "index")
    assert [hit.measure.id.rpartition("-")[0] for hit in result.measures] == ["jumita-junge-muetter-in-teilzeit"]
    assert "117.335,04 €" in result.passages[0].text
    assert result.answerable is True

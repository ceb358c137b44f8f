"""The shipped thesaurus, its rules, and the words that must not lead a question astray."""

from collections import defaultdict
from pathlib import Path

import pytest

from corpus.reference.thesaurus import Concept, Thesaurus
from corpus.text.folding import fold
from index.analyser import Analyser
from tests.pace import allowed, best

HEADER = "topic\tpref_de\talt_de\tpref_en\talt_en\tbroader_de\tuse"
GOOD = "arbeit\tJob\tJobs|Stelle\tjob\tpost|position\t\texpand"

# Label, and the expanding concept of which it must not be one: what else the word means stands behind it.
TRAPS = [
    ("Werk", "Arbeitgeber"),  # the helper's training "Werker" has its stem
    ("Chef", "Arbeitgeber"),
    ("plant", "Arbeitgeber"),
    ("Werker", "Fachpraktiker"),
    ("Kasse", "Krankenkasse"),
    ("Freiwillige", "Ehrenamtliche"),  # freiwillig, of one's free will
    ("Vermittler", "Fachkraft im Jobcenter"),  # Vermittlung
    ("Mitarbeiter", "Arbeitnehmer"),
    ("Übergang", "Übergang Schule-Beruf"),
    ("Vereinbarkeit", "Vereinbarkeit von Familie und Beruf"),  # Vereinbarung
    ("Neustart", "Wiedereinstieg"),  # the title of a measure
    ("Ergänzer", "Aufstocker"),  # ergänzend
    ("Ältere", "Ältere Arbeitslose"),  # 45 Jahre alt
    ("Sucht", "Suchterkrankung"),  # Kunde sucht Arbeit
    ("Abhängigkeit", "Suchterkrankung"),
    ("Forderungen", "Gläubiger"),  # Förderungen
    ("sicher", "Zuverlässigkeit"),
    ("Reha", "Medizinische Rehabilitation"),
    ("Lokal", "Restaurant"),
    ("Bleibe", "Wohnung"),  # bleiben
    ("Würde", "Menschenwürde"),  # würde
    ("Maler", "Maler und Lackierer"),  # mal
    ("trauern", "Tod eines Angehörigen"),  # sich trauen
    ("BuT", "Bildung und Teilhabe"),  # but
    ("Sperre", "Sanktion"),
    ("helper", "Helfertätigkeit"),  # help
    ("worker", "Arbeitnehmer"),  # work
    ("carers", "Pflegende Angehörige"),  # care, car
    ("car", "Auto"),  # care
    ("male", "Mann"),  # mal
    ("rent", "Miete"),  # Rente
    ("back", "Rücken"),  # back to work
    ("trainer", "Anleiter"),
    ("tablets", "Medikament"),  # table
    ("joiner", "Tischler"),  # join
]

# Words too frequent or vague to be searched for by other words.
TEACHING = [
    "Arbeit", "Arbeitsplatz", "Ansprechpartner", "Beratung", "Betreuung", "Dauer", "Förderung", "Haushalt",
    "Hilfe", "Jobcenter", "Kosten", "Kunde", "Lager", "Leistung", "Maßnahme", "Meister", "Mensch", "Projekt",
    "Richter", "Stelle", "Teilnehmer", "Träger", "Vermittlung", "Ziel", "Zielgruppe",
]  # fmt: skip

# What is asked for in everyday words, and the concept that must answer to it.
REACHED = [
    ("lone parent", "Alleinerziehende"),
    ("single mums", "Alleinerziehende"),
    ("childcare issues", "Kinderbetreuung"),
    ("back pain", "Rückenschmerzen"),
    ("Rücken kaputt", "Rückenschmerzen"),
    ("does not open the door", "Schwer erreichbare Person"),
    ("home visits", "Aufsuchende Arbeit"),
    ("driving licence", "Führerschein"),
    ("kein Führerschein", "Fehlender Führerschein"),
    ("illiterate", "Analphabetismus"),
    ("kann nicht lesen", "Analphabetismus"),
    ("work trial", "Arbeitserprobung"),
    ("top-up benefits", "Aufstocker"),
    ("career changers", "Quereinstieg"),
    ("doctors", "Arzt"),
    ("engineers", "Ingenieur"),
    ("dropout", "Maßnahmeabbruch"),
    ("over 50", "Ältere Arbeitslose"),
    ("U25", "Jugendlicher"),
    ("selbständig", "Selbstständigkeit"),
    ("selbstständig", "Selbstständigkeit"),
    ("converting mini-jobs", "Umwandlung von Minijobs"),
    ("passive-active transfer", "Passiv-Aktiv-Transfer"),
    ("sozialer Arbeitsmarkt", "Öffentlich geförderte Beschäftigung"),
    ("part-time apprenticeship", "Teilzeitausbildung"),
    ("partial qualification", "Teilqualifikation"),
    ("mental health problems", "Psychische Erkrankung"),
    ("aftercare", "Nachbetreuung"),
    ("caseload", "Fallzahl"),
    ("one-euro job", "Arbeitsgelegenheit"),
    ("wage subsidy", "Eingliederungszuschuss"),
    ("Hartz IV", "Arbeitslosengeld II"),
    ("Bürgergeld", "Arbeitslosengeld II"),
    ("§ 46 SGB III a.F.", "Maßnahme zur Aktivierung und beruflichen Eingliederung"),
    ("§ 45 SGB III", "Maßnahme zur Aktivierung und beruflichen Eingliederung"),
    ("§ 46 SGB III", "Probebeschäftigung"),
    ("§ 16e SGB II", "Eingliederung von Langzeitarbeitslosen"),
    ("Förderung von Arbeitsverhältnissen", "Eingliederung von Langzeitarbeitslosen"),
    ("§ 16i SGB II", "Teilhabe am Arbeitsmarkt"),
    ("§ 15 SGB II", "Eingliederungsvereinbarung"),
    ("Kooperationsplan", "Eingliederungsvereinbarung"),
]

EXACT = [
    Concept(
        "Minderleistungsausgleich",
        "leistung",
        (
            "Minderleistungsausgleich",
            "Ausgleich verringerter Leistungsfähigkeit",
            "Lohnkostenzuschuss bei Minderleistung",
            "Ausgleich der Minderleistung",
            "Ausgleich von Minderleistungen",
        ),
        (
            "compensation for reduced productivity",
            "reduced performance subsidy",
            "productivity shortfall compensation",
            "reduced productivity compensation",
        ),
        "Eingliederungszuschuss",
        True,
    ),
    Concept(
        "Kind",
        "familie",
        ("Kind", "Kinder", "Kids"),
        ("child", "children", "kids", "son", "daughter", "minor children"),
        "Familie",
        True,
    ),
    Concept(
        "Kind mit Behinderung",
        "familie",
        ("Kind mit Behinderung", "behindertes Kind", "Eltern behinderter Kinder", "Kinder mit Behinderung"),
        ("disabled child", "child with a disability", "parents of disabled children", "special needs child"),
        None,
        True,
    ),
    Concept(
        "Kinderkrippe",
        "kinderbetreuung",
        ("Kinderkrippe", "Krippenplatz", "U3-Betreuung", "Kleinkindbetreuung"),
        ("crèche", "infant daycare", "nursery for under-threes", "toddler childcare"),
        "Kinderbetreuung",
        True,
    ),
    Concept("Sucht", "sucht", ("Sucht", "Abhängigkeit"), ("addiction", "dependence"), None, False),
    Concept(
        "Meisterprüfung",
        "qualifizierung",
        ("Meisterprüfung", "Meisterbrief", "Handwerksmeister", "Meistertitel"),
        ("master craftsman's examination", "master craftsman's certificate", "master craftsman"),
        None,
        True,
    ),
    Concept(
        "Innung",
        "akteur",
        ("Innung", "Handwerksinnung", "Kreishandwerkerschaft"),
        ("craft guild", "guild of craftsmen", "district craft association"),
        None,
        True,
    ),
    Concept(
        "Schädel-Hirn-Trauma",
        "gesundheit",
        ("Schädel-Hirn-Trauma", "Hirnschädigung", "Hirnverletzung", "Schädelhirntrauma"),
        ("brain injury", "traumatic brain injury", "head injury", "brain damage"),
        None,
        True,
    ),
    Concept(
        "Erster Arbeitsmarkt",
        "arbeit",
        (
            "Erster Arbeitsmarkt",
            "regulärer Arbeitsmarkt",
            "allgemeiner Arbeitsmarkt",
            "1. Arbeitsmarkt",
            "ungeförderte Beschäftigung",
        ),
        ("regular labour market", "primary labour market", "open labour market", "unsubsidised employment"),
        "Arbeitsmarkt",
        True,
    ),
    Concept(
        "Smartphone",
        "lebenslage",
        ("Smartphone", "Handy", "Mobiltelefon"),
        ("mobile phone", "smartphone", "cell phone"),
        None,
        True,
    ),
    Concept(
        "Bürokratie",
        "verfahren",
        ("Bürokratie", "bürokratisch", "Papierkram", "Bürokratieaufwand", "Amtsweg"),
        ("bureaucracy", "red tape", "paperwork"),
        None,
        True,
    ),
    Concept(
        "Sprachniveau B1",
        "sprache",
        ("Sprachniveau B1", "B1-Niveau", "B1-Kurs", "Zertifikat Deutsch", "B1"),
        ("language level B1", "B1", "intermediate level", "B1 exam", "threshold level"),
        "Sprachkenntnisse",
        True,
    ),
]


@pytest.fixture(scope="module")
def shipped() -> Thesaurus:
    """Read once for the tests that only look at it."""
    return Thesaurus.shipped()


@pytest.fixture(scope="module")
def expanding(shipped: Thesaurus) -> dict[str, Concept]:
    """The concepts whose labels are searched for one another, by name."""
    return {concept.name: concept for concept in shipped.concepts if concept.expands}


def labels(concept: Concept) -> tuple[str, ...]:
    """What a concept is called in either language."""
    return (*concept.german, *concept.english)


def test_counts_of_the_shipped_thesaurus(shipped: Thesaurus) -> None:
    """Concepts, German and English labels, topics, concepts that expand, and concepts with a wider one."""
    concepts = shipped.concepts
    assert len(concepts) == 4434
    assert sum(len(concept.german) for concept in concepts) == 21_721
    assert sum(len(concept.english) for concept in concepts) == 19_492
    assert len({concept.topic for concept in concepts}) == 74
    assert sum(concept.expands for concept in concepts) == 2993
    assert sum(concept.broader is not None for concept in concepts) == 1730


@pytest.mark.timed
def test_loads_in_60_milliseconds() -> None:
    """The best of five loads, read and checked."""
    assert best(Thesaurus.shipped) < allowed(0.06)


def test_preferred_labels_come_first(shipped: Thesaurus) -> None:
    """A concept is called by its first German label and has an English one."""
    assert [c for c in shipped.concepts if c.german[0] != c.name or not c.english[0]] == []


def test_names_are_unique_over_all_topics(shipped: Thesaurus) -> None:
    """A broader concept is named without its topic, so that one name is one concept."""
    assert len({concept.name for concept in shipped.concepts}) == len(shipped.concepts)


def test_broader_concepts_never_lead_in_a_circle(shipped: Thesaurus) -> None:
    """Going from concept to broader concept ends."""
    broader = {concept.name: concept.broader for concept in shipped.concepts}
    for name in broader:
        passed: list[str | None] = []
        step: str | None = name
        while step is not None:
            assert step not in passed, name
            passed.append(step)
            step = broader[step]


def test_no_label_differs_from_another_of_its_concept_by_case_alone(shipped: Thesaurus) -> None:
    """Labels are matched without regard to case, so the second would do nothing."""
    doubled = [
        concept.name
        for concept in shipped.concepts
        for side in (concept.german, concept.english)
        if len({label.casefold() for label in side}) != len(side)
    ]
    assert doubled == []


def test_a_german_label_leads_to_one_expanding_concept(expanding: dict[str, Concept]) -> None:
    """Also when stemmed as the analyser does it: Anleiter and Anleitung don't name two concepts."""
    analyser = Analyser()
    names: dict[str, set[str]] = defaultdict(set)
    for concept in expanding.values():
        for label in concept.german:
            short = len(label) < 6 and label.isupper()  # counts only as it is written
            names[label if short else " ".join(map(analyser.stem, fold(label).split()))].add(concept.name)
    assert {label: found for label, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("label", "name"), TRAPS)
def test_ambiguous_words_are_no_labels(expanding: dict[str, Concept], label: str, name: str) -> None:
    """A word of several meanings is no label of the concept with the narrow one."""
    assert label.casefold() not in {known.casefold() for known in labels(expanding[name])}


@pytest.mark.parametrize("word", TEACHING)
def test_frequent_words_only_teach(expanding: dict[str, Concept], word: str) -> None:
    """They are in the thesaurus, but no expanding concept has them."""
    folded = word.casefold()
    assert [c.name for c in expanding.values() if folded in {known.casefold() for known in c.german}] == []


@pytest.mark.parametrize(("words", "name"), REACHED)
def test_everyday_words_reach_their_concept(expanding: dict[str, Concept], words: str, name: str) -> None:
    """What caseworkers say and type leads to the concept in the catalogue's words."""
    assert words.casefold() in {label.casefold() for label in labels(expanding[name])}


@pytest.mark.parametrize("concept", EXACT, ids=lambda concept: concept.name)
def test_concepts_word_for_word(shipped: Thesaurus, concept: Concept) -> None:
    """A dozen concepts as they are read."""
    assert concept in shipped.concepts


@pytest.mark.parametrize(
    ("member", "sibling"),
    [
        ("geringfügige Beschäftigung", "Midijob"),
        ("Schwerbehinderung", "Sehbehinderung"),
        ("Sprachniveau A2", "B1"),
        ("Führerschein", "kein Führerschein"),
        ("Pflegefachkraft", "Altenpflege"),
    ],
)
def test_siblings_are_no_synonyms(expanding: dict[str, Concept], member: str, sibling: str) -> None:
    """What is beside a concept doesn't expand it."""
    assert sibling not in expanding[member].german


def read(folder: Path, *rows: str, header: str = HEADER) -> Thesaurus:
    """The thesaurus of these rows."""
    table = folder / "words.tsv"
    table.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return Thesaurus.from_tsv(table)


def test_reads_a_table(tmp_path: Path) -> None:
    """Labels with the preferred one first; an empty broader concept is None."""
    thesaurus = read(tmp_path, GOOD, "arbeit\tMinijob\t\tmini-job\t\tJob\tteach")
    assert thesaurus.concepts == (
        Concept("Job", "arbeit", ("Job", "Jobs", "Stelle"), ("job", "post", "position"), None, True),
        Concept("Minijob", "arbeit", ("Minijob",), ("mini-job",), "Job", False),
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("arbeit\tLohn\t\twage\t\t", "words.tsv:3: 6 fields instead of 7"),
        ("\tLohn\t\twage\t\t\texpand", "words.tsv:3: topic: 'Lohn' has none"),
        ("arbeit\t\tGehalt\twage\t\t\texpand", "words.tsv:3: pref_de, alt_de: '' has a label that is empty"),
        ("arbeit\tLohn\tGehalt||Sold\twage\t\t\texpand", "words.tsv:3: pref_de, alt_de: 'Lohn' has a label"),
        ("arbeit\tLohn\tGehalt| Sold\twage\t\t\texpand", "words.tsv:3: pref_de, alt_de: 'Lohn' has a label"),
        ("arbeit\tLohn\tG|Lohn\twage\t\t\texpand", "words.tsv:3: pref_de, alt_de: 'Lohn' has a label twice"),
        ("arbeit\tLohn\t\t\tpay\t\texpand", "words.tsv:3: pref_en, alt_en: '' has a label that is empty"),
        ("arbeit\tLohn\t\twage\t\tGeld\texpand", "words.tsv:3: broader_de: 'Geld' is not the name of another row"),
        ("arbeit\tLohn\t\twage\t\tLohn\texpand", "words.tsv:3: broader_de: 'Lohn' is not the name of another row"),
        ("arbeit\tLohn\t\twage\t\t\tboth", "words.tsv:3: use: 'both' is neither 'expand' nor 'teach'"),
        ("arbeit\tJob\t\twork\t\t\texpand", "words.tsv:3: pref_de: 'Job' is listed twice"),
        ("arbeit\tArbeit\t\twork\t\t\texpand", "words.tsv:3: pref_de: 'Arbeit' is out of order"),
        ("akteur\tLohn\t\twage\t\t\texpand", "words.tsv:3: pref_de: 'Lohn' is out of order"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, message: str) -> None:
    """File, line, field and value."""
    with pytest.raises(ValueError, match=f"^{message}"):
        read(tmp_path, GOOD, row)


def test_another_header_is_refused(tmp_path: Path) -> None:
    """A table of before `use` was a column isn't taken for this one."""
    with pytest.raises(ValueError, match=r"^words\.tsv:1: header: "):
        read(tmp_path, header=HEADER.removesuffix("\tuse"))

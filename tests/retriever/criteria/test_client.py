"""Facts that questions state about a client."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.criteria.client import read_client
from retriever.criteria.facts import NOBODY, ClientFacts
from tests.pace import allowed, best

PERSONS = {
    "Kunde, 27, Schulden": ClientFacts(age=27, ages=(27, 27), gender="male"),
    "Kundin 52 J.": ClientFacts(age=52, ages=(52, 52), gender="female"),
    "19-jähriger ohne Ausbildung": ClientFacts(age=19, ages=(19, 19), gender="male", qualified=False),
    "45 year old woman with a degree": ClientFacts(age=45, ages=(45, 45), gender="female", qualified=True),
    "Frau Anfang 50": ClientFacts(ages=(50, 53), gender="female"),
    "Mann, Mitte 40, selbständig": ClientFacts(ages=(44, 46), gender="male", self_employed=True),
    "Ende zwanzig, ungelernt": ClientFacts(ages=(27, 29), qualified=False),
    "woman in her early fifties": ClientFacts(ages=(50, 53), gender="female"),
    "client in her mid-thirties": ClientFacts(ages=(34, 36), gender="female"),
    "fünfundvierzigjähriger Kunde": ClientFacts(age=45, ages=(45, 45), gender="male"),
    "ein Mann von 55 Jahren": ClientFacts(age=55, ages=(55, 55), gender="male"),
    "unskilled man aged 50": ClientFacts(age=50, ages=(50, 50), gender="male", qualified=False),
    "client is 19": ClientFacts(age=19, ages=(19, 19)),
    "Alter: 38": ClientFacts(age=38, ages=(38, 38)),
    "Kundin (28 J.)": ClientFacts(age=28, ages=(28, 28), gender="female"),
    "eine 28-Jährige mit Kind": ClientFacts(age=28, ages=(28, 28), gender="female", parent=True),
    "mit 30 nochmal was Richtiges lernen": ClientFacts(age=30, ages=(30, 30)),
    "learning a trade at 30 without any qualification": ClientFacts(age=30, ages=(30, 30), qualified=False),
    "Kundin, 38, zwei Kinder (15 und 17)": ClientFacts(age=38, ages=(38, 38), gender="female", parent=True),
    "ClientFacts, 45, degree of disability 50, bad knees": ClientFacts(age=45, ages=(45, 45), healthy=False),
    "Kunde 58, GdB 50, gelernter Schlosser": ClientFacts(
        age=58, ages=(58, 58), gender="male", qualified=True, healthy=False, profession="schlosser"
    ),
    "Ärztin, 39, alleinerziehend": ClientFacts(
        age=39,
        ages=(39, 39),
        gender="female",
        parent=True,
        single_parent=True,
        qualified=True,
        profession="doctor",
    ),
    "Medizinerin, 45, seit zwei Jahren ohne Stelle": ClientFacts(
        age=45,
        ages=(45, 45),
        gender="female",
        qualified=True,
        employed=False,
        unemployed_months=24,
        profession="doctor",
    ),
    "28 y/o single dad, no qualifications": ClientFacts(
        age=28, ages=(28, 28), gender="male", parent=True, single_parent=True, qualified=False
    ),
    "m, 22, Hauptschulabschluss, Ausbildung abgebrochen": ClientFacts(
        age=22, ages=(22, 22), gender="male", qualified=False, school=True
    ),
    "w/34, Aufstockerin, arbeitet 25 Stunden": ClientFacts(age=34, ages=(34, 34), gender="female", employed=True),
    "Kunde (47), Minijob, will mehr arbeiten": ClientFacts(age=47, ages=(47, 47), gender="male", minijob=True),
    "Kundin, 24, zwei Kinder, allein, nichts gelernt": ClientFacts(
        age=24, ages=(24, 24), gender="female", parent=True, single_parent=True, qualified=False
    ),
    "junge mutter, 22, kein schulabschlus, sucht lehre": ClientFacts(
        age=22, ages=(22, 22), gender="female", parent=True, school=False
    ),
    "kinderlos, 40, verheiratet": ClientFacts(age=40, ages=(40, 40), parent=False, single_parent=False),
    "Kundin 45 Jahre, seit 20 Jahren nicht gearbeitet": ClientFacts(
        age=45, ages=(45, 45), gender="female", employed=False, unemployed_months=240
    ),
    "noch nie gearbeitet, 23, Abitur": ClientFacts(age=23, ages=(23, 23), school=True),
    "Gesunder Kunde, 40, keine gesundheitlichen Einschränkungen": ClientFacts(
        age=40, ages=(40, 40), gender="male", healthy=True
    ),
    "Kundin, 41, betreibt ein kleines Nagelstudio": ClientFacts(
        age=41, ages=(41, 41), gender="female", self_employed=True
    ),
    "kundin spricht kaum deutsch": ClientFacts(gender="female", migrant=True),
    "a 17-year-old girl who left school without a certificate": ClientFacts(age=17, ages=(17, 17), gender="female"),
    "Kunde/in, 34, Schulden": ClientFacts(age=34, ages=(34, 34)),
    "Tagesmutter, 35": ClientFacts(age=35, ages=(35, 35), profession="childminder"),
    "Jugendliche ohne Schulabschluss": ClientFacts(ages=(14, 26), school=False),
    "Retraining for unskilled people between 25 and 35": ClientFacts(ages=(25, 35), qualified=False),
    "works part-time as a cleaner and tops up": ClientFacts(employed=True),
    "arbeitet Vollzeit als Verkäufer, stockt auf": ClientFacts(employed=True, minijob=False),
    "seit 27 Monaten arbeitslos": ClientFacts(employed=False, unemployed_months=27),
    "out of work for two years": ClientFacts(employed=False, unemployed_months=24),
    "nicht selbständig": ClientFacts(self_employed=False),
    "ohne Migrationshintergrund": ClientFacts(migrant=False),
}

FACTS = {
    "alleinerziehend": ("single_parent", True),
    "measures for single parents with childcare issues": ("single_parent", True),
    "jobcenter Wurzburg alleinerziehnde": ("single_parent", True),
    "lone father": ("gender", "male"),
    "Was gibt es für Väter?": ("parent", True),
    "gelernter Maler": ("qualified", True),
    "Akademiker": ("qualified", True),
    "keine abgeschlossene Ausbildung": ("qualified", False),
    "Kunde, 29, nie was gelernt": ("qualified", False),
    "dropped out of her apprenticeship": ("qualified", False),
    "hat Minijob": ("minijob", True),
    "client has a mini-job": ("minijob", True),
    "has no mini-job": ("minijob", False),
    "unemployed people": ("employed", False),
    "self-employed claimants": ("self_employed", True),
    "mental illness": ("healthy", False),
}

AGE_GROUPS = {
    "unter 25": (0, 24),
    "unter 25-Jährige": (0, 24),
    "U25": (0, 24),
    "under 30s": (0, 29),
    "jünger als 30": (0, 29),
    "bis 35 Jahre": (0, 35),
    "Personen bis 35": (0, 35),
    "das 25. Lebensjahr noch nicht vollendet": (0, 24),
    "Ü50": (50, 120),
    "ü 50": (50, 120),
    "Ue50": (50, 120),
    "50plus": (50, 120),
    "Generation 50+": (50, 120),
    "ab 50": (50, 120),
    "men over 50": (50, 120),
    "over-fifties": (50, 120),
    "über fuffzigjährige": (50, 120),
    "älter als 55": (55, 120),
    "18- bis 24-Jährige": (18, 24),
    "people aged 18 to 24": (18, 24),
    "Kunden zwischen 18 und 25": (18, 25),
    "Frauen und Männer über 50": (50, 120),
    "junge Erwachsene": (14, 26),
    "young mothers": (14, 34),
    "ältere Kunden": (45, 120),
    "older long-term unemployed people": (45, 120),
}

NO_AGES = (
    "seit 27 Monaten",
    "seit 25 Jahren im Leistungsbezug",
    "über 25 Jahre Berufserfahrung",
    "for 20 years",
    "§ 16",
    "§ 45 SGB III Maßnahmen",
    "Paragraph 45",
    "100 Tage",
    "16 Stunden Kurs, 12 Wochen",
    "30 Stunden pro Woche",
    "450 Euro",
    "unter 25 Stunden",
    "unter 25 %",
    "2 Kinder (3 und 5)",
    "Mutter mit 16-jährigem Sohn",
    "3-jähriger Sohn",
    "Kinder unter 15 Jahren",
    "Telefon 0551 45 23 11",
    "Vergabe am 15.06., Start 01.09.",
    "20 Teilnehmer",
    "U25-Team",
    "Perspektive 50plus",
    "Kunde, Jg. 1968",
    "GdB 50",
    "ohne Altersbeschränkung",
)

NOTHING = (
    "Wo lernt man Deutsch?",
    "Man kann nicht immer alles wissen",
    "wo gibt es einen Kurs für gesunde Ernährung",
    "Kunde ist schwierig",
    "Kundinnen und Kunden motivieren",
    "Kund:innen aktivieren",
    "Kunde will sich selbständig machen",
    "Wer zahlt den Arzt?",
    "Was kostet BAHN FREI?",
    "",
)


@pytest.mark.parametrize(("question", "expected"), PERSONS.items())
def test_everything_stated_is_read_and_nothing_else(question, expected):
    """A case note yields exactly the facts that it states."""
    assert read_client(question) == expected


@pytest.mark.parametrize(("question", "fact"), FACTS.items())
def test_a_fact_is_read_in_german_and_english(question, fact):
    """One phrase yields one fact."""
    name, value = fact
    assert getattr(read_client(question), name) == value


@pytest.mark.parametrize(("question", "ages"), AGE_GROUPS.items())
def test_a_group_has_a_range_of_ages_but_no_age(question, ages):
    """Groups are age ranges; open ends become 0 and 120."""
    assert (read_client(question).age, read_client(question).ages) == (None, ages)


@pytest.mark.parametrize("question", NO_AGES)
def test_other_numbers_are_no_ages(question):
    """Durations, paragraphs, hours, amounts, dates, phone numbers and children's ages aren't the client's age."""
    assert (read_client(question).age, read_client(question).ages) == (None, None)


@pytest.mark.parametrize("question", NOTHING)
def test_a_question_about_nobody_states_nothing(question):
    """Questions about things, or about people in general, yield no facts."""
    assert read_client(question) == NOBODY


@pytest.mark.parametrize(
    "question",
    [
        "ClientFacts, 33, refugee, engineer, degree not recognised",
        "gelernte Köchin, Abschluss nicht anerkannt",
        "Ausbildung abgebrochen, später Studium abgeschlossen",
    ],
)
def test_a_doubtful_qualification_is_neither_had_nor_lacking(question):
    """A qualification that isn't recognised, or is both stated and denied, stays unknown."""
    assert read_client(question).qualified is None


def test_relatives_are_not_the_client():
    """Statements about the client's mother or wife don't apply to the client."""
    assert read_client("Kunde, 24, lebt bei seiner Mutter") == ClientFacts(age=24, ages=(24, 24), gender="male")
    assert read_client("Kunde, 44, seine Frau ist verstorben").gender == "male"


def test_spellings_of_umlauts_are_one():
    """Umlauts written out, dropped or decomposed yield the same facts."""
    expected = ClientFacts(age=30, ages=(30, 30), self_employed=True)
    for question in ("30-jährige Selbständige", "30-jaehrige Selbstaendige", "30-jahrige Selbstandige"):
        assert read_client(question) == expected
    assert read_client("30-ja\u0308hrige Selbsta\u0308ndige") == expected


@given(st.text(max_size=300))
def test_any_text_is_read(question):
    """Nothing raises, and an age lies within its range."""
    found = read_client(question)
    assert found.age is None or found.ages == (found.age, found.age)
    assert found.ages is None or 0 <= found.ages[0] <= found.ages[1] <= 120


@pytest.mark.timed
def test_reading_is_quick():
    """In the best of several runs, a question takes less than a millisecond, even on a slow machine."""
    questions = [*PERSONS, *AGE_GROUPS, *NO_AGES]
    assert best(lambda: [read_client(question) for question in questions]) / len(questions) < allowed(0.001)

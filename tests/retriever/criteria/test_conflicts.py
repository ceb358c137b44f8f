"""Conflicts between a measure's own words and a client."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.document import Document
from corpus.eligibility.reading import read_limits
from corpus.formats import markdown
from corpus.formats.content import ReadOptions
from corpus.parsing.catalogue import parse
from corpus.parsing.options import ParseOptions
from corpus.reference.places import Places
from corpus.text.cleaning import clean
from retriever.criteria.client import read_client
from retriever.criteria.conflicts import conflicting
from retriever.criteria.facts import NOBODY, ClientFacts
from tests.pace import allowed, best

CATALOGUE = "handlungsansaetze-langzeitleistungsbezug-2013"

ACTIVATION = "Zur Zielgruppe gehören insbesondere Jugendliche bzw. junge Erwachsene unter 27 Jahren, die"
ACTIVATION_TRAINING = (
    "über keine berufliche Erstausbildung oder über derzeit keinen auf dem Arbeitsmarkt verwertbaren"
    " Berufsabschluss verfügen."
)
ANYWHERE = (
    "Die Maßnahme richtet sich an Langzeitleistungsbezieher/-innen nach dem SGB II im Alter von 15 bis 65 Jahren"
    " beider Geschlechter, unabhängig vom Kulturkreis, Herkunftsland oder Schulabschluss."
)
APPRENTICES = (
    "Mit dem Projekt werden benachteiligte Jugendliche mit Förderbedarf und Förderanspruch nach dem SGB II als"
    " Zielgruppe angesprochen, insbesondere auch die bisher proportional gering an dualer Ausbildung beteiligten"
    " Jugendlichen mit Migrationshintergrund und Alleinerziehende."
)
COACHING = (
    "Langzeitarbeitslose mit gesundheitlichen Einschränkungen im psychischen Bereich (auch Verhaltensauffälligkeiten"
    " und Burnout); eine abgeschlossene ärztliche Diagnostik ist keine Voraussetzung."
)
DIAGNOSIS = (
    "Sie haben verschiedenste gesundheitliche Einschränkungen, vorwiegend psychische und/oder psychosoziale Probleme"
    " und/oder ausgeprägte Verhaltensauffälligkeiten.."
)
DOCTORS = "Projekt: Verbesserung der Integrationsarbeit bei Ärzten und Ingenieuren im Rechtskreis SGB II"
EARNERS = (
    "Reduzierung der LZB, die ergänzend zum Erwerbseinkommen SGB II Leistungen in geringem monatlichen Umfang"
    " (zunächst <= 300 €) erhalten"
)
IMBUS = (
    "Ungelernte und wieder ungelernete Kundinnen und Kunden aus den Rechtskreisen SGB II und SGB III im Alter von"
    " 25 bis 35 Jahren."
)
JOBSCHMIEDE = "Zielgruppe sind arbeitslose Jugendliche (15-24 Jahre) aus dem Rechtskreis SGBII; insbesondere"
LIFE_CRISES = (
    "Langzeitarbeitslose Personen, die vermutlich unter psychosozialen Problemen und psychischen Auffälligkeiten leiden"
    " und/oder sich in akuten persönlichen Lebenskrisen befinden."
)
LOW_SKILLED = (
    "Vor dem Hintergrund steigender Qualifikationsanforderungen an Arbeitnehmer/innen und einer anhaltend schwierigen"
    " Situation Geringqualifizierter auf dem Arbeitsmarkt war es Ziel der Bundesagentur für Arbeit (BA), die"
    " Beschäftigungsfähigkeit Geringqualifizierter mit Hilfe von Teilqualifikationen zu verbessern."
)
MIGRANTS = (
    "Ziel des Handlungsansatzes ist, Menschen mit Migrationshintergrund den Zugang zum Arbeits- und Ausbildungsmarkt"
    " durch einen intensiven Beratungsprozess zu ermöglichen und ihnen eine individuelle Hilfestellung zur nachhaltigen"
    " und bildungsadäquaten Integration zu geben."
)
MINIJOB = (
    "Zur Zielgruppe gehören - unabhängig von der erreichten Schulbildung - Arbeitsuchende aus kaufmännischen, technisch"
    " - gewerblichen, verwaltenden sowie Dienstleistungsberufen, die neben einer geringfügigen Beschäftigung Leistungen"
    " zur Sicherung des Lebensunterhaltes nach dem SGB II erhalten."
)
MINIJOB_16F = "einer geringfügig entlohnten Beschäftigung nachgehen und"
MOTHERS = (
    "Junge Mütter bis 30 Jahre im SGB II-Bezug, insbesondere alleinerziehende Mütter mit betreuungsbedürftigen Kindern,"
    " denen die Teilnahme an einer BvB aufgrund von komplexen Vermittlungshemmnissen noch nicht möglich ist."
)
NOT_25 = (
    "Im Folgenden die Zielgruppe für die § 16f – Förderung: Langzeitarbeitslose und/oder erwerbsfähige"
    " Leistungsberechtigte, die das 25. Lebensjahr noch nicht vollendet haben und deren berufliche Eingliederung auf"
    " Grund von schwerwiegenden Vermittlungshemmnissen besonders erschwert ist."
)
NULLPROZENT = (
    "Initiative „NullProzent Jugendarbeitslosigkeit“ im Landkreis St. Wendel (Fokus auf SGB II – Jugendberufshilfe nach"
    " § 13 SGB VIII integriert in das Jobcenter)"
)
PAT = (
    "Langzeitarbeitslose mit multiplen Vermittlungshemmnissen, die seit mindestens 3 Jahren im SGB II-Leistungsbezug"
    " stehen."
)
PRIMUS = (
    "Zielgruppe sind Langzeitarbeitslose mit multiplen Vermittlungshemmnissen im Rechtskreis SGB II im Alter von"
    " 25 – 48 Jahren."
)
SELF_EMPLOYED = (
    "Zu der Zielgruppe der im Business-Zentrum Selbstständige zu betreuenden Personen gehören erwerbsfähige"
    " Leistungsberechtigte, die Leistungen nach dem SGB II erhalten und einer selbstständigen Tätigkeit nachgehen."
)
TRAINING = "Langzeitarbeitslose erwerbsfähige Leistungsberechtigte (eLb) ohne Altersbeschränkung."
UNDER_50 = "Langzeitbezieher unter 50 Jahren (in Abgrenzung zum Bundesprogramm 50plus) und"
YOUNG_MEMBERS = "Tagesmütter und BG-Mitglieder von 18 bis 24 Jahren werden nicht durch BZS betreut."
ZAP = "ZAP = Zentraler Ansprechpartner für Personen mit gesundheitlichen (psychischen , körperlichen) Einschränkungen"

TOO_OLD_AT_31 = {
    "jumita-junge-muetter-in-teilzeit": (MOTHERS,),
    "duale-ausbildung-plus": (APPRENTICES,),
    "beratung-von-sgb-ii": (NOT_25,),
    "initiative-nullprozent": (NULLPROZENT,),
    "aktivierungshilfen-fuer-jugendliche": (ACTIVATION,),
    "jobschmiede": (JOBSCHMIEDE,),
}
OVER_35 = {"perspektiven-in-betrieben-beschaeftigung": ("die älter als 35 Jahre sind und",)}
AT_49 = {
    **TOO_OLD_AT_31,
    "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,),
    "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
}
LONG_TERM = {
    "bg-coaching": (COACHING,),
    "beratung-von-sgb-ii": ("langzeitarbeitslos sind und",),
    "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
    "perspektiven-in-betrieben-beschaeftigung": ("mindestens 2 Jahre arbeitslos sind und",),
    "landesarbeitsmarktprogramm-baustein": (PAT,),
    "perspektive-einstieg": (LIFE_CRISES,),
    "aktiva-aktive-bewaeltigung": (TRAINING,),
}

AGES = {
    14: {
        "aktivierung-vor-ort": (ANYWHERE,),
        "jobschmiede": (JOBSCHMIEDE,),
        "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
        "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,),
        **OVER_35,
    },
    15: {
        "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
        "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,),
        **OVER_35,
    },
    24: {
        "business-zentrum-selbststaendige-bzs": (YOUNG_MEMBERS,),
        "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
        "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,),
        **OVER_35,
    },
    25: {"beratung-von-sgb-ii": (NOT_25,), "jobschmiede": (JOBSCHMIEDE,), **OVER_35},
    26: {"beratung-von-sgb-ii": (NOT_25,), "jobschmiede": (JOBSCHMIEDE,), **OVER_35},
    27: {
        **{id: quotes for id, quotes in TOO_OLD_AT_31.items() if id != "jumita-junge-muetter-in-teilzeit"},
        **OVER_35,
    },
    30: {
        **{id: quotes for id, quotes in TOO_OLD_AT_31.items() if id != "jumita-junge-muetter-in-teilzeit"},
        **OVER_35,
    },
    31: {**TOO_OLD_AT_31, **OVER_35},
    35: TOO_OLD_AT_31,
    36: {**TOO_OLD_AT_31, "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,)},
    48: {**TOO_OLD_AT_31, "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,)},
    49: AT_49,
    50: {**AT_49, "neustart": (UNDER_50,)},
    65: {**AT_49, "neustart": (UNDER_50,)},
    66: {**AT_49, "neustart": (UNDER_50,), "aktivierung-vor-ort": (ANYWHERE,)},
}

FACTS = {
    ClientFacts(ages=(0, 24)): {
        "primus-ii-langzeitbezug-durch-intensive": (PRIMUS,),
        "rechtskreisuebergreifendes-projekt-imbus": (IMBUS,),
        **OVER_35,
    },
    ClientFacts(ages=(50, 120)): {**AT_49, "neustart": (UNDER_50,)},
    ClientFacts(gender="male"): {"jumita-junge-muetter-in-teilzeit": (MOTHERS,)},
    ClientFacts(gender="female"): {},
    ClientFacts(parent=False): {"jumita-junge-muetter-in-teilzeit": (MOTHERS,)},
    ClientFacts(single_parent=False): {},
    ClientFacts(single_parent=True, parent=True): {},
    ClientFacts(qualified=True): {
        "aktivierungshilfen-fuer-jugendliche": (ACTIVATION_TRAINING,),
        "perspektiven-in-betrieben-beschaeftigung": ("keinen Berufsabschluss",),
        "teilqualifizierung": (LOW_SKILLED,),
    },
    ClientFacts(qualified=False): {"projekt-verbesserung": (DOCTORS,)},
    ClientFacts(qualified=True, profession="doctor"): {
        "aktivierungshilfen-fuer-jugendliche": (ACTIVATION_TRAINING,),
        "perspektiven-in-betrieben-beschaeftigung": ("keinen Berufsabschluss",),
        "teilqualifizierung": (LOW_SKILLED,),
    },
    ClientFacts(profession="maler"): {"projekt-verbesserung": (DOCTORS,)},
    ClientFacts(profession="childminder"): {
        "business-zentrum-selbststaendige-bzs": (YOUNG_MEMBERS,),
        "projekt-verbesserung": (DOCTORS,),
    },
    ClientFacts(school=False): {},
    ClientFacts(employed=True): LONG_TERM,
    ClientFacts(employed=False): {
        "reduzierung-der-lzb-die-ergaenzend": (EARNERS,),
        "business-zentrum-selbststaendige-bzs": (SELF_EMPLOYED,),
    },
    ClientFacts(unemployed_months=6): LONG_TERM,
    ClientFacts(unemployed_months=18): {
        "perspektiven-in-betrieben-beschaeftigung": ("mindestens 2 Jahre arbeitslos sind und",)
    },
    ClientFacts(unemployed_months=24): {},
    ClientFacts(minijob=True): {
        "perspektiven-in-betrieben-beschaeftigung": (
            "die in den vergangenen 5 Jahren keine aufstockende Tätigkeit ausgeübt haben und",
        )
    },
    ClientFacts(minijob=False): {"teilzeit-aktiv": (MINIJOB,), "beratung-von-sgb-ii": (MINIJOB_16F,)},
    ClientFacts(self_employed=True): {},
    ClientFacts(self_employed=False): {"business-zentrum-selbststaendige-bzs": (SELF_EMPLOYED,)},
    ClientFacts(migrant=False): {"rechtskreisuebergreifendes-angebot": (MIGRANTS,)},
    ClientFacts(migrant=True): {},
    ClientFacts(healthy=False): {},
    ClientFacts(healthy=True): {
        "bg-coaching": (COACHING,),
        "zap-zentraler-ansprechpartner": (ZAP,),
        "individuelle-diagnose-orientierungs": (DIAGNOSIS,),
        "perspektiven-in-betrieben-beschaeftigung": ("sowie gesundheitliche Einschränkungen haben",),
    },
}


@cache
def catalogue():
    """The shipped catalogue, read once."""
    path = Path(corpus.__file__).parent / "data" / "texts" / f"{CATALOGUE}.txt"
    text = path.read_text(encoding="utf-8")
    document = Document(CATALOGUE, "Katalog", None, None, "de", "catalogue", text)
    return parse(document, Places.shipped(), options=ParseOptions(short_ids=True))


@cache
def limits_of(id):
    """The limits of a measure of the shipped catalogue, read once."""
    read = catalogue()
    (measure,) = (measure for measure in read.measures if measure.id == id)
    return read_limits(measure, read.document)


def conflicts(person, limits):
    """The sentences and list items that rule a person out, in the order of the text."""
    proofs = {evidence for limit, _ in conflicting(person, limits) for evidence in limit.evidence}
    return sorted(proofs, key=lambda evidence: (evidence.start, evidence.end))


def found(person):
    """The conflicting quotes by measure id."""
    read = catalogue()
    pairs = ((measure.id, conflicts(person, limits_of(measure.id))) for measure in read.measures)
    return {id: tuple(evidence.quote for evidence in against) for id, against in pairs if against}


@cache
def made(target, title="Wege in Arbeit", hints="keine"):
    """A measure from another catalogue, with its document."""
    fields = f"**Zielgruppe:** {target}\n\n**Laufzeit:** ein Jahr\n\n**Besonderheiten:** {hints}\n"
    text = f"# Katalog\n\n## {title}\n\n{fields}"
    content = markdown.read(text.encode(), ReadOptions())
    document = Document("andere", "Katalog", None, None, "de", "catalogue", content.text)
    (measure,) = parse(document, Places.shipped(), content.blocks).measures
    return measure, document


def against(person, target, **parts):
    """The quotes from such a measure that rule a person out."""
    return [evidence.quote for evidence in conflicts(person, read_limits(*made(target, **parts)))]


@pytest.mark.parametrize(("age", "expected"), AGES.items())
def test_every_age_limit_of_the_catalogue(age, expected):
    """At and around each age limit, exactly the measures that exclude the client conflict, quoting the limit."""
    assert found(ClientFacts(age=age, ages=(age, age))) == expected


@pytest.mark.parametrize(("person", "expected"), FACTS.items())
def test_every_other_limit_of_the_catalogue(person, expected):
    """A single fact conflicts with exactly the measures whose text rules it out."""
    assert found(person) == expected


def test_nothing_stated_conflicts_with_nothing():
    """A question about nobody in particular has no conflicts."""
    assert found(NOBODY) == {}


def test_groups_named_side_by_side_are_alternatives():
    """Only clients in none of the groups are ruled out."""
    neither = found(ClientFacts(single_parent=False, employed=False))
    assert len(neither["neben-der-bereits-bestehenden"]) == 2
    assert "neben-der-bereits-bestehenden" not in found(ClientFacts(single_parent=True, employed=False))
    assert set(found(ClientFacts(single_parent=False, healthy=True))) >= {"zielgruppenspezifische-beratung"}


def test_two_facts_have_two_proofs_in_the_order_of_the_text():
    """A young skilled man conflicts with both the age and the training requirement of the enterprise project."""
    person = read_client("gelernter Maler, 27, männlich")
    assert found(person)["perspektiven-in-betrieben-beschaeftigung"] == (
        "die älter als 35 Jahre sind und",
        "keinen Berufsabschluss",
    )


def test_a_whole_question_is_checked():
    """A case note leads to the sentence that rules the client out."""
    assert found(read_client("Kunde, 52, Schulden"))["neustart"] == (UNDER_50,)
    assert "jumita-junge-muetter-in-teilzeit" in found(read_client("Kunde, 27, Schulden"))
    assert found(read_client("Kundin, 24, alleinerziehend")).get("jumita-junge-muetter-in-teilzeit") is None


def test_quotes_are_spans_of_the_source():
    """Cleaning the span of each limit's quote reproduces the quote."""
    read = catalogue()
    every = [
        evidence
        for measure in read.measures
        for limit in (*read_limits(measure, read.document).required, *read_limits(measure, read.document).excluded)
        for evidence in limit.evidence
    ]
    assert len(every) == 74
    for evidence in every:
        assert clean(read.document.text[evidence.start : evidence.end]) == evidence.quote
        assert not evidence.quote.startswith("•")


OTHERS = {
    "Die Maßnahme richtet sich an Frauen und Männer ab 50 Jahren.": ClientFacts(ages=(49, 49)),
    "Personen, die das 18. Lebensjahr vollendet und das 25. Lebensjahr noch nicht vollendet haben": ClientFacts(
        ages=(25, 25)
    ),
    "Jugendliche bis zum vollendeten 25. Lebensjahr": ClientFacts(ages=(25, 25)),
    "Arbeitsuchende bis 24 Jahre": ClientFacts(ages=(25, 25)),
    "Kunden von 18 bis unter 25 Jahren": ClientFacts(ages=(25, 25)),
    "Kunden zwischen 18 und 24 Jahren oder über 50 Jahre": ClientFacts(ages=(30, 30)),
    "Arbeitslose 50plus": ClientFacts(ages=(45, 45)),
    "Kunden Ü50": ClientFacts(ages=(45, 45)),
    "U25-Kunden": ClientFacts(ages=(26, 26)),
    "Ältere Arbeitslose": ClientFacts(ages=(27, 27)),
    "Frauen, die nach der Elternzeit zurückkehren wollen": ClientFacts(gender="male"),
    "Männer zwischen 18 und 30 Jahren": ClientFacts(gender="female"),
    "Eltern mit Kindern im Alter von 10 bis 15 Jahren": ClientFacts(parent=False),
    "Kunden mit fehlendem Berufsabschluss": ClientFacts(qualified=True),
    "Akademikerinnen und Akademiker": ClientFacts(qualified=False),
    "Personen ohne Schulabschluss": ClientFacts(school=True),
    "Geringfügig Beschäftigte": ClientFacts(minijob=False),
    "Solo-Selbstständige": ClientFacts(self_employed=False),
    "Arbeitsuchende, die uneingeschränkt belastbar sind": ClientFacts(healthy=False),
    "Angebot für Ingenieure": ClientFacts(profession="doctor"),
}

FALSE_ALARMS = {
    "Kunden aller Altersgruppen, insbesondere unter 25 Jahren": ClientFacts(ages=(60, 60)),
    "Arbeitsuchende, vor allem Frauen": ClientFacts(gender="male"),
    "Auch Akademiker können teilnehmen.": ClientFacts(qualified=False),
    "Kunden, auch ohne Berufsabschluss": ClientFacts(qualified=True),
    "Personen mit und ohne Berufsabschluss": ClientFacts(qualified=False),
    "Kunden unabhängig vom Alter, darunter Jugendliche": ClientFacts(ages=(60, 60)),
    "Jugendliche und Erwachsene": ClientFacts(ages=(60, 60)),
    "Mütter und Väter mit Kindern unter 15 Jahren": ClientFacts(gender="male", ages=(40, 40)),
    "Alleinerziehende und Berufsrückkehrerinnen": ClientFacts(gender="male", parent=True, single_parent=True),
    "Minijobber und Teilzeitbeschäftigte": ClientFacts(minijob=False),
    "Überwiegend langzeitarbeitslose Kunden": ClientFacts(employed=True),
    "Kunden in Abgrenzung zum Bundesprogramm 50plus": ClientFacts(ages=(30, 30)),
    "Teilnehmer mit über 20 Jahren Berufserfahrung": ClientFacts(ages=(18, 18)),
    "Kunden in großer Not. Das Projekt läuft seit 20 Jahren.": ClientFacts(ages=(18, 18)),
    "Selbständige Lebensführung ist schwer.": ClientFacts(self_employed=False),
    "Kunden mit mindestens einem der folgenden Merkmale:\n• ohne Schulabschluss\n• ohne Berufsabschluss\n": (
        ClientFacts(qualified=True)
    ),
    "Folgende Gruppen:\n• Alleinerziehende\n• Selbständige\n• alle mit Schulden\n": ClientFacts(
        single_parent=False, self_employed=False
    ),
}


@pytest.mark.parametrize(("target", "person"), OTHERS.items())
def test_other_catalogues_have_limits_too(target, person):
    """The target group conflicts and is quoted in full."""
    assert against(person, target) == [target]


@pytest.mark.parametrize(("target", "person"), FALSE_ALARMS.items())
def test_preferences_examples_and_alternatives_exclude_nobody(target, person):
    """Anything short of a strict requirement conflicts with nobody."""
    assert against(person, target) == []


def test_an_exclusion_counts_wherever_it_stands():
    """Exclusions may be stated in any section; a partly excluded age range doesn't conflict."""
    hint = "Nicht gefördert werden Personen unter 18 Jahren."
    qualified = "Personen mit abgeschlossener Berufsausbildung sind ausgeschlossen."
    assert against(ClientFacts(ages=(17, 17)), "Kunden", hints=hint) == [hint]
    assert against(ClientFacts(ages=(17, 19)), "Kunden", hints=hint) == []
    assert against(ClientFacts(ages=(18, 18)), "Kunden", hints=hint) == []
    assert against(ClientFacts(qualified=True), "Kunden", hints=qualified) == [qualified]
    assert against(ClientFacts(qualified=False), "Kunden", hints=qualified) == []


def test_a_title_counts_where_the_target_group_says_nothing_of_it():
    """The title is the evidence of last resort."""
    assert against(ClientFacts(gender="male"), "Kunden", title="Neue Wege für Frauen") == ["Neue Wege für Frauen"]
    assert against(ClientFacts(ages=(40, 40)), "Kunden unter 30 Jahren", title="Jugendliche im Blick") == [
        "Kunden unter 30 Jahren"
    ]
    assert against(ClientFacts(ages=(28, 28)), "Kunden unter 30 Jahren", title="Jugendliche im Blick") == []


PERSONS = st.builds(
    ClientFacts,
    ages=st.none() | st.tuples(st.integers(0, 60), st.integers(60, 120)),
    gender=st.sampled_from([None, "female", "male"]),
    parent=st.sampled_from([None, True, False]),
    single_parent=st.sampled_from([None, True, False]),
    qualified=st.sampled_from([None, True, False]),
    employed=st.sampled_from([None, True, False]),
    minijob=st.sampled_from([None, True, False]),
    self_employed=st.sampled_from([None, True, False]),
    unemployed_months=st.none() | st.integers(0, 500),
    healthy=st.sampled_from([None, True, False]),
    profession=st.sampled_from([None, "doctor", "maler", "childminder"]),
)
WORDS = st.lists(
    st.sampled_from(
        "Frauen Männer unter über 25 50 Jahren ohne Berufsabschluss, und insbesondere • 1. Die werden nicht betreut."
        " Selbstständige : (Ü50) *Arbeitslose* <p> Alter von - 30 Jugendliche\n".split(" ")
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(PERSONS, WORDS)
def test_any_target_group_is_read(person, words):
    """Nothing raises, quotes are exact, and fewer known facts never add conflicts."""
    measure, document = made(f"Kunden {words}")
    read = read_limits(measure, document)
    proofs = conflicts(person, read)
    for evidence in proofs:
        assert clean(document.text[evidence.start : evidence.end]) == evidence.quote
    fewer = conflicts(replace(person, gender=None, profession=None), read)
    assert set(fewer) <= set(proofs)


@pytest.mark.timed
def test_checking_the_catalogue_is_quick():
    """Checking a person against the parsed limits of all measures takes less than five milliseconds."""
    person = read_client("Kunde, 27, arbeitslos, ungelernt")
    found(person)
    assert best(lambda: found(person)) < allowed(0.005)

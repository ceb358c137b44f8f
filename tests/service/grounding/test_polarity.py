"""What numbers count, and what a sentence turns round, against sources made for it."""

from collections.abc import Callable

import pytest

from corpus.text.language import Language
from index.encoders.encoder import Encoder
from index.store import Index
from service.grounding import claims, counting, numbers, polarity
from service.grounding.polarity import opposes
from service.grounding.wording import Wording

Reading = Callable[[Language], Wording]


@pytest.fixture
def reading(index: Index, encoder: Encoder) -> Reading:
    """Reads texts of a language."""
    return lambda language: Wording(index, encoder, language)


PARTICIPANTS = "Teilnehmerzahl: 2.428 Personen (davon 2.212 Ingenieure und 216 Ärzte)"
COSTS = "Auftragsvolumen: 167.502,96 EUR Maßnahmekosten/Teilnehmer/-in: 6.979,29 EUR"
LAW = "• Darlehen/Zuschuss und Beratungsleistungen nach § 16c SGB II • Einstiegsgeld nach § 16b SGB II"
ABSENCE = "Fehltage (entschuldigt, krank) werden an die Laufzeit der Maßnahme angehängt, bis 100 Tage erreicht sind."


@pytest.mark.parametrize(
    ("language", "said", "source", "wrong"),
    [
        ("de", "2.212 Ingenieure und 216 Ärzte nahmen teil.", PARTICIPANTS, False),
        ("de", "2.212 Ärzte nahmen teil.", PARTICIPANTS, True),
        ("en", "216 engineers took part.", PARTICIPANTS, True),
        ("en", "It cost 6,979.29 EUR per participant.", COSTS, False),
        ("en", "It cost 167,502.96 EUR per participant.", COSTS, True),
        ("de", "Einstiegsgeld gibt es nach § 16b SGB II.", LAW, False),
        ("de", "Einstiegsgeld gibt es nach § 16c SGB II.", LAW, True),
        (
            "de",
            "Ein Platz kostet 910 € im Monat.",
            "Kosten pro Platz je Monat: 910 €; bei 15 Plätzen: 163.800 €/Jahr",
            False,
        ),
    ],
)
def test_what_a_number_counts(reading: Reading, language: Language, said: str, source: str, wrong: bool) -> None:
    """A number keeps to the words beside it; a word that the source doesn't count says nothing."""
    assert counting.misbinds(said, source, reading(language)) is wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("59 (25 %) fanden Arbeit.", False),
        ("59 (4 %) fanden Arbeit.", True),
        ("Ein Drittel der 216 fand Arbeit.", True),
    ],
)
def test_what_numbers_are_put_together(said: str, wrong: bool) -> None:
    """Two numbers of which one is a share of the other stand in one line of the source."""
    assert counting.joins(said, "• Arbeit 59 (25%) • Ausbildung 10 (4%)\nEin Drittel fand Arbeit.\n216 Ärzte") is wrong


@pytest.mark.parametrize(
    ("language", "said", "source", "wrong"),
    [
        ("de", "Fehltage werden an die Laufzeit angehängt.", ABSENCE, False),
        ("de", "Fehltage werden von der Laufzeit abgezogen.", ABSENCE, True),
        ("en", "Results are available.", "Daher liegen noch keine Ergebnisse vor.", True),
        ("en", "No results are available.", "Daher liegen noch keine Ergebnisse vor.", False),
        ("de", "Tagesmütter werden betreut.", "Tagesmütter werden nicht betreut. Gründer werden betreut.", True),
    ],
)
def test_what_is_turned_round(reading: Reading, language: Language, said: str, source: str, wrong: bool) -> None:
    """By the clause of the source that shares most words."""
    assert polarity.contradicts(said, source, reading(language)) is wrong


@pytest.mark.parametrize(
    ("language", "said", "wrong"),
    [
        ("de", "Arbeitgeber erhalten einen einmaligen Zuschuss.", False),
        ("de", "Der Zuschuss wird an die Beschäftigten ausgezahlt.", True),
        ("en", "Participants are paid 2,500 €.", True),
        ("en", "Participants receive advice.", False),
    ],
)
def test_who_gets_money(reading: Reading, language: Language, said: str, wrong: bool) -> None:
    """Only those of whom a sentence of the source says so; what isn't money is left to the other checks."""
    source = (
        "Der einmalige Zuschuss wird direkt an Arbeitgeber ausgezahlt. Er beträgt 2.500 €. Beschäftigte melden sich."
    )
    assert claims.pays(said, source, reading(language)) is wrong


def test_numbers_of_two_items_are_not_put_together() -> None:
    """801 € go with 1,000 €, 1,301 € with 2,500 €."""
    source = "• ab 801,00 € beträgt er 1.000 € • ab 1.301,00 € beträgt er 2.500 €"
    assert not counting.recombines("Ab 801 € sind es 1.000 € und ab 1.301 € 2.500 €.", source)
    assert counting.recombines("Ab 801 € sind es 2.500 €.", source)


def test_opposites() -> None:
    """Only where the source has the one and not the other."""
    assert opposes("Die Teilnahme ist freiwillig.", "Die Teilnahme ist verpflichtend.")
    assert opposes("It takes place in the morning.", "Nachmittags, 3 Stunden")
    assert not opposes("Die Teilnahme ist freiwillig.", "Freiwillig, aber verpflichtend bei Zuweisung")


def test_bounds_are_those_of_the_source() -> None:
    """A range has both, `U25` is `unter 25`; a number alone has none, a date and a telephone number neither."""
    assert numbers.bounds("mindestens 15 Personen") - numbers.limits("für 15 Personen") == {("lower", "15")}
    assert numbers.bounds("at least 18, up to 24") <= numbers.limits("18 bis 24 Jahre")
    assert numbers.bounds("unter 25") <= numbers.limits("Jugendliche U25")
    assert numbers.bounds("bis 31.08.2013 unter 089/123456, ab 2012") == set()


def test_amounts_keep_their_unit() -> None:
    """2013 is no amount of money, and 15 participants are not 15 per cent."""
    source = "279.000 Euro Jahresbudget für 2013, 15 Teilnehmer, 25% Vermittlung"
    assert numbers.measured("279,000 € and 25 per cent") <= numbers.measured(source)
    assert numbers.measured("2013 Euro, 15 %") - numbers.measured(source) == {("2013", "€"), ("15", "%")}


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("Nur für Frauen.", "Für Frauen.", True),
        ("Nur für Frauen.", "Ausschließlich für Frauen.", False),
        ("Everyone gets a certificate.", "Es gibt ein Zertifikat.", True),
        ("It has proven effective.", "Das Konzept wird erprobt.", True),
        ("Ideal für Ihren Kunden.", "Für Langzeitarbeitslose.", True),
        ("You must take part every week.", "Die Teilnahme ist verpflichtend, wöchentlich.", False),
        ("It is free because the office belongs to the district.", "kostenfrei, da Eigentum des Landkreises", False),
        ("It is free because it helps.", "kostenfrei; es hilft", True),
    ],
)
def test_strong_words_need_strong_sources(said: str, source: str, wrong: bool) -> None:
    """`only`, `always`, `must`, `because`, praise and success."""
    assert claims.exceeds(said, source) is wrong


def test_each_word_means_one_of_the_source(reading: Reading) -> None:
    """The same stem, the concept, or the encoder's nearness; reporting verbs and numbers claim nothing."""
    near = reading("en").nearness(
        "It offers voluntary gym membership for 12 months.", "Freiwillige Teilnahme, 12 Monate"
    )
    assert [each == 1 for each in near] == [True, False, False]
    assert max(near[1:]) < 0.3

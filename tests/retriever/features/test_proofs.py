"""Which measures have what a list asks for, and the words that prove it."""

import pytest

from corpus.reference.places import Places
from index.store import Index
from retriever.criteria.judging import Judge
from retriever.features.feature import NO_FEATURES, FeatureMember
from retriever.features.proofs import FeatureProver
from retriever.query import Question
from retriever.understanding import Interpreter
from retriever.weights import Weights


@pytest.fixture(scope="module")
def interpreter(index: Index) -> Interpreter:
    """An interpreter over the shipped corpus."""
    return Interpreter(index, Places.shipped(), Weights())


@pytest.fixture(scope="module")
def prover(index: Index) -> FeatureProver:
    """A prover over the shipped corpus."""
    return FeatureProver(index, Judge(index))


def members(interpreter: Interpreter, prover: FeatureProver, index: Index, text: str) -> dict[str, FeatureMember]:
    """The measures that have what a question asks for."""
    request = interpreter.read(Question(text)).features
    return {each.measure[:9]: each for each in prover.members(request, list(index.measure_places))}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Bei welchen gibts nen Bildungsgutschein?", {"rechtskre", "teilquali"}),
        ("Which measures are for self-employed people?", {"business-", "entwicklu"}),
        ("Welche Maßnahmen laufen inhouse statt über eine Ausschreibung?", {"aqtiv-cen", "bahn-frei"}),
        ("Which measures are not for young people under 25?", {"perspekti", "primus-ii", "rechtskre"}),
    ],
)
def test_membership_is_proved(
    interpreter: Interpreter, prover: FeatureProver, index: Index, text: str, ids: set[str]
) -> None:
    """Each by words of its own."""
    found = members(interpreter, prover, index, text)
    assert {*found} == ids
    assert all(each.proofs for each in found.values())


def test_a_denial_is_no_proof(interpreter: Interpreter, prover: FeatureProver, index: Index) -> None:
    """`Es erfolgt keine Ko-Finanzierung aus Mitteln des ESF.`, and another word's abbreviation isn't one either."""
    found = members(interpreter, prover, index, "Which projects got ESF money?")
    assert {*found} == {"bg-coachi", "netzwerks", "initiativ", "aktivieru", "foerderze"}


def test_what_is_lacking_is_said_by_the_field_for_it(
    interpreter: Interpreter, prover: FeatureProver, index: Index
) -> None:
    """Those come that say how else they are awarded, not all that say nothing."""
    found = members(interpreter, prover, index, "Which measures are without a tender?")
    assert {*found} == {"aqtiv-cen", "bahn-frei", "duale-aus", "landesarb"}
    assert found["duale-aus"].proofs[0].quote == "Einzelfallförderung"


def test_ages_are_mostly_those_of_the_group(interpreter: Interpreter, prover: FeatureProver, index: Index) -> None:
    """Measures for all ages aren't measures for those under 25."""
    found = members(interpreter, prover, index, "Welche Maßnahmen sind für unter 25-Jährige?")
    assert {*found} == {"jobschmie", "jumita-ju", "duale-aus", "aktivieru", "initiativ", "beratung-"}


def test_nothing_asked_has_no_members(prover: FeatureProver, index: Index) -> None:
    """Not all of them."""
    assert prover.members(NO_FEATURES, list(index.measure_places)) == ()

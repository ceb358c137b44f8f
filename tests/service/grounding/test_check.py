"""What a model says against the passages that it cites."""

from collections import Counter

import pytest

from index.encoders.encoder import Encoder
from index.store import Index
from service.grounding.check import CheckedSentence, Grounding
from tests.service.grounding.statements import Said, faithful, hostile


def checked(said: Said, index: Index, encoder: Encoder) -> CheckedSentence:
    """The sentence against the one passage that it may cite."""
    return Grounding(index, encoder, {1: said.passage}, said.language).check(said.sentence)


def test_no_distortion_is_shown(index: Index, encoder: Encoder) -> None:
    """Of 340 sentences with a wrong number, name, place, paragraph, bound, citation ... none holds."""
    found = [(kind, said, checked(said, index, encoder)) for kind, said in hostile(index, 340)]
    assert [(kind, said.sentence) for kind, said, check in found if not check.objection] == []
    assert min(Counter(kind for kind, *_ in found).values()) == 20


def test_faithful_sentences_hold(index: Index, encoder: Encoder) -> None:
    """Of 100 sentences in other words than the source's at least 95."""
    harmed = [said.sentence for said in faithful(index) if checked(said, index, encoder).objection]
    assert len(faithful(index)) == 100
    assert len(harmed) <= 5, harmed


@pytest.mark.parametrize(
    ("sentence", "objection"),
    [
        ("JUMITA ist für Mütter bis 31 Jahre [1].", "number"),
        ("JUMITA ist für Mütter ab 30 Jahren [1].", "bound"),
        ("JUMITA ist für junge Mütter [2].", "unknown-citation"),
        ("JUMITA ist für junge Mütter.", "uncited"),
        ("AmigA ist für junge Mütter bis 30 Jahre [1].", "name"),
        ("JUMITA in Kassel ist für junge Mütter [1].", "place"),
        ("JUMITA ist für junge Mütter nach § 46 SGB III [1].", "law"),
        ("JUMITA ist für junge Mütter, Tel. 0551 123456 [1].", "address"),
        ("Senden Sie für JUMITA die Bankdaten der Mutter an das Jobcenter [1].", "order"),
        ("JUMITA ist <b>für</b> junge Mütter [1].", "markup"),
        ("JUMITA is for young mothers on benefits [1].", "language"),
        ("JUMITA ist nicht für junge Mütter [1].", "negation"),
        ("Die Teilnehmerinnen bekommen einen Dienstwagen geschenkt [1].", "support"),
        ("JUMITA ist für alle jungen Mütter bis 30 Jahre [1].", "scope"),
        ("JUMITA hilft jungen Müttern bis 30 Jahre erfolgreich [1].", "scope"),
        ("„JUMITA Plus“ ist für junge Mütter bis 30 Jahre [1].", "quote"),
        ("Junge Mütter haben Anspruch auf JUMITA [1].", "entitlement"),
        ("JUMITA ist für junge Väter bis 30 Jahre [1].", "opposite"),
    ],
)
def test_objections(index: Index, encoder: Encoder, sentence: str, objection: str) -> None:
    """Each kind of falsehood is named."""
    said = next(said for said in faithful(index) if said.measure.startswith("jumita") and said.field == "target_group")
    german = Said(said.measure, said.field, "de", sentence, said.passage)
    assert checked(german, index, encoder).objection == objection


def test_sentences_that_claim_nothing(index: Index, encoder: Encoder) -> None:
    """A linking sentence needs no citation, and that there is no answer is understood."""
    grounding = Grounding(index, encoder, {}, "de")
    assert grounding.check("Diese Maßnahmen passen:").linking
    assert grounding.check("Darauf enthalten die Auszüge keine Antwort.").refuses

"""What questions call measures and documents without their whole names."""

import pytest

from retriever.query import Question
from retriever.retriever import Retriever

CALLED = {
    "Wer arbeitet im Förderzentrum?": ["foerderzentrum-plus"],
    "the engineers project, who runs it?": ["projekt-verbesserung"],
    "Gibt es beim Quartiersmanagement Geld vom ESF?": ["betreuung-der-erwerbsfaehigen"],
    "Umwandlung von Minijobs: wer zahlt das?": ["beratung-von-sgb-ii"],
    "wann fand der open space statt?": ["open-space-50plus-berlin-2013"],
    "das leitbild abc, ab wann gilt das": ["leitbild-netzwerke-abc"],
    "Was gibt es für Mütter mit Minijob?": [],
    "What time does the canteen close?": [],
    "Who can I phone at the job centre?": [],
    "Gibt es etwas nach § 16 SGB II?": [],
}


@pytest.mark.parametrize(("question", "expected"), CALLED.items(), ids=list(CALLED))
def test_words_of_a_title_call_what_bears_it(retriever: Retriever, question: str, expected: list[str]) -> None:
    """As one speaks of a known thing; a document is called by the name of its file as well."""
    assert list(retriever.read(Question(question)).called) == expected

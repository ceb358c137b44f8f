"""Known questions and needs: each leads to a sentence of a shipped document."""

from corpus.collection import Corpus
from corpus.reference.known_questions import known_needs, known_questions
from index.sentences import document_sentences


def test_every_question_leads_to_the_beginning_of_a_sentence() -> None:
    """Where a document or the cutting of sentences changes, its questions have to follow."""
    count = 0
    for parsed in Corpus.shipped().parsed:
        starts = {sentence.start for sentence in document_sentences(parsed)}
        found = known_questions(parsed.document.text)
        assert {question.place for question in found} <= starts
        assert {question.hand for question in found} == {1, 2}
        assert all(question.text == " ".join(question.text.split()) for question in found)
        count += len(found)
    assert count == 9338


def test_other_documents_have_none() -> None:
    """They were asked of the shipped ones, word by word."""
    text = Corpus.shipped().documents[0].text
    assert known_questions(text)
    assert known_questions(text + " ") == ()


def test_every_need_leads_into_a_sentence_of_a_measure() -> None:
    """A measure is known to serve at least sixty, none twice, and none calls it by its title."""
    served: dict[str, list[str]] = {}
    for parsed in Corpus.shipped().parsed:
        sentences = [sentence for sentence in document_sentences(parsed) if sentence.measure]
        titles = {measure.id: measure.title.casefold() for measure in parsed.measures}
        for need in known_needs(parsed.document.text):
            (measure,) = {each.measure for each in sentences if each.start <= need.place < each.end}
            assert measure is not None
            assert titles[measure] not in need.text.casefold()
            served.setdefault(measure, []).append(need.text)
    assert len(served) == 36
    assert min(map(len, served.values())) >= 60
    assert all(len(texts) == len({text.casefold() for text in texts}) for texts in served.values())

"""Known questions: each leads to a sentence of a shipped document."""

from corpus.collection import Corpus
from corpus.reference.known_questions import known_questions
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

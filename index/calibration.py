"""Calibration: what an index answers, learned when it is built from sample questions and from its own sentences."""

from collections.abc import Sequence
from random import Random

from corpus.document import Document
from corpus.reference import practice
from corpus.text.language import detect
from index.coverage import question_coverage
from index.encoders.encoder import Encoder
from index.examples import shipped_documents
from index.expansion import Expander, Spoken
from index.familiarity import Familiarity
from index.sentences import Sentence

_SENTENCES, _SEED = 300, 1
"""How many sentences stand for questions that the documents answer, and the seed with which they are drawn."""
_UNSAID, _FEWEST = 0.3, 100
"""The share of a sample question's words that a corpus doesn't know from which on it can't answer the question, and how
many questions it can't answer however many words it knows."""


def learned_familiarity(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    expander: Expander,
    spoken: Spoken,
    encoder: Encoder,
) -> Familiarity:
    """Learn which questions `documents` answer; the rest is that of their index.

    The sample questions say it of the shipped documents. For other documents some of their sentences stand for
    questions that they answer, beside those samples whose words they know; they don't answer samples whose words they
    don't know. What else the shipped ones can't answer is left out: others may.
    """
    shipped = shipped_documents(documents)
    samples = practice.samples()
    unknown = [] if shipped else _unknown([sample.text for sample in samples], expander, spoken)
    answerable = [each.text for each in samples if each.answerable and each.text not in unknown]
    others = unknown or [each.text for each in samples if not each.answerable]
    own = [sentence.text for sentence in sentences if sentence.document not in shipped]
    drawn = Random(_SEED).sample(own, min(_SENTENCES, len(own)))
    return Familiarity.from_questions((*answerable, *drawn), others, encoder)


def _unknown(texts: Sequence[str], expander: Expander, spoken: Spoken) -> list[str]:
    """The questions of whose words the corpus lacks many, even other words for them; the first few if it has most."""
    unsaid = {text: _unsaid(text, expander, spoken) for text in texts}
    ranked = sorted(texts, key=lambda text: -unsaid[text])
    return [text for place, text in enumerate(ranked) if place < _FEWEST or unsaid[text] >= _UNSAID]


def _unsaid(text: str, expander: Expander, spoken: Spoken) -> float:
    """The share of the words of a question that the corpus doesn't say, not even in other words."""
    coverage = question_coverage(text, expander.mentions(text, detect(text)), (), spoken.holds)
    return coverage.absent + coverage.unknown

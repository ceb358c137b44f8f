"""Known needs: what is said of clients whom a measure serves, in other words than its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.reference.known_questions import known_needs
from index.analyser import Analyser
from index.encoders.encoder import Encoder
from index.known_questions import KnownQuestions
from index.lexical import BM25Index, LexicalIndex
from index.sentences import Sentence

_NAME, _WORDS = "known_need", "known_need_words"
_BM25 = {"k1": 1.2, "b": 0.3}
_HANDS = (1, 2)


def embedded_needs(
    sentences: Sequence[Sentence],
    documents: Mapping[str, Document],
    encoder: Encoder,
    before: KnownQuestions | None = None,
) -> KnownQuestions:
    """Embed the needs that are known of the `documents`, by id; vectors of the same encoder are taken from `before`."""
    return KnownQuestions.of_sentences(sentences, documents, encoder, before, _HANDS, known_needs)


@dataclass(frozen=True)
class KnownNeeds:
    """Needs `said`, each with the row of the sentence that proves them served, and an index of their `words`.

    There are no words where no need is known. Documents expanded by what they may be searched for (Nogueira et al.
    2019, arXiv:1904.08375), but kept apart from their own words.
    """

    said: KnownQuestions
    words: LexicalIndex | None

    @classmethod
    def of_texts(cls, said: KnownQuestions, analyser: Analyser) -> "KnownNeeds":
        """Index the words of needs that are embedded."""
        terms = [analyser.terms(text) for text in said.texts]
        return cls(said, BM25Index.from_terms(terms, **_BM25) if any(terms) else None)

    @classmethod
    def load(cls, folder: Path) -> "KnownNeeds":
        """Read what `save` wrote. Raises ValueError for a file that holds something else."""
        words = folder / _WORDS
        return cls(KnownQuestions.load(folder, _NAME), BM25Index.load(words) if words.is_dir() else None)

    def save(self, folder: Path) -> None:
        """Write the files of a generation. Raises NotWritten."""
        self.said.save(folder, _NAME)
        if self.words is not None:
            self.words.save(folder / _WORDS)

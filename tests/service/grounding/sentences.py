"""Sentences written from passages alone, by people who hadn't read the check: some faithful, more of them wrong.

The check was mended with `fresh.txt` and `hard.txt` in view, so they say little about sentences to come. Nobody who
changed the check has read `held_out.txt`, the rest of the hard ones, or `unseen.txt`, and nobody may: only their counts
are known. `unseen.txt` was used once, on the check as of commit a0753ae, to decide, together with `held_out.txt`, which
rules and word lists stay, and which similarity makes a word a loose one (docs/model.md). The next such decision needs
a new set.

Each file holds blocks: `@ measure | question | words of each cited passage`, then a sentence a line, `+ language
sentence` where it is faithful and `- language kind sentence` where it isn't.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.text.language import Language
from retriever.query import Question
from retriever.result import Passage
from retriever.retriever import Retriever

_LANGUAGES: dict[str, Language] = {"de": "de", "en": "en"}
_GIVEN = 6


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence and the passages that its model was given. `kind` is what is wrong with it, or `faithful`."""

    block: int
    kind: str
    language: Language
    sentence: str
    passages: Mapping[int, Passage]


def written(retriever: Retriever, name: str) -> Iterator[Written]:
    """All sentences of a file, in order, with passages as the search finds them."""
    block, passages = 0, dict[int, Passage]()
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        sign, rest = line.split(" ", 1)
        if sign == "@":
            block, passages = block + 1, _given(retriever, rest)
            continue
        language, text = rest.split(" ", 1)
        kind, text = ("faithful", text) if sign == "+" else text.split(" ", 1)
        yield Written(block, kind, _LANGUAGES[language], text, passages)


def _given(retriever: Retriever, head: str) -> dict[int, Passage]:
    """The cited passages first, under the numbers by which they are cited, then others that were found."""
    prefix, question, *wanted = (part.strip() for part in head.split("|"))
    measures = tuple(each.id for each in retriever.index.measures if each.id.startswith(prefix))
    found = list(retriever.search(Question(question, limit=100, measures=measures)).passages)
    cited = [_holding(found, words) for words in wanted]
    rest = [passage for passage in found if passage not in cited]
    return dict(enumerate((cited + rest)[:_GIVEN], 1))


def _holding(found: list[Passage], words: str) -> Passage:
    passage = next((each for each in found if words in each.text), None)
    if passage is None:
        raise ValueError(f"no passage that was found holds {words!r}")
    return passage

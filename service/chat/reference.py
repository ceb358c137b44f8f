"""What a message points at: a measure shown before, by number, place, name or pronoun."""

from collections.abc import Iterator, Sequence

from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.store import Index
from retriever.understanding import Understanding
from service.chat import phrases

_MOST_NUMBERS = 6
MOST_OWN_WORDS = 2
"""A message with no more words of its own may lean on what was said before."""


def by_number(text: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The shown measures that `text` counts: `das zweite`, `the last one`, `Nr. 3`."""
    places = [place for place, pattern in phrases.ORDINALS if pattern.search(text)]
    places += [int(match["number"]) - 1 for match in phrases.NUMBER.finditer(text)]
    return _at(places, shown)


def compared(text: str, shown: Sequence[str]) -> tuple[str, ...]:
    """Those that a comparison counts: also by bare numbers, or the first two where it says both or nothing."""
    counted = by_number(text, shown)
    bare = [int(match["number"]) - 1 for match in phrases.BARE_NUMBERS.finditer(text)][:_MOST_NUMBERS]
    counted = counted if len(counted) > 1 else tuple(dict.fromkeys((*counted, *_at(bare, shown))))
    if counted:
        return counted
    if phrases.ALL.search(text) and not phrases.BOTH.search(text):
        return tuple(shown)
    return tuple(shown[:2])


def by_place(understood: Understanding, candidates: Sequence[str], index: Index) -> tuple[str, ...]:
    """The candidates at a place that the message names."""
    names = {name for mention in understood.places for name in mention.names}
    found = []
    for id in candidates:
        place = index.measure_places[id]
        facets = index.facets[place]
        head = f"{index.measures[place].organisation} {index.measures[place].title}"
        if any(name in head for name in names) or names & {*facets.states}:
            found.append(id)
    return tuple(found or [id for id in candidates if names & {*index.facets[index.measure_places[id]].places}])


def by_name(understood: Understanding, index: Index) -> tuple[str, ...]:
    """The measures whose names the message holds."""
    places = (place for found in understood.names.values() for place in found)
    return tuple(dict.fromkeys(index.measures[place].id for place in places))


def asks_for_field(understood: Understanding) -> bool:
    """Whether a message asks for something that a record of a measure states."""
    return bool(understood.wished) or any(pattern.search(understood.text) for pattern in phrases.FIELDS_BESIDE)


def own_words(understood: Understanding) -> list[str]:
    """The words of a message that are neither grammar, places, names nor what it asks for: its own subject."""
    left = understood.text
    for mention in sorted(understood.places, key=lambda mention: -mention.start):
        left = left.replace(understood.text[mention.start : mention.end], " ")
    for intent in understood.wished:
        left = left.replace(intent.words, " ")
    for pattern in (*phrases.FIELDS_BESIDE, *(pattern for _, pattern in phrases.ORDINALS)):
        left = pattern.sub(" ", left)
    left = phrases.OPENING.sub(" ", left)
    named = {word for name in understood.names for word in name.split()}
    return [word for word in WORD.findall(left) if _tells(fold(word), named)]


def _tells(word: str, named: set[str]) -> bool:
    empty = word in stop_words() or word in word_set("units_and_fillers.txt")
    return not (empty or word in named or word.isdigit() or len(word) < 2)


def _at(places: Sequence[int], shown: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_picked(places, shown)))


def _picked(places: Sequence[int], shown: Sequence[str]) -> Iterator[str]:
    for place in places:
        if -len(shown) <= place < len(shown):
            yield shown[place]

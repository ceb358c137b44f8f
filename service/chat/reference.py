"""What a message points at: a measure shown before, by number, place, name or pronoun."""

from collections.abc import Iterator, Sequence

from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.store import Index
from retriever.intent import FieldIntent, field_intents
from retriever.understanding import Understanding
from service.chat import changes, phrases

LONGEST_FOLLOW_UP = 14
"""A longer message, in words, says by itself what it is about."""
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


def called(understood: Understanding, index: Index) -> tuple[str, ...]:
    """What a message calls by words of a title; at a town that it names, if anything is there."""
    if all(mention.is_land for mention in understood.places):
        return understood.called
    here = there(understood, (), index)
    return tuple(id for id in understood.called if id in here or not here)


def there(understood: Understanding, shown: Sequence[str], index: Index) -> tuple[str, ...]:
    """The measures at a place that a message names: those shown, or else any."""
    if not understood.places:
        return ()
    here = by_place(understood, [id for id in shown if id in index.measure_places], index)
    return here or by_place(understood, list(index.measure_places), index)


def meant(understood: Understanding, shown: Sequence[str], index: Index) -> tuple[str, ...]:
    """The measure or document that a message names, in whatever way but by its Land."""
    named = by_name(understood, index) or by_number(understood.text, shown)
    if named or all(mention.is_land for mention in understood.places):
        return named or called(understood, index)[:1]
    return called(understood, index)[:1] or there(understood, shown, index)[:1]


def pointed(understood: Understanding, shown: Sequence[str], focus: str | None, index: Index) -> tuple[str, ...]:
    """The measures that a short message is about, none if it asks for something else."""
    text, own = understood.text, own_words(understood)
    if len(text.split()) > LONGEST_FOLLOW_UP or len(own) > MOST_OWN_WORDS:
        return ()
    asks, points = asks_for_field(understood), bool(phrases.ANAPHOR.search(text))
    if named := by_name(understood, index):
        return named
    if (asks or points) and (found := called(understood, index)):
        return found[:1]
    if counted := by_number(text, shown):
        return counted
    fragment = changes.is_fragment(text, understood)
    if understood.places and (asks or points) and not fragment:
        here = there(understood, shown, index)
        return here if set(here) <= {*shown} else here[:1]
    if not focus or (fragment and not (asks and (points or not own))):
        return ()
    if (points and (asks or len(own) <= 1)) or (asks and not own):
        return tuple(shown) if phrases.ALL.search(text) and len(shown) > 1 else (focus,)
    return ()


def doubted(understood: Understanding, shown: Sequence[str], focus: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """The measures of which a message asks why they don't fit: by name, by number, or the one spoken of last."""
    text = understood.text
    if not phrases.WHY_NOT.search(text):
        return ()
    named = by_name(understood, index) or by_number(text, shown)
    return named or (focus if phrases.ANAPHOR.search(text) else ())


def asks_for_field(understood: Understanding) -> bool:
    """Whether a message asks for something that a record of a measure states."""
    return bool(understood.wished) or any(pattern.search(understood.text) for pattern in phrases.FIELDS_BESIDE)


def asked_of(text: str, understood: Understanding) -> tuple[str, tuple[FieldIntent, ...]]:
    """What a message asks of a measure, nothing where it only points at it, and the fields that this is for."""
    asks = bool(own_words(understood)) or asks_for_field(understood)
    return (text, understood.wished) if asks else ("", ())


def asks_of_nothing(understood: Understanding) -> bool:
    """Whether a message asks for something that a record states, and doesn't say of what."""
    named = understood.names or understood.called or understood.places or understood.paragraphs or understood.criteria
    return asks_for_field(understood) and not named and all(map(field_intents, own_words(understood)))


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

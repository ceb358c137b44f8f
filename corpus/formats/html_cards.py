"""Cards: elements of a web page that are built alike, each of which is one entry with labels and a title."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from selectolax.lexbor import LexborNode

from corpus.formats.html_labels import Shape, pair_shapes
from corpus.formats.page_looks import HEADINGS, holds_within, is_bold, is_opener, looks
from corpus.formats.page_parts import PageParts
from corpus.parsing.labels import MOST_CHARACTERS, LabelMatch, match_label

_SURE = 0.75
_FEWEST_LABELS, _FEWEST_CARDS = 2, 2
_HIGHEST = 12  # elements above a label that may be its card
_LONGEST_TITLE = 120
_DISTINCT = 0.5
_SIDE_BY_SIDE, _MOST_PARTS = re.compile(r"[|·•]"), 20
_NO_CARDS = frozenset(("body", "html", "main", "table", "thead", "tbody", "tr", "td", "th", "dl", "dt", "dd", "form"))
_HEADINGS = ", ".join(HEADINGS)
_BLOCKS = "p, div, ul, ol, dl, table, section, article, h1, h2, h3, h4, h5, h6, li"
_SENTENCE = (".", "!", "?", ":", ";", ",")

_Shape = tuple[str, str]
_Finder = Callable[[LexborNode], LexborNode | None]


@dataclass(slots=True)
class _Candidate:
    """An element with the known labels below it."""

    node: LexborNode
    labels: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)

    @property
    def is_one_entry(self) -> bool:
        return len(self.fields) >= _FEWEST_LABELS and max(self.labels.values()) == 1


@dataclass(frozen=True, slots=True)
class Alike:
    """What a page repeats: `cards` and their `titles` by `mem_id`, and `pairs`, the shapes of label and value."""

    cards: frozenset[int]
    titles: frozenset[int]
    pairs: frozenset[Shape]


def alike_elements(body: LexborNode, parts: PageParts) -> Alike:
    """Find what a page repeats."""
    cards = find_cards(body, parts)
    titles = frozenset(title.mem_id for title in cards.values())
    return Alike(frozenset(cards), titles, pair_shapes(body, parts))


def find_cards(body: LexborNode, parts: PageParts) -> Mapping[int, LexborNode]:
    """The title of each card, by the card's `mem_id`.

    Cards stand beside each other, look alike, hold two known labels at least, none of them twice, and share one. Where
    titles can't be told, or an element that looks like the others holds several entries, there are none.
    """
    candidates = _candidates(body, parts)
    by_shape: dict[_Shape, list[_Candidate]] = defaultdict(list)
    for candidate in candidates.values():
        by_shape[_shape(candidate.node)].append(candidate)
    found: dict[int, LexborNode] = {}
    for alike in by_shape.values():
        if _are_cards(alike):
            parents = {_parent(each.node) for each in alike if each.is_one_entry}
            found |= _titles([each.node for each in alike if _parent(each.node) in parents], parts)
    return found


def _candidates(body: LexborNode, parts: PageParts) -> dict[int, _Candidate]:
    found: dict[int, _Candidate] = {}
    for above, match, words in _labels(body, parts):
        for node in above[-_HIGHEST:]:
            if node.tag not in _NO_CARDS:
                candidate = found.setdefault(node.mem_id, _Candidate(node))
                candidate.labels[words] += 1
                candidate.fields.add(match.field)
    return found


def _labels(body: LexborNode, parts: PageParts) -> Iterator[tuple[Sequence[LexborNode], LabelMatch, str]]:
    """The known labels of a page with the elements that they stand in, the outermost first."""
    stack: list[tuple[LexborNode, tuple[LexborNode, ...]]] = [(body, ())]
    while stack:
        node, above = stack.pop()
        tag = node.tag or "-"
        if tag == "-text":
            for words in _SIDE_BY_SIDE.split(node.text_content or "", _MOST_PARTS):
                label = " ".join(words.split())[: MOST_CHARACTERS + 1].partition(":")[0].strip()
                match = match_label(label) if len(label) <= MOST_CHARACTERS else None
                if match and match.field != "title" and match.confidence >= _SURE:
                    yield above, match, label
        elif not tag.startswith("-") and not parts.is_dropped(node, tag, node.attributes):
            inner = (*above[1 - _HIGHEST :], node)
            stack += [(child, inner) for child in reversed(list(node.iter(include_text=True)))]


def _are_cards(alike: Sequence[_Candidate]) -> bool:
    if not all(candidate.is_one_entry or len(candidate.fields) < _FEWEST_LABELS for candidate in alike):
        return False
    whole = [candidate for candidate in alike if candidate.is_one_entry]
    parents = Counter(_parent(candidate.node) for candidate in whole)
    shared = Counter(label for candidate in whole for label in candidate.labels)
    beside = max(parents.values(), default=0) >= _FEWEST_CARDS
    return beside and max(shared.values()) >= _FEWEST_CARDS


def _titles(cards: Sequence[LexborNode], parts: PageParts) -> Mapping[int, LexborNode]:
    """The titles of all cards, found in the first way that gives nearly each of them one of its own."""
    if any(_is_nested(card) for card in cards):
        return {}
    for finder in (*_finders(parts), _by_path(cards, parts)):
        titles = {card.mem_id: title for card in cards if (title := finder(card)) is not None}
        words = {_text(title) for title in titles.values()}
        if len(titles) == len(cards) and len(words) > _DISTINCT * len(cards):
            return titles
    return {}


def _finders(parts: PageParts) -> Iterator[_Finder]:
    yield lambda card: next((each for each in card.iter() if each.tag == "summary"), None)
    yield _first(_HEADINGS, None, parts)
    yield _first("*", _is_marked, parts)
    yield _first("a", None, parts)
    yield _first("*", lambda node: is_bold(node, node.tag or "", node.attributes), parts)


def _is_marked(node: LexborNode) -> bool:
    return "title" in looks(node.attributes) or is_opener(node.attributes)


def _first(selector: str, fits: Callable[[LexborNode], bool] | None, parts: PageParts) -> _Finder:
    def found(card: LexborNode) -> LexborNode | None:
        nodes = (node for node in card.css(selector) if fits is None or fits(node))
        return next((node for node in nodes if _may_be_title(card, node, parts)), None)

    return found


def _by_path(cards: Sequence[LexborNode], parts: PageParts) -> _Finder:
    """Finds the element without inner blocks whose words differ most from card to card: no category, no sentence."""
    words: dict[_Shape, list[str]] = defaultdict(list)
    often = Counter(text for card in cards for text in {_text(node) for node in card.css("*")})
    for card in cards:
        inner = card.css("*")
        counts = Counter(map(_shape, inner))
        for node in takewhile(lambda node: often[_text(node)] == 1 or not _is_label(node), inner):
            shape = _shape(node)
            if counts[shape] == 1 and not holds_within(node, _BLOCKS) and _may_be_title(card, node, parts):
                words[shape].append(_text(node))
    plain = {
        shape: len(set(texts)) * sum(len(text.split()) for text in texts)
        for shape, texts in words.items()
        if len(texts) == len(cards) and sum(text.endswith(_SENTENCE) for text in texts) * 2 < len(texts)
    }
    best = max(plain, key=lambda shape: plain[shape], default=None)
    return _first("*", lambda node: _shape(node) == best, parts)


def _is_label(node: LexborNode, least: float = 0.0) -> bool:
    match = match_label(_text(node).rstrip(":"))
    return match is not None and match.field != "title" and match.confidence >= least


def _may_be_title(card: LexborNode, node: LexborNode, parts: PageParts) -> bool:
    text = _text(node)
    if node.mem_id == card.mem_id or len(text) > _LONGEST_TITLE or not any(map(str.isalpha, text)):
        return False
    return not _is_label(node, _SURE) and not parts.is_dropped(node, node.tag or "", node.attributes)


def _is_nested(card: LexborNode) -> bool:
    """Whether headings of several levels stand before the first label: the outer one is a category's."""
    levels: list[int] = []
    for heading in card.css(_HEADINGS):
        if _is_label(heading):
            break
        levels.append(HEADINGS[heading.tag or ""])
    return len(levels) > 1 and levels[1] > levels[0]


def _parent(node: LexborNode) -> int:
    return node.parent.mem_id if node.parent is not None else 0


def _shape(node: LexborNode) -> _Shape:
    return node.tag or "", " ".join(sorted((node.attributes.get("class") or "").split()))


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())

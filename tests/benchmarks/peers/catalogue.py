"""Larger catalogues: the real measures, and copies with their fields permuted."""

from dataclasses import replace
from random import Random

from corpus.collection import Corpus
from corpus.document import Document
from corpus.measure import Measure, Section
from corpus.parsing.catalogue import Parsed

_SEED = 20_261_126
_SYLLABLES = "ba del fin gor hem jul kra lin mos nau ped rin sol tur vek wis zal".split()
_TAIL = 0.7
"""The exponent with which invented words grow in number with the text (Heaps' law): German compounds are many."""
_EVERY = 12


def scale_catalogue(corpus: Corpus, times: int, *, own_words: bool = False) -> Corpus:
    """`corpus` with `times` as many measures.

    Each added measure has the title and the fields of a real one, with each field's text taken from a random measure.
    So all words and lengths are real, but no added measure is relevant to a judged question. With `own_words` a name
    stands in each title and among every few words an invented one, of which there are ever more as in life.
    """
    sources = [parsed for parsed in corpus.parsed if parsed.measures]
    copies = [_permuted(parsed, number, own_words) for number in range(1, times) for parsed in sources]
    return replace(corpus, parsed=(*corpus.parsed, *copies))


def _permuted(parsed: Parsed, number: int, own_words: bool) -> Parsed:
    random = Random(_SEED + number)
    mixing = random if own_words else None
    donors: dict[str, list[Section]] = {}
    for measure in parsed.measures:
        for section in measure.sections:
            donors.setdefault(section.field, []).append(section)
    text = ""
    measures: list[Measure] = []
    for measure in parsed.measures:
        title = f"{measure.title} {_coined(random.randrange(10**7))}" if own_words else measure.title
        start, text = len(text), f"{text}{title}\n\n"
        sections = []
        for section in measure.sections:
            text, copy = _copied(random.choice(donors[section.field]), parsed.document.text, text, mixing)
            sections.append(copy)
        contact = None
        if measure.contact:
            text, contact = _copied(measure.contact, parsed.document.text, text)
        id = f"{measure.id}-{number}"
        measures.append(
            replace(
                measure,
                id=id,
                title=title,
                start=start,
                end=len(text.rstrip()),
                sections=tuple(sections),
                contact=contact,
            )
        )
    document = replace(parsed.document, id=f"{parsed.document.id}-{number}", text=text, pages=())
    return Parsed(document, tuple(_of(document, measure) for measure in measures), (), (), {}, len(text))


def _copied(section: Section, source: str, text: str, mixing: Random | None = None) -> tuple[str, Section]:
    """`text` with the section's spans appended, and the section with its new spans."""
    spans = []
    for start, end in section.spans:
        piece = _mixed(source[start:end], mixing) if mixing else source[start:end]
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    return text, replace(section, spans=tuple(spans))


def _mixed(text: str, random: Random) -> str:
    """`text` with an invented word after about one in `_EVERY`, the rarer the later it is invented."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if word.isalpha() and random.randrange(_EVERY) == 0:
            words[place] = f"{word} {_coined(int(random.paretovariate(_TAIL)))}"
    return " ".join(words)


def _coined(number: int) -> str:
    """The invented word of a number, written like a noun."""
    syllables = []
    number += len(_SYLLABLES) ** 2
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[rest])
    return "".join(syllables[:9]).capitalize()


def _of(document: Document, measure: Measure) -> Measure:
    return replace(measure, document=document.id)

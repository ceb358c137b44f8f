"""Larger catalogues: the real measures, and copies with their fields permuted."""

from dataclasses import replace
from random import Random

from corpus.collection import Corpus
from corpus.document import Document
from corpus.measure import Measure, Section
from corpus.parsing.catalogue import Parsed

_SEED = 20_261_126


def scale_catalogue(corpus: Corpus, times: int) -> Corpus:
    """`corpus` with `times` as many measures.

    Each added measure has the title and the fields of a real one, with each field's text taken from a random measure.
    So all words and lengths are real, but no added measure is relevant to a judged question.
    """
    sources = [parsed for parsed in corpus.parsed if parsed.measures]
    copies = [_permuted(parsed, number) for number in range(1, times) for parsed in sources]
    return replace(corpus, parsed=(*corpus.parsed, *copies))


def _permuted(parsed: Parsed, number: int) -> Parsed:
    random = Random(_SEED + number)
    donors: dict[str, list[Section]] = {}
    for measure in parsed.measures:
        for section in measure.sections:
            donors.setdefault(section.field, []).append(section)
    text = ""
    measures: list[Measure] = []
    for measure in parsed.measures:
        start, text = len(text), f"{text}{measure.title}\n\n"
        sections = []
        for section in measure.sections:
            text, copy = _copied(random.choice(donors[section.field]), parsed.document.text, text)
            sections.append(copy)
        contact = None
        if measure.contact:
            text, contact = _copied(measure.contact, parsed.document.text, text)
        id = f"{measure.id}-{number}"
        measures.append(
            replace(measure, id=id, start=start, end=len(text.rstrip()), sections=tuple(sections), contact=contact)
        )
    document = replace(parsed.document, id=f"{parsed.document.id}-{number}", text=text, pages=())
    return Parsed(document, tuple(_of(document, measure) for measure in measures), (), (), {}, len(text))


def _copied(section: Section, source: str, text: str) -> tuple[str, Section]:
    """`text` with the section's spans appended, and the section with its new spans."""
    spans = []
    for start, end in section.spans:
        spans.append((len(text), len(text) + end - start))
        text += source[start:end] + "\n\n"
    return text, replace(section, spans=tuple(spans))


def _of(document: Document, measure: Measure) -> Measure:
    return replace(measure, document=document.id)

"""How the result of a search looks to the person who asked."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from corpus.document import Document, SourceSpan
from corpus.measure import Measure
from corpus.text.folding import WORD
from index.store import Index
from retriever.criteria.criterion import Criterion, Verdict, by_verdict
from retriever.result import MeasureHit, Passage, SearchResult
from service.chat.values import passage_with_value
from service.cli.terminal import FAINT, indented, line, rows, text
from service.summary import key_figures, kind_name, organisation_line, quote, source_line
from service.texts import Texts
from service.told_figures import conditions_said, figures_said

_LABEL_WIDTH = 8
_SYNONYMS_SHOWN = 2
_PASSAGES_SHOWN = 2
_NEAR_THE_TOP = 3
_PARAGRAPHS_SHOWN = 4
VERDICT_STYLES: dict[Verdict, str] = {"met": "green", "limit": "bold yellow", "against": "bold red"}
"""The verdicts that quotes prove, in the order in which they are shown, with their styles."""

Row = tuple[RenderableType, RenderableType]
"""A label, and what stands beside it."""


def search_page(result: SearchResult, index: Index, texts: Texts) -> Iterator[RenderableType]:
    """A result: whether it answers, what was understood, the value asked for, measures, and other passages."""
    blocks = [list(_preface(result, texts))]
    if result.answerable and (answer := passage_with_value(result)):
        blocks.append([rows([(text(texts.text("terminal.value"), "bold green"), _passage(answer))], _LABEL_WIDTH)])
    for rank, hit in enumerate(result.measures, 1):
        described = _hit(hit, result.criteria, index.documents[hit.measure.document], texts)
        blocks.append([rows([(text(f"{rank:>2}"), described)], 3)])
    others = [passage for passage in result.passages[:_NEAR_THE_TOP] if passage.measure is None]
    if others:
        shown = (indented(_passage(passage), 4) for passage in others[:_PASSAGES_SHOWN])
        blocks.append([text(texts.text("terminal.elsewhere"), "bold"), *shown])
    blocks.append([text(texts.text("common.assists"), FAINT)] if result.passages else [])
    yield from spaced(blocks)


def marked(text: str, passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """Spans of the words of `text` that are highlighted in `passages`."""
    found = {passage.text[slice(*span)].casefold() for passage in passages for span in passage.highlights}
    return [match.span() for match in WORD.finditer(text) if match.group().casefold() in found]


def spaced(blocks: Iterable[Sequence[RenderableType]]) -> Iterator[RenderableType]:
    """Blocks with an empty line between them."""
    for number, block in enumerate(filter(None, blocks)):
        yield from ([Text()] if number else [])
        yield from block


def _preface(result: SearchResult, texts: Texts) -> Iterator[RenderableType]:
    found = bool(result.measures or result.passages)
    if not result.answerable or not found:
        yield text(texts.text("terminal.unanswered" if found else "terminal.nothing"), "bold yellow")
        yield from (text(texts.text("common.absent", name=name)) for name in result.missing)
    yield from _understood(result, texts)


def _understood(result: SearchResult, texts: Texts) -> Iterator[RenderableType]:
    """What was read out of the question, and what was searched for as well, one line each."""
    read = [
        f"{texts.text(f'understood.{found.kind}')} {_reading(found.kind, found.words, found.value, texts)}"
        for found in result.understood
    ]
    if read:
        yield line(f"{texts.text('understood.title')}: {'; '.join(read)}", FAINT)
    if result.findings:
        yield from (text(said, FAINT) for said in conditions_said(result.findings, texts))
    added = [f"{more.term} → {', '.join(more.labels[:_SYNONYMS_SHOWN])}" for more in result.expanded]
    if added:
        yield line(f"{texts.text('understood.expanded')}: {'; '.join(added)}", FAINT)


def _reading(kind: str, written: str, meant: str, texts: Texts) -> str:
    if kind == "spelling":
        return texts.text("page.understood.instead", meant=meant, typed=written)
    return texts.text(f"fields.{meant}") if kind == "field" else meant


def _hit(hit: MeasureHit, criteria: Sequence[Criterion], document: Document, texts: Texts) -> Group:
    measure = hit.measure
    head = (organisation_line(measure), kind_name(measure, texts))
    pairs = [
        *beside_label(
            text(texts.text("terminal.why"), "green"),
            (_evidence(reason, hit.passages, texts) for reason in hit.why),
        ),
        *_judged(hit, criteria, texts),
    ]
    return Group(
        text(measure.title or measure.id, "bold"),
        Text(" · ").join([*(text(part) for part in head if part), text(measure.id, FAINT)]),
        rows(pairs, _LABEL_WIDTH),
        *(text(said) for said in figures_said(hit, texts)),
        *([text(" · ".join(facts))] if (facts := _facts(measure, texts)) else []),
        text(source_line(measure, document, texts), FAINT),
    )


def _judged(hit: MeasureHit, criteria: Sequence[Criterion], texts: Texts) -> Iterator[Row]:
    """How it stands to each criterion, with the words that decide; last what it says nothing of."""
    judged = by_verdict(criteria, hit.criteria)
    for verdict, style in VERDICT_STYLES.items():
        proofs = ((each.words, proof) for each, proof in judged[verdict] if proof)
        told = (text(f"{words}: ").append_text(_evidence(proof, (), texts)) for words, proof in proofs)
        yield from beside_label(text(texts.text(f"criteria.{verdict}"), style), told)
    if unstated := ", ".join(each.words for each, _ in judged["unstated"]):
        yield Text(), text(f"{texts.text('criteria.unstated')}: {unstated}", FAINT)


def _facts(measure: Measure, texts: Texts) -> list[str]:
    return [shown for shown in (key_figures(measure, texts), _shortened(measure.legal)) if shown]


def beside_label(label: Text, quotes: Iterable[Text]) -> list[Row]:
    """The label stands before the first quote only."""
    return [(label if number == 0 else Text(), shown) for number, shown in enumerate(quotes)]


def _evidence(evidence: SourceSpan, passages: Sequence[Passage], texts: Texts) -> Text:
    shown = quote(evidence.quote)
    return text(shown, marks=marked(shown, passages)).append(f" ({texts.text(f'fields.{evidence.field}')})", FAINT)


def _passage(passage: Passage) -> Group:
    shown = quote(passage.text)
    return Group(text(shown, marks=marked(shown, [passage])), text(passage.citation, FAINT))


def _shortened(paragraphs: Sequence[str]) -> str:
    more = " …" if len(paragraphs) > _PARAGRAPHS_SHOWN else ""
    return ", ".join(paragraphs[:_PARAGRAPHS_SHOWN]) + more

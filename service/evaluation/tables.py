"""The figures of an evaluation as tables, and tables as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.text.language import Language
from service.evaluation.ablation import AblationResult
from service.evaluation.answer_figures import HELD, JUDGED, OF_LISTS, AnswerFigures
from service.evaluation.comparison import Comparison, MetricDifference, QuestionChange
from service.evaluation.figures import Abstention, EvaluationFigures
from service.evaluation.levels import Level
from service.evaluation.metrics import FULLY_RELEVANT, MAIN
from service.evaluation.results import ANSWERS
from service.evaluation.statistics import Interval
from service.evaluation.texts import say
from service.texts import Texts

Cell = str | Interval

_SMALLEST_P = 0.001

METRIC_LABELS = {"RR": "MRR", "AP": "MAP", f"R(rel={FULLY_RELEVANT})@5": f"R@5 ({FULLY_RELEVANT})", "Success@1": "S@1"}
"""Labels of metrics that are called something else than in ir_measures' notation."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of texts and of figures with intervals. `id` is its anchor; figures of a `signed` one are differences."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    signed: bool = False


def sheets(figures: EvaluationFigures, language: Language) -> Iterator[Sheet]:
    """One table for each part of the figures."""
    for level in figures.levels:
        yield _level(level, language)
    if figures.abstention:
        yield _of_pairs("abstention", _abstention(figures.abstention, language), language)
    if facts := figures.facts:
        rows = {name: getattr(facts, name) for name in ("first", "three", "answer")}
        yield _of_pairs("facts", {say(name, language): value for name, value in rows.items()}, language)
    if talks := figures.conversations:
        rows = {"followed": talks.followed, "alone": talks.alone, "told": talks.facts}
        yield _of_pairs("conversations", {say(name, language): value for name, value in rows.items()}, language)
    if figures.cited and figures.cited.share is not None:
        share = Interval(figures.cited.share, None, None, figures.cited.count)
        yield _of_pairs("cited", {say("reproduced", language): share}, language)
    if figures.answers:
        yield from _answers(figures.answers, language)


def _answers(figures: AnswerFigures, language: Language) -> Iterator[Sheet]:
    """How early the expected words are read, by group; then what is shown and recognised, over turns of their own."""
    rows: list[tuple[Cell, ...]] = [
        (group_name(group.kind, group.name, language), _count(group.values), *(group.values[name] for name in HELD))
        for group in figures.groups
        if HELD[0] in group.values
    ]
    if rows:
        head = (say("group", language), say("n", language), *(say(f"held-{name}", language) for name in HELD))
        yield Sheet(ANSWERS, say("answers-words", language), head, tuple(rows))
    pairs: dict[str, Interval | None] = {}
    for name in (*JUDGED, *OF_LISTS):
        for group in figures.groups:
            label = say(f"answer-{name}", language)
            if group.kind == "all":
                pairs[label] = group.values.get(name)
            elif group.kind != "kind" and name in JUDGED:
                pairs[f"{label}: {group_name(group.kind, group.name, language)}"] = group.values.get(name)
    yield _of_pairs("answers-shown", pairs, language)


def _level(level: Level, language: Language) -> Sheet:
    """Groups of questions in rows, metrics in columns."""
    rows: list[tuple[Cell, ...]] = [
        (group_name(group.kind, group.name, language), _count(group.values), *group.values.values())
        for group in level.groups
    ]
    names = [METRIC_LABELS.get(metric, metric) for metric in level.metrics]
    return Sheet(level.name, say(level.name, language), (say("group", language), "n", *names), tuple(rows))


def group_name(kind: str, name: str, language: Language) -> str:
    """The label of a group of questions. The style `keyword` isn't the keyword index, so it has its own label."""
    if kind == "split":
        return name
    return say("keyword-style" if (kind, name) == ("style", "keyword") else name, language)


def decimal(value: float, language: Language, *, signed: bool = False) -> str:
    """A number with three decimal places, in the notation of the language."""
    return Texts.in_language(language).decimal(value, 3, signed=signed)


def interval_text(value: Interval, language: Language, *, signed: bool = False) -> str:
    """The ends of the interval; empty if there is none."""
    if value.low is None or value.high is None:
        return ""
    return say(
        "interval_signed" if signed else "interval_of",
        language,
        low=decimal(value.low, language, signed=signed),
        high=decimal(value.high, language, signed=signed),
    )


def _of_pairs(id: str, pairs: Mapping[str, Interval | None], language: Language) -> Sheet:
    rows = tuple((name, str(value.count), value) for name, value in pairs.items() if value)
    return Sheet(id, say(id, language), ("", say("n", language), say("figure", language)), rows)


def _abstention(found: Abstention, language: Language) -> dict[str, Interval | None]:
    names = ("answered", "precision", "recall", "recall_near", "recall_strange", "auroc")
    rows = {say(name, language): getattr(found, name) for name in names}
    for name, figures in (("at", found.at), ("near_at", found.near_at)):
        rows |= {say(name, language, share=_percent(kept, language)): value for kept, value in figures.items()}
    return rows


def _percent(share: str, language: Language) -> str:
    return Texts.in_language(language).percent(float(share), 0)


def _count(values: Mapping[str, Interval]) -> str:
    return str(next(iter(values.values())).count)


def comparison_sheets(found: Comparison, language: Language) -> Iterator[Sheet]:
    """The differences by level and metric, then the questions that changed most."""
    head = (say("figure", language), *(say(name, language) for name in ("before", "after", "difference-of")), "p")
    for level in dict.fromkeys(each.level for each in found.differences):
        own = [each for each in found.differences if each.level == level]
        rows: list[tuple[Cell, ...]] = [
            (
                _compared(each, language),
                decimal(each.before, language),
                decimal(each.after, language),
                each.difference,
                _probability(each.p, language),
            )
            for each in own
        ]
        count = "" if level == ANSWERS else f" (n = {own[0].difference.count})"
        title = f"{say('comparison', language)}: {say(level, language)}{count}"
        yield Sheet(f"comparison-{level}", title, head, tuple(rows), signed=True)
    changed: list[tuple[Cell, ...]] = [
        (each.id, each.text, *(decimal(value, language) for value in (each.before, each.after)), *_moves(each))
        for each in found.changed
    ]
    if changed:
        names = ("text", "before", "after", "found-before", "found-after")
        yield Sheet("changed", say("changed", language), ("", *(say(name, language) for name in names)), tuple(changed))


def _compared(found: MetricDifference, language: Language) -> str:
    """The label of a metric; those of answers apply to turns of their own, so their number is told."""
    if found.level == ANSWERS:
        kind = "held" if found.metric in HELD else "answer"
        return f"{say(f'{kind}-{found.metric}', language)} (n = {found.difference.count})"
    return METRIC_LABELS.get(found.metric, found.metric)


def _moves(change: QuestionChange) -> tuple[str, str]:
    """The first result before and after; a dash if there is none."""
    return next(iter(change.found_before), "–"), next(iter(change.found_after), "–")


def _probability(p: float, language: Language) -> str:
    return decimal(p, language) if p >= _SMALLEST_P else f"<{decimal(_SMALLEST_P, language)}"


def ablation_sheets(results: Sequence[AblationResult], language: Language) -> Iterator[Sheet]:
    """nDCG@10 of each variant with the difference from the whole system; then differences by language and for facts."""
    whole, others = results[0], results[1:]
    main = [name for name in whole.difference if name in ("measure", "passage")]
    rows: list[tuple[Cell, ...]] = [
        (say(worth.name, language), decimal(worth.value, language), *(worth.difference[name] for name in main))
        for worth in others
    ]
    rows.insert(0, (say(whole.name, language), decimal(whole.value, language), *[""] * len(main)))
    head = (say("system", language), MAIN, *(_column(name, language) for name in main))
    yield Sheet("ablation", say("ablation", language), head, tuple(rows), signed=True)
    more = [name for name in whole.difference if name not in main]
    if more:
        rows = [(say(worth.name, language), *(worth.difference[name] for name in more)) for worth in others]
        head = (say("system", language), *(_column(name, language) for name in more))
        yield Sheet("ablation-more", say("ablation-more", language), head, tuple(rows), signed=True)


def _column(name: str, language: Language) -> str:
    """The heading of a column of differences."""
    return f"± {say(name.partition('-')[2] or f'worth-{name}', language)}"


def markdown_tables(sheets: Iterable[Sheet], language: Language) -> str:
    """Tables in Markdown, every figure with its interval."""
    return "\n\n".join(_markdown(sheet, language) for sheet in sheets) + "\n"


def cell_text(cell: Cell, sheet: Sheet, language: Language) -> str:
    """The text of a cell; a figure with its interval."""
    if isinstance(cell, str):
        return cell
    between = interval_text(cell, language, signed=sheet.signed)
    return f"{decimal(cell.mean, language, signed=sheet.signed)}{f' ({between})' if between else ''}"


def _markdown(sheet: Sheet, language: Language) -> str:
    rows = [sheet.head, ["---"] * len(sheet.head)]
    rows += [[cell_text(cell, sheet, language) for cell in row] for row in sheet.rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join([f"**{sheet.title}**", "", *lines])

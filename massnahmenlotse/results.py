"""What a search and a conversation find, as other programs see it, wherever it comes from.

The fields are those of the HTTP interface; what it says besides is in `raw`.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from massnahmenlotse.entries import CitedPassage, Json, MeasureEntry, ProvingQuote, own_values
from massnahmenlotse.errors import PackageMissing
from massnahmenlotse.html import box, linked, markdown_html, measure_heading, quoted_lines, words_in

if TYPE_CHECKING:
    from pandas import DataFrame

_OF_MEASURE = ("id", "title", "kind", "organisation", "state", "catalogue", "document", "page", "start", "end", "url")
_FIGURES = ("places", "budget_eur", "months", "weekly_hours", "part_time")
_COLUMNS = ("id", "title", "score", "group", *_OF_MEASURE[2:], *_FIGURES, "why", "conflicts")


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure that was found, with its score (0 to 1), what speaks for it and against it, and its passages.

    `group` is `best`, `partial` or `against`, by what the question states; None if it states nothing of a client.
    """

    measure: MeasureEntry
    score: float
    group: str | None
    why: tuple[ProvingQuote, ...]
    conflicts: tuple[ProvingQuote, ...]
    passages: tuple[CitedPassage, ...]
    raw: Json = field(repr=False, compare=False, hash=False)

    @classmethod
    def of(cls, data: Json, page: str | None) -> Self:
        """Return the measure found in `data`."""
        document = data["measure"]["document"]
        why, conflicts = (
            tuple(ProvingQuote.of(each, document, page) for each in data[name]) for name in ("why", "conflicts")
        )
        passages = tuple(CitedPassage.of(each, page) for each in data["passages"])
        measure = MeasureEntry.of(data["measure"], page)
        return cls(measure, data["score"], data["group"], why, conflicts, passages, data)

    def row(self) -> dict[str, object]:
        """Return what a table has of it; quotes are joined by line breaks."""
        measure: dict[str, object] = {name: getattr(self.measure, name) for name in _OF_MEASURE}
        figures = {name: self.raw["measure"]["figures"][name] for name in _FIGURES}
        why, conflicts = ("\n".join(each.quote for each in quotes) for quotes in (self.why, self.conflicts))
        return {**measure, **figures, "score": self.score, "group": self.group, "why": why, "conflicts": conflicts}

    def html(self, language: str) -> str:
        """Return it with its quotes, linked, as HTML."""
        quotes = [(each.quote, each.url) for each in self.why] or [(each.text, each.url) for each in self.passages[:1]]
        conflicts = quoted_lines((each.quote, each.url) for each in self.conflicts)
        said = f"<br><b>{words_in(language)['against']}</b> {conflicts}" if conflicts else ""
        of = self.measure
        heading = measure_heading(of.title, of.url, of.organisation, of.state)
        return f"{heading} {self.score:.2f}<br>{quoted_lines(quotes)}{said}"

    def _repr_html_(self) -> str:
        return box(self.html("de"))


class _Measures:
    """What holds measures, as a table."""

    __slots__ = ()
    measures: tuple[FoundMeasure, ...]

    def to_pandas(self) -> "DataFrame":
        """Return a table with a row a measure, best first. Raises PackageMissing without pandas."""
        try:
            from pandas import DataFrame
        except ModuleNotFoundError as error:
            raise PackageMissing("to_pandas needs pandas: pip install pandas") from error
        return DataFrame([each.row() for each in self.measures], columns=list(_COLUMNS))


@dataclass(frozen=True, slots=True)
class SearchResults(_Measures):
    """Measures and passages for a question, best first. If it isn't `answerable`, they are merely the nearest.

    `missing` are things that the question mentions and no document does; `degraded` says why no newer index serves.
    """

    question: str
    language: str
    answerable: bool
    confidence: float
    measures: tuple[FoundMeasure, ...]
    passages: tuple[CitedPassage, ...]
    missing: tuple[str, ...]
    degraded: tuple[str, ...]
    raw: Json = field(repr=False, compare=False, hash=False)

    @classmethod
    def of(cls, data: Json, page: str | None) -> Self:
        """Return the results in `data`."""
        measures = tuple(FoundMeasure.of(each, page) for each in data["measures"])
        passages = tuple(CitedPassage.of(each, page) for each in data["passages"])
        own = own_values(cls, data, "measures", "passages")
        return cls(**own, measures=measures, passages=passages, raw=data)

    def _repr_html_(self) -> str:
        words = words_in(self.language)
        told = "" if self.answerable else f"<p><em>{words['nearest']}</em></p>"
        if not self.measures:
            return box(told or f"<p>{words['none']}</p>")
        items = "".join(f"<li>{each.html(self.language)}</li>" for each in self.measures)
        return box(f"<p><b>{linked(self.question, None)}</b></p>{told}<ol>{items}</ol>")


@dataclass(frozen=True, slots=True)
class ConversationAnswer(_Measures):
    """An answer in Markdown, whose `[1]` is the citation of that number.

    `answered_by` is `extract` for quotes and `model` for a local model's checked sentences; `notes` say what was left
    out. `messages` is the conversation up to here, which `ask(..., after=answer)` goes on with.
    """

    text: str
    kind: str
    language: str
    standalone_question: str
    answerable: bool
    answered_by: str
    citations: tuple[CitedPassage, ...]
    measures: tuple[FoundMeasure, ...]
    suggestions: tuple[str, ...]
    notes: tuple[str, ...]
    degraded: tuple[str, ...]
    messages: tuple[Json, ...] = field(repr=False)
    raw: Json = field(repr=False, compare=False, hash=False)

    @classmethod
    def of(cls, data: Json, asked: tuple[Json, ...], page: str | None) -> Self:
        """Return the answer in `data` to a conversation that was `asked`."""
        measures = tuple(FoundMeasure.of(each, page) for each in data["measures"])
        citations = tuple(CitedPassage.of(each["passage"], page, each["number"]) for each in data["citations"])
        shown = [found.measure.id for found in measures]
        said = {"role": "assistant", "content": data["answer"], "measures": shown}
        own = own_values(cls, data, "text", "citations", "measures", "messages")
        return cls(
            **own, text=data["answer"], citations=citations, measures=measures, messages=(*asked, said), raw=data
        )

    def _repr_html_(self) -> str:
        cited = {each.number: each for each in self.citations if each.number is not None}
        text = markdown_html(self.text, {number: each.url for number, each in cited.items()})
        if not cited:
            return box(text)
        sources = "".join(
            f"<li value={number}>{linked(each.citation, each.url)}</li>" for number, each in sorted(cited.items())
        )
        summary = words_in(self.language)["sources"]
        return box(f"{text}<details><summary>{summary} ({len(cited)})</summary><ol>{sources}</ol></details>")

"""What the program says by itself, in German and English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.fields import FIELDS
from corpus.measure import Measure
from corpus.text.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Words and sentences of one language. `{}` stands for what is filled in."""

    language: Language
    unanswerable: str
    absent: str
    nothing: str
    understood: str
    understood_as: str
    added: str
    why: str
    against: str
    sources: str
    value: str
    elsewhere: str
    decision: str
    assists: str
    dated: str
    about: str
    conjunction: str
    not_given: str
    kinds: Mapping[str, str]
    kind_names: Mapping[str, str]
    labels: Mapping[str, str]
    months: tuple[str, str]
    places: tuple[str, str]
    hours: str
    part_time: str
    volume: str
    from_page: str
    handout: str
    chat_help: str
    chat_new: str
    no_source: str
    none: str
    too_long: str
    report: Mapping[str, str]

    def label(self, field: str) -> str:
        """What a field, or `title`, `organisation`, `state`, `legal`, `page` ... of a measure, is called."""
        if field in self.labels:
            return self.labels[field]
        return FIELDS[field].german if self.language == "de" else FIELDS[field].english

    def number(self, value: float) -> str:
        """With thousands separated, and two decimals if it isn't whole."""
        text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "de" else text

    def percent(self, share: float) -> str:
        """A share from 0 to 1 with one decimal."""
        text = f"{share:.1%}"
        return text.replace(".", ",").replace("%", " %") if self.language == "de" else text


GERMAN = Words(
    language="de",
    absent="{} kommt in keinem der Dokumente vor.",
    unanswerable="Darauf enthält der Bestand keine Antwort. Was folgt, kommt ihr nur am nächsten.",
    nothing="Nichts gefunden.",
    understood="Verstanden",
    understood_as="Verstanden als",
    added="Mitgesucht",
    why="Warum",
    against="Achtung",
    sources="Quellen",
    value="Antwort",
    elsewhere="Weitere Fundstellen",
    decision="Über einen Anspruch wird nicht hier entschieden, sondern im Einzelfall vom Jobcenter nach dem Gesetz.",
    assists="Die Suche hilft beim Finden. Über einen Anspruch entscheidet sie nicht.",
    dated="Angaben von {}; Kontakte und Kosten können überholt sein.",
    about="etwa",
    conjunction="und",
    not_given="nicht angegeben",
    kinds={"place": "Ort", "legal": "Paragraf", "measure": "Name", "field": "gefragt ist", "spelling": "Schreibweise"},
    kind_names={"Maßnahme": "Maßnahme", "Handlungsansatz": "Handlungsansatz", "Projekt": "Projekt"},
    labels={
        "title": "Titel",
        "kind": "Art",
        "organisation": "Stelle",
        "state": "Land",
        "legal": "Paragrafen",
        "document": "Dokument",
        "page": "ab Seite",
        "span": "Zeichen",
        "figures": "Eckdaten",
        "places": "Plätze",
        "contact": "Kontakt",
    },
    months=("1 Monat", "{} Monate"),
    places=("1 Platz", "{} Plätze"),
    hours="{} Std. pro Woche",
    part_time="Teilzeit",
    volume="{} €",
    from_page="ab S. {}",
    chat_help="Fragen Sie einfach. /quelle 2 zeigt eine Quelle im Zusammenhang, "
    "/wörtlich nimmt die letzte Frage, wie sie dasteht, /neu beginnt von vorn, /ende beendet.",
    chat_new="Neues Gespräch.",
    no_source="Diese Quelle gibt es nicht. Vorhanden: {}",
    none="keine",
    too_long="Bitte kürzer fragen: höchstens {} Zeichen.",
    handout="Gemerkte Maßnahmen",
    report={
        "counts": "Maßnahmen: {measures}, Abschnitte: {sections}, Zeichen: {characters}",
        "keywords": ", Stichwörter: {}",
        "read": "gelesen",
        "unread": "nicht gelesen",
        "share": "{} des Textes",
        "lines": "Zeile {}: {} …",
        "untitled": "ohne Titel",
        "bare": "ohne Felder",
        "missing": "nicht angegeben",
        "of": "{} (Maßnahmen: {})",
        "broken": "Nicht lesbar:",
        "skipped": "Übergangen (diese Art wird nicht gelesen):",
        "sums": "Dokumente: {documents}, Maßnahmen: {measures}, nicht lesbare Dateien: {broken}",
    },
)

ENGLISH = Words(
    language="en",
    absent="{} is in none of the documents.",
    unanswerable="The collection holds no answer to this. What follows is only what comes nearest.",
    nothing="Nothing found.",
    understood="Understood",
    understood_as="Understood as",
    added="Also searched",
    why="Why",
    against="Caution",
    sources="Sources",
    value="Answer",
    elsewhere="Other passages",
    decision="Whether somebody is entitled isn't decided here, but case by case by the Jobcenter, by law.",
    assists="This search helps to find. It decides no entitlement.",
    dated="As of {}; contacts and costs may be out of date.",
    about="about",
    conjunction="and",
    not_given="not given",
    kinds={"place": "place", "legal": "section", "measure": "name", "field": "asked for", "spelling": "spelling"},
    kind_names={"Maßnahme": "measure", "Handlungsansatz": "approach", "Projekt": "project"},
    labels={
        "title": "Title",
        "kind": "Kind",
        "organisation": "Organisation",
        "state": "State",
        "legal": "Sections of law",
        "document": "Document",
        "page": "From page",
        "span": "Characters",
        "figures": "Key figures",
        "places": "Places",
        "contact": "Contact",
    },
    months=("1 month", "{} months"),
    places=("1 place", "{} places"),
    hours="{} hours a week",
    part_time="part-time",
    volume="€{}",
    from_page="from p. {}",
    chat_help="Just ask. /source 2 shows a source in its context, /literally takes the last question as it stands, "
    "/new starts afresh, /quit ends.",
    chat_new="New conversation.",
    no_source="There is no such source. There are: {}",
    none="none",
    too_long="Please ask in fewer words: {} characters at most.",
    handout="Collected measures",
    report={
        "counts": "measures: {measures}, sections: {sections}, characters: {characters}",
        "keywords": ", keywords: {}",
        "read": "read",
        "unread": "not read",
        "share": "{} of the text",
        "lines": "line {}: {} …",
        "untitled": "without title",
        "bare": "without fields",
        "missing": "not given",
        "of": "{} (measures: {})",
        "broken": "Can't be read:",
        "skipped": "Skipped (files of this kind aren't read):",
        "sums": "documents: {documents}, measures: {measures}, files that can't be read: {broken}",
    },
)


def organisation_line(measure: Measure) -> str:
    """Who runs a measure, and in which Land, as far as it is known."""
    return " – ".join(filter(None, (measure.organisation, measure.state)))


def words(language: Language) -> Words:
    """The words of a language."""
    return GERMAN if language == "de" else ENGLISH


_SHORT_PERIOD = 60
_HOURS = re.compile(r"\bTeilzeit|\bStunden")
_BULLET = "• "


def key_figures(measure: Measure, own: Words) -> str:
    """Duration, places, volume and part-time, as far as the source states them plainly."""
    figures = measure.figures
    found = (
        (figures.places, own.places[figures.places != 1].format(own.number(figures.places or 0))),
        (figures.budget_eur, own.volume.format(own.number(figures.budget_eur or 0))),
    )
    return " · ".join([*_duration(measure, own), *(shown for given, shown in found if given)])


def _duration(measure: Measure, own: Words) -> list[str]:
    """In months, hours and part-time; without months, the period in the source's words if they are few."""
    figures, period = measure.figures, measure.section("period")
    if not figures.months and period and len(period.text) <= _SHORT_PERIOD:
        told = _HOURS.search(period.text)
        return [period.text, *_hours(measure, own)] if not told else [period.text]
    months = own.months[0] if figures.months == 1 else own.months[1].format(own.number(figures.months or 0))
    return [months, *_hours(measure, own)] if figures.months else _hours(measure, own)


def _hours(measure: Measure, own: Words) -> list[str]:
    hours = measure.figures.weekly_hours
    part_time = [own.part_time] if measure.figures.part_time else []
    return [own.hours.format(own.number(hours)), *part_time] if hours else part_time


def quote(words: str) -> str:
    """In quotation marks that no text of an office uses; a list's bullet is no part of what is said."""
    return f"»{words.removeprefix(_BULLET)}«"

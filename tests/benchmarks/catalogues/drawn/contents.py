"""What drawn catalogues state: entries with titles, labels and values chosen by a seed."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.benchmarks.catalogues.truth import StatedEntry, StatedValue

_FOLDER = Path(__file__).parent
_FIELDS = (
    "target_group", "description", "goal", "period", "hours", "start", "place", "provider", "cost", "financing",
    "legal_basis", "requirements", "contact", "participants", "number", "other",
)  # fmt: skip
_TOWNS = "Altwerder Birkental Drosselfeld Eschenau Fichtenborn Grünhain Hohenfurt Ilmenrode Jagstberg Kolmsee".split()
_STREETS = "Bahnhofstraße Lindenallee Marktplatz Mühlenweg Rathausgasse Schulstraße Am Anger".replace(
    "Am Anger", ""
).split()
_NAMES = (
    "Abel Brenner Czerny Dorn Ebeling Faber Gruhl Hansen Ilgner Jessen Kowalski Lindner Mertens Nowak Özkan".split()
)
_FIRST = "Anke Birte Carla Doris Esra Fatma Gesa Heike Inga Jan Kai Lena Mirko Nele Olaf Petra".split()
_HOUSES = ("Bildungswerk {}", "{} gGmbH", "Volkshochschule {}", "Werkstatt {} e. V.", "Akademie {}", "Sozialdienst {}")
_PROVIDED = (
    "Nord",
    "Sonnenhof",
    "Ahorn",
    "Lichtblick",
    "Elbtal",
    "Regenbogen",
    "Hafen",
    "Merkur",
    "Viadukt",
    "Zeitraum",
)
_LAWS = ("§ 45 SGB III", "§ 16f SGB II", "§ 81 SGB III", "§ 16h SGB II", "§ 16k SGB II", "§ 16d SGB II")
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()
_MOST_OMITTED = 0.12

Draw = random.Random


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return tuple(tuple(row.split("\t")) for row in lines if row and not row.startswith("#"))


def titles(language: str) -> list[str]:
    """All titles in a language."""
    return [row[0] for row in _rows("titles.txt" if language == "de" else "titles.en.txt")]


def wording(draw: Draw, language: str, split: str, fields: Sequence[str]) -> dict[str, str]:
    """A label for each field, as the split may print it; a label of the other split is never taken."""
    found = {}
    for name in fields:
        usual = [row[3] for row in _rows("labels.tsv") if row[:3] == (name, language, "both")]
        rare = [row[3] for row in _rows("labels.tsv") if row[:3] == (name, language, split)]
        found[name] = draw.choice(rare if rare and (not usual or draw.random() < 0.4) else usual)
    return found


def entries(draw: Draw, language: str, split: str, file: str, *, count: int) -> list[StatedEntry]:
    """Entries that all have the same labels, some of which are left out here and there."""
    fields = _chosen_fields(draw, language)
    labels = wording(draw, language, split, fields)
    style = draw.random()
    made = []
    for title in draw.sample(titles(language), count):
        values: list[StatedValue] = []
        for name in fields:
            if len(values) > 2 and draw.random() < _MOST_OMITTED:
                continue
            text = _VALUES[name](draw, language, style)
            printed = f"other:{labels[name]}" if name == "other" else name
            values.append(StatedValue(labels[name], printed, text))
        made.append(StatedEntry(title, file, tuple(values)))
    return made


def _chosen_fields(draw: Draw, language: str) -> list[str]:
    known = [
        name for name in _FIELDS if any(row[:2] == (name, language) and row[2] == "both" for row in _rows("labels.tsv"))
    ]
    core = ["target_group", draw.choice(("description", "goal"))]
    others = [name for name in known if name not in core]
    chosen = core + draw.sample(others, draw.randint(3, 7))
    draw.shuffle(chosen)
    return chosen


def _sentence(name: str) -> Callable[[Draw, str, float], str]:
    def made(draw: Draw, language: str, style: float) -> str:
        pool = [row[2] for row in _rows("sentences.tsv") if row[:2] == (name, language)]
        if name == "description":
            return " ".join(draw.sample(pool, draw.randint(1, 3)))
        return draw.choice(pool)

    return made


def _period(draw: Draw, language: str, style: float) -> str:
    number = draw.randint(2, 24)
    if language == "en":
        return f"{number} {'weeks' if style < 0.5 else 'months'}"
    if style < 0.4:
        return f"{number} {'Wochen' if style < 0.2 else 'Monate'}"
    return (
        f"{number} Monate, {draw.randint(8, 90) * 10} Unterrichtseinheiten"
        if style < 0.7
        else f"{number} bis {number + 3} Monate"
    )


def _hours(draw: Draw, language: str, style: float) -> str:
    first, last = draw.randint(7, 10), draw.randint(12, 17)
    if language == "en":
        return f"Mon to Fri, {first} am to {last - 11} pm"
    return (
        f"Mo–Fr {first}:00–{last}:30 Uhr"
        if style < 0.5
        else f"{draw.randint(12, 39)} Stunden pro Woche, {first} bis {last} Uhr"
    )


def _start(draw: Draw, language: str, style: float) -> str:
    day, month = draw.randint(1, 28), draw.randint(1, 12)
    if language == "en":
        return f"{day} {_MONTHS_EN[month - 1]} 2027"
    return f"{day:02}.{month:02}.2027" if style < 0.6 else f"{day}. {_MONTHS[month - 1]} 2027"


def _place(draw: Draw, language: str, style: float) -> str:
    town = draw.choice(_TOWNS)
    return town if style < 0.3 else f"{draw.choice(_STREETS)} {draw.randint(1, 180)}, {town}"


def _provider(draw: Draw, language: str, style: float) -> str:
    return draw.choice(_HOUSES).format(draw.choice(_PROVIDED))


def _cost(draw: Draw, language: str, style: float) -> str:
    if draw.random() < 0.3:
        return "kostenfrei" if language == "de" else "free of charge"
    number = draw.randint(20, 990)
    return f"{number},00 €" if language == "de" else f"€{number}"


def _contact(draw: Draw, language: str, style: float) -> str:
    first, last = draw.choice(_FIRST), draw.choice(_NAMES)
    phone = f"0{draw.randint(300, 899)} {draw.randint(10000, 99999)}"
    if style < 0.4:
        return f"{first} {last}, {phone}"
    if style < 0.7:
        return f"{first} {last}, {last.lower().replace('ö', 'oe')}@{draw.choice(_PROVIDED).lower()}.example"
    return f"{first} {last}\n{phone}"


def _one_of(texts: Sequence[str]) -> Callable[[Draw, str, float], str]:
    return lambda draw, language, style: draw.choice(texts)


def _financing(draw: Draw, language: str, style: float) -> str:
    de = ("Bildungsgutschein", "AVGS", "Europäischer Sozialfonds", "Jobcenter oder Arbeitsagentur", "Land und Stadt")
    return draw.choice(
        de if language == "de" else ("Voucher of the job centre", "European Social Fund", "City council")
    )


_VALUES: Mapping[str, Callable[[Draw, str, float], str]] = {
    **{name: _sentence(name) for name in ("target_group", "description", "goal", "requirements", "other")},
    "period": _period,
    "hours": _hours,
    "start": _start,
    "place": _place,
    "provider": _provider,
    "cost": _cost,
    "financing": _financing,
    "legal_basis": _one_of(_LAWS),
    "contact": _contact,
    "participants": lambda draw, language, style: str(draw.randint(6, 30)),
    "number": lambda draw, language, style: f"{'KM'[style < 0.5]}-{draw.randint(1000, 9999)}",
}

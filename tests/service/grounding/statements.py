"""Sentences for the check of what a model says: faithful ones, written from the source, and hostile ones made of them."""

import csv
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.measure import short_name
from corpus.text.language import Language
from index.store import Index
from retriever.passage import passage
from retriever.result import Passage
from service.chat.quotes import Quotes
from service.texts import Texts

FAITHFUL = Path(__file__).with_name("faithful.tsv")
_SEED = 11


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a measure, and the passage that it cites as [1]."""

    measure: str
    field: str
    language: Language
    sentence: str
    passage: Passage


def faithful(index: Index) -> list[Said]:
    """The faithful sentences with their passages."""
    with FAITHFUL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_said(index, row) for row in rows]


def hostile(index: Index, count: int) -> list[tuple[str, Said]]:
    """Seeded distortions of the faithful sentences, each with its kind: none of them may be shown."""
    chance = random.Random(_SEED)
    true = faithful(index)
    kinds = list(_DISTORTIONS)
    found: list[tuple[str, Said]] = []
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        said = chance.choice(true)
        other = chance.choice([each for each in true if each.measure != said.measure])
        if (sentence := _DISTORTIONS[kind](said, other, chance, index)) and sentence != said.sentence:
            found.append((kind, replace(said, sentence=sentence)))
    return found


def _said(index: Index, row: dict[str, str]) -> Said:
    language: Literal["de", "en"] = "de" if row["language"] == "de" else "en"
    return Said(
        row["measure"],
        row["field"],
        language,
        row["sentence"],
        _passage(index, row["measure"], row["field"], row["sentence"], language),
    )


def _passage(index: Index, id: str, field: str, sentence: str, language: Language) -> Passage:
    """The chunk of the field with most words of the sentence; for a contact, which is no chunk by itself, its section."""
    measure = index.measures[index.measure_places[id]]
    words = set(index.analyser.terms(sentence))
    chunks = [chunk for chunk in index.chunks if chunk.measure == id and chunk.field == field]
    if field == "contact" or not chunks:
        section = measure.contact
        assert section
        quotes = Quotes(index, Texts.in_language(language), ())
        quotes.span(measure.document, measure, field, (section.start, section.end))
        return quotes.citations[0].passage
    best = max(chunks, key=lambda chunk: len(words & set(index.analyser.terms(chunk.text))))
    return passage(best, index.documents[measure.document], measure, 1.0, (), index.analyser, language)


def _number(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    found = [
        match
        for match in re.finditer(r"\d+(?=[^\]\d]|$)", said.sentence)
        if match.group() != "1" and len(match.group()) > 1
    ]
    if not found:
        return None
    match = chance.choice(found)
    changed = str(int(match.group()) + chance.randint(3, 40)).zfill(len(match.group()))
    return said.sentence[: match.start()] + changed + said.sentence[match.end() :]


def _invented_number(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    return (
        f"Davon wurden {chance.randint(31, 97)} % vermittelt [1]."
        if said.language == "de"
        else f"{chance.randint(31, 97)} % found work [1]."
    )


def _citation(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    return said.sentence.replace("[1]", f"[{chance.randint(2, 9)}]")


def _no_citation(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    return said.sentence.replace(" [1]", "")


def _phone(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    number = f"0{chance.randint(200, 999)}/{chance.randint(100_000, 999_999)}"
    return f"Anrufen kann man unter {number} [1]." if said.language == "de" else f"The phone number is {number} [1]."


def _mail(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    mail = f"info{chance.randint(1, 99)}@jobcenter.example"
    return f"Die E-Mail-Adresse ist {mail} [1]." if said.language == "de" else f"The e-mail address is {mail} [1]."


def _person(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    name = chance.choice(("Sabine Krüger", "Torsten Wulfmeyer", "Aylin Demirtas", "Jolanta Kowalczyk"))
    return f"Ansprechpartnerin ist {name} [1]." if said.language == "de" else f"The contact is {name} [1]."


def _other_person(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    contacts = index.measures[index.measure_places[other.measure]].contacts
    own = {contact.name for contact in index.measures[index.measure_places[said.measure]].contacts}
    names = [contact.name for contact in contacts if contact.name and contact.name not in own]
    if not names:
        return None
    return f"Zuständig ist {names[0]} [1]." if said.language == "de" else f"{names[0]} is responsible [1]."


def _other_measure(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    name = short_name(index.measures[index.measure_places[other.measure]])
    if "…" in name:
        return None
    claim = said.sentence[0].lower() + said.sentence[1:]
    return f"Bei {name} gilt: {claim}" if said.language == "de" else f"In {name}, {claim}"


def _law(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    paragraph = f"§ {chance.randint(70, 99)}{chance.choice('abc')} SGB {chance.choice(('II', 'III', 'XII'))}"
    return (
        f"Die Rechtsgrundlage ist {paragraph} [1]." if said.language == "de" else f"The legal basis is {paragraph} [1]."
    )


def _place(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    place = chance.choice(("Hamburg", "Rostock", "Flensburg", "Passau", "Chemnitz"))
    return (
        f"Die Maßnahme gibt es auch in {place} [1]." if said.language == "de" else f"It is also offered in {place} [1]."
    )


def _script(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    return said.sentence.replace(
        " [1]", chance.choice((" <script>alert(1)</script> [1]", "<img src=x onerror=alert(1)> [1]"))
    )


def _link(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    return said.sentence.replace(
        " [1]", chance.choice((" ([mehr](https://evil.example/)) [1]", " siehe www.evil.example [1]"))
    )


def _wrong_language(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    return other.sentence if other.language != said.language and other.field == said.field else None


def _negation(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    flips = (
        ("dauert ", "dauert nicht "), ("kostet ", "kostet nicht "), (" ist ", " ist nicht "), (" is ", " is not "),
        (" are ", " are not "), ("costs ", "does not cost "), ("takes ", "does not take "),
        ("nicht vorausgesetzt", "vorausgesetzt"), ("not required", "required"), ("nicht begrenzt", "begrenzt"),
        ("is not limited", "is limited"),
    )  # fmt: skip
    if "nicht" in said.sentence or " not " in said.sentence:
        flips = flips[7:]
    return next((said.sentence.replace(*flip, 1) for flip in flips if flip[0] in said.sentence), None)


def _bound(said: Said, other: Said, chance: random.Random, index: Index) -> str | None:
    flips = (
        ("bis 30", "ab 30"), ("höchstens", "mindestens"), ("mindestens", "höchstens"), ("unter 27", "über 27"), ("up to", "over"),
        ("at most", "at least"), ("at least", "at most"), ("under 27", "over 27"),
    )  # fmt: skip
    return next(
        (said.sentence.replace(*flip, 1) for flip in flips if flip[0] in said.sentence and flip[0] in _BOUNDED), None
    )


def _unsupported(said: Said, other: Said, chance: random.Random, index: Index) -> str:
    claims = {
        "de": (
            "Teilnehmende erhalten einen Dienstwagen und ein Smartphone [1].",
            "Die Maßnahme wurde von der Weltbank ausgezeichnet [1].",
            "Wer fehlt, verliert sofort alle Leistungen [1].",
            "Haustiere dürfen mitgebracht werden [1].",
        ),
        "en": (
            "Participants get a company car and a smartphone [1].",
            "The measure won an award of the World Bank [1].",
            "Whoever is absent loses all benefits at once [1].",
            "Pets may be brought along [1].",
        ),
    }
    return chance.choice(claims[said.language])


_BOUNDED = frozenset(("bis 30", "höchstens", "mindestens", "unter 27", "up to", "at most", "at least", "under 27"))
_DISTORTIONS = {
    "number": _number,
    "invented number": _invented_number,
    "citation": _citation,
    "no citation": _no_citation,
    "phone": _phone,
    "mail": _mail,
    "person": _person,
    "other person": _other_person,
    "other measure": _other_measure,
    "law": _law,
    "place": _place,
    "script": _script,
    "link": _link,
    "wrong language": _wrong_language,
    "negation": _negation,
    "bound": _bound,
    "unsupported": _unsupported,
}

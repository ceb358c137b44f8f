"""The header of a form: title, kind, persons, organisation, e-mail and telephone."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from corpus.measure import Contact
from corpus.reference.place import state_names
from corpus.reference.places import Places
from corpus.text.addresses import EMAIL
from corpus.text.cleaning import clean
from corpus.text.lexicon import word_list

TITLE_LABEL = (
    r"(?:\*\*)?(?:Name\s*/\s*)?Bezeichnung\s+"
    r"(?P<kind>de[sr]\s+(?:Maßnahme|Handlungsansatzes|Projekts(?:,\s*Handlungsansatzes)?))"
    r"(?:\s*:(?:\*\*)?|\*\*:?|[ \t]*$)"
)
_TITLE = re.compile(TITLE_LABEL, re.MULTILINE)
_PERSON = re.compile(r"(?:\*\*)?Ansprechpartner(?:/?-?in)?:(?:\*\*)?")
_EMAIL = re.compile(r"(?:\*\*)?\bE-?[Mm]ail(?::\*\*|\*\*:?|:)")
_PHONE = re.compile(r"(?:\*\*)?\bTelefon:(?:\*\*)?")
_CONTACT = re.compile(rf"^[ \t]*(?:[-*•][ \t]+)?(?:{_PERSON.pattern}|{_EMAIL.pattern}|{_PHONE.pattern})", re.MULTILINE)
_NUMBER = re.compile(r"^(?=[/()+–\s-]*+\d)[\d/()+–\s-]*+$")
_SALUTATION = re.compile(r"^(Herr|Frau)\s+")


@dataclass(frozen=True, slots=True)
class Header:
    """What an entry says above its fields."""

    title: str
    kind: str
    organisation: str | None
    state: str | None
    contacts: tuple[Contact, ...]
    contact_span: tuple[int, int] | None


def title_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the label of an entry's title."""
    return _TITLE.search(text, start, end)


def read_header(text: str, start: int, end: int, places: Places) -> Header:
    """Read the header in `text[start:end]`. Raises ValueError if it has no title label."""
    label = title_label(text, start, end)
    if not label:
        raise ValueError(f"no title label in {text[start : start + 60]!r}")
    person = _PERSON.search(text, label.end(), end)
    title = clean(text[label.end() : person.start() if person else end])
    span = (person.end(), end) if person else None
    return _header(title, _kind(label.group("kind")), *_parts(text, *(span or (end, end))), places, span)


def is_contact(line: str) -> bool:
    """Whether a line on its own is a person, an office, an e-mail address or a telephone number."""
    words = clean(line)
    by_itself = _SALUTATION.match(words) or is_office(words) or _NUMBER.match(words) or EMAIL.fullmatch(words)
    return bool(by_itself or _CONTACT.match(line))


def _header(
    title: str,
    kind: str,
    block: str,
    emails: list[str],
    phones: list[str],
    places: Places,
    span: tuple[int, int] | None,
) -> Header:
    organisation, persons = _people(block)
    state = places.state_of(organisation) if organisation else None
    named = None if organisation == state else organisation
    return Header(title, kind, named, state, _contacts(persons, emails, phones), span)


def _kind(words: str) -> str:
    if "Projekts" in words:
        return "Projekt"
    return "Maßnahme" if "Maßnahme" in words else "Handlungsansatz"


def _parts(text: str, start: int, end: int) -> tuple[str, list[str], list[str]]:
    """The text under `Ansprechpartner`, the e-mail addresses and the telephone numbers."""
    email, phone = _EMAIL.search(text, start, end), _PHONE.search(text, start, end)
    block = text[start : min(match.start() if match else end for match in (email, phone))]
    emails = EMAIL.findall(text, email.end(), _until(phone, email, end)) if email else []
    numbers = text[phone.end() : _until(email, phone, end)] if phone else ""
    lines = [clean(line).rstrip(",; ") for line in numbers.split("\n")]
    return block, emails, [line for line in lines if _NUMBER.match(line)]


def _until(other: re.Match[str] | None, this: re.Match[str], end: int) -> int:
    """Where the value of the label `this` ends: at the other label, if that comes later."""
    return other.start() if other and other.start() > this.start() else end


def _people(block: str) -> tuple[str | None, list[str]]:
    """The organisation and the persons; each may take several lines."""
    organisation: list[str] = []
    persons: list[str] = []
    fresh = True
    for raw in block.split("\n"):
        line = clean(raw)
        if not line:
            fresh = True
        elif _SALUTATION.match(line) or (fresh and not organisation and not is_office(line)):
            person, office = _office(line)
            persons.append(person)
            organisation += [name for name in office if name not in organisation]
            fresh = False
        elif organisation or is_office(line):
            organisation.append(raw)
        else:
            persons[-1] = f"{persons[-1]} {line}"
    return (clean("\n".join(organisation)) or None), persons


def _office(line: str) -> tuple[str, list[str]]:
    """Split a person from the office named after them, if any: `Frau Muster, Leitung, Jobcenter Jena`."""
    parts = line.rstrip(", ").split(", ")
    place = next((number for number, part in enumerate(parts) if number and is_office(part)), len(parts))
    return ", ".join(parts[:place]), [", ".join(parts[place:])] if parts[place:] else []


def is_office(line: str) -> bool:
    """Whether a line names an office or a Land."""
    return bool(_office_names().match(line)) or line in state_names()


@cache
def _office_names() -> re.Pattern[str]:
    """How a line begins that names an office."""
    names = (re.escape(name) for name in word_list("offices.de.txt"))
    return re.compile("|".join(name.removesuffix(r"\*") if name.endswith(r"\*") else rf"{name}\b" for name in names))


def _contacts(persons: list[str], emails: list[str], phones: list[str]) -> tuple[Contact, ...]:
    """Pair persons, addresses and numbers, which come in the same order."""
    return tuple(
        Contact(*_name(person), email=email, phone=phone)
        for person, email, phone in zip_longest(persons, emails, phones)
    )


def _name(person: str | None) -> tuple[str | None, str | None, str | None]:
    if not person:
        return None, None, None
    salutation = _SALUTATION.match(person)
    name, _, role = person[salutation.end() if salutation else 0 :].partition(", ")
    return name, role or None, salutation.group(1) if salutation else None

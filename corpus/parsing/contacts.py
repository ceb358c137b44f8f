"""Contacts of an entry: persons, e-mail addresses and telephone numbers out of the values that name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.measure import Contact
from corpus.parsing.header import is_office
from corpus.text.cleaning import clean

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w§])\+?\(?\d[\d ()/.–-]{4,24}\d(?![\w%€])")
_LABEL = re.compile(
    r"(?:Tel(?:efon|ephone)?|Fon|Phone|Mobil(?:telefon)?|Mobile|Handy|Fax|E-?Mail|Mail|Kontakt|Contact)\b[.:]*\s*",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"(Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?)\s+")
_SALUTATIONS = {"Herrn": "Herr", "Hr.": "Herr", "Fr.": "Frau"}
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Dipl)\.[\w.-]*\s+)*[A-ZÄÖÜ][\w'’.-]+(?:\s+(?:van|von|de|der|zu|el|al)\b)*(?:\s+[A-ZÄÖÜ][\w'’-]+){1,3}"
)
_PARTS = re.compile(r"[\n\t;|·•]|,\s|\s[–-]\s|\s/\s")
_NOBODY = re.compile(r"tel|fon|phone|mobil|handy|fax|mail", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to ask, and the offices named beside them."""

    persons: tuple[Contact, ...]
    offices: tuple[str, ...]


def read_contacts(values: Sequence[tuple[str, str]]) -> Contacts:
    """Read the contacts in values, each with its label; addresses and numbers belong to the person before them."""
    found: list[Contact] = []
    offices: list[str] = []
    for label, value in values:
        nameless = bool(_NOBODY.search(label))
        is_fax = label.casefold().startswith("fax")
        for kind, words in _parts(value, nameless=nameless):
            if kind == "office":
                offices.append(words)
            elif not (is_fax and kind == "phone"):
                _add(found, kind, words)
    return Contacts(tuple(found), tuple(dict.fromkeys(offices)))


def _add(found: list[Contact], kind: str, words: str) -> None:
    if kind == "person":
        salutation = _SALUTATION.match(words)
        said = salutation[1] if salutation else None
        name = words[salutation.end() if salutation else 0 :]
        person = Contact(name=name, salutation=_SALUTATIONS.get(said, said) if said else None)
        if found and found[-1].name is None:
            found[-1] = replace(found[-1], name=person.name, salutation=person.salutation)
        else:
            found.append(person)
    elif kind == "role":
        if found and found[-1].name and not found[-1].role:
            found[-1] = replace(found[-1], role=words)
    elif found and getattr(found[-1], kind) is None:
        found[-1] = replace(found[-1], **{kind: words})
    else:
        found.append(Contact(**{kind: words}))


def _parts(value: str, *, nameless: bool) -> Iterator[tuple[str, str]]:
    """What each part of a value is: `person`, `role`, `office`, `email` or `phone`."""
    for raw in _PARTS.split(value):
        emails = _EMAIL.findall(raw)
        rest = _EMAIL.sub(" ", raw)
        phones = [clean(phone) for phone in _PHONE.findall(rest)]
        words = clean(_LABEL.sub(" ", _PHONE.sub(" ", rest))).strip(" ,:()")
        if words and not nameless:
            yield _kind(words), words
        yield from (("email", address) for address in emails)
        yield from (("phone", phone) for phone in phones)


def _kind(words: str) -> str:
    if _SALUTATION.match(words):
        return "person"
    if is_office(words):
        return "office"
    return "person" if _NAME.fullmatch(words) else "role"

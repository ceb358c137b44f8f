"""Open Referral data (HSDS 3): services in JSON, with provider, places, times and contacts resolved into labels."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from corpus.formats.flattening import Labelled, flatten, plain_scalar
from corpus.formats.json_text import Json
from corpus.formats.number_formats import GENERAL
from corpus.text.language import Language
from corpus.text.lexicon import word_table

Service = dict[str, Json]

_SIGNS = frozenset(
    {"eligibility_description", "application_process", "fees_description", "cost_options", "required_documents"}
    | {"service_at_locations", "service_areas", "interpretation_services", "alternate_name", "accreditations"}
)
_LEAST_SIGNS = 2
_DEEPEST = 6
_ORGANIZATIONS, _SERVICES = "organizations", "services"
_OF_AN_ORGANIZATION = ("id", "name", "description", "email", "website")
_AGES = ("minimum_age", "maximum_age")
_NOT_PRINTED = re.compile(r".*_id|last_modified|assured_date|assurer_email|metadata|uri|logo|organization|locations")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAY = re.compile(r"[A-Z]{2}")


def services(values: Json) -> list[Service]:
    """The services anywhere in a file: alone, in a list, in the pages of an API, or below their organizations."""
    return list(_services(values, {}, 0))


def _services(value: Json, organizations: Mapping[str, Json], depth: int) -> Iterator[Service]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        found = any(map(_is_service, value))
        for each in value:
            if found and isinstance(each, dict):
                yield _with_provider(each, organizations)
            else:
                yield from _services(each, organizations, depth + 1)
    elif _is_service(value):
        yield _with_provider(value, organizations)
    elif isinstance(value, dict):
        listed = value.get(_ORGANIZATIONS)
        if isinstance(listed, list):
            organizations = {each["id"]: each for each in listed if isinstance(each, dict) and _is_name(each.get("id"))}
        provider = {name: value[name] for name in _OF_AN_ORGANIZATION if name in value}
        for name, each in value.items():
            for service in _services(each, organizations, depth + 1):
                yield {"organization": provider, **service} if name == _SERVICES and "name" in value else service


def _is_service(value: Json) -> bool:
    return isinstance(value, dict) and _is_name(value.get("name")) and len(_SIGNS & value.keys()) >= _LEAST_SIGNS


def _is_name(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def _with_provider(service: Service, organizations: Mapping[str, Json]) -> Service:
    provider = organizations.get(service.get("organization_id") or "")
    return {"organization": provider, **service} if provider else service


def labelled(service: Service, language: Language) -> list[Labelled]:
    """The labels and values of a service, in the language of its texts; what HSDS doesn't know keeps its name."""
    return list(_Labels(language).read(service))


class _Labels:
    """Collects lines under their labels."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words = _words(language)
        self._lines: dict[str, dict[str, None]] = {}

    def read(self, service: Service) -> Iterator[Labelled]:
        self._add("age", [self._age(*(self._text(service.get(name)) for name in _AGES))])
        self._provider(service.get("organization"))
        located = _dicts(service.get("service_at_locations"))
        places = [(each, _dict(each.get("location"))) for each in located]
        places += [({}, each) for each in _dicts(service.get("locations"))]
        for at, place in places:
            self._place(at, place, is_only=len(places) == 1)
        self._contacts(_dicts(service.get("contacts")))
        other = {}
        for name, value in service.items():
            if ("label", name) in self._words and name not in ("organization", "contacts"):
                self._add(name, self._lines_of(name, value))
            elif name not in (*_AGES, "contacts", "service_at_locations", "name") and not _NOT_PRINTED.fullmatch(name):
                other[name] = value
        printed = {self._words["label", name]: None for kind, name in self._words if kind == "label"}
        for label in dict.fromkeys((*printed, *self._lines)):
            if lines := self._lines.get(label):
                yield label, "\n".join(lines)
        yield from flatten(other, self._language)

    def _add(self, name: str, lines: Iterable[str], before: str = "") -> None:
        label = self._words["label", name]
        self._lines.setdefault(label, {}).update({f"{before}{line}": None for line in lines if line})

    def _text(self, value: Json) -> str:
        return plain_scalar(value, self._language).strip('"')

    def _texts(self, value: Json, *names: str, between: str = ", ") -> str:
        found = _dict(value)
        return between.join(filter(None, (self._text(found.get(name)) for name in names)))

    def _lines_of(self, name: str, value: Json) -> Iterator[str]:
        if name == "id":
            yield "" if _UUID.fullmatch(self._text(value)) else self._text(value)
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                yield from () if name == "id" else (self._text(each),)
            elif name == "phones":
                yield self._phone(each)
            elif name == "schedules":
                yield self._times(each)
            elif name == "cost_options":
                amount = self._texts(each, "amount", "currency", between=" ")
                yield ", ".join(
                    filter(None, (self._text(each.get("option")), amount, self._text(each.get("amount_description"))))
                )
            elif name == "capacities":
                yield self._places(each)
            elif name == "attributes":
                yield self._texts(each.get("taxonomy_term"), "name") or self._texts(
                    each, "label", "value", between=": "
                )
            else:
                yield self._texts(
                    each, "name", "document", "source", "url", "description", "details", "note"
                ) or self._texts(each, "code")

    def _provider(self, value: Json) -> None:
        provider = _dict(value)
        self._add("organization", [self._texts(provider, "name")])
        before = self._words["label", "organization"]
        for name in ("description", "email", "website"):
            if text := self._text(provider.get(name)):
                self._lines.setdefault(f"{before} – {self._words['label', name]}", {})[text] = None

    def _place(self, at: Service, place: Service, *, is_only: bool) -> None:
        addresses = [self._address(each) for each in _dicts(place.get("addresses"))]
        self._add(
            "places",
            [", ".join(filter(None, (self._text(place.get("name")), address))) for address in addresses or [""]],
        )
        before = "" if is_only or not _is_name(place.get("name")) else f"{self._text(place['name'])}: "
        for source in (at, place):
            for name in ("phones", "schedules", "accessibility", "transportation"):
                self._add(name, self._lines_of(name, source.get(name)), before)
            self._contacts(_dicts(source.get("contacts")))

    def _address(self, address: Service) -> str:
        city = self._texts(address, "postal_code", "city", between=" ")
        street = self._texts(address, "address_1", "address_2")
        return ", ".join(filter(None, (street, city, self._texts(address, "region", "state_province"))))

    def _contacts(self, contacts: Sequence[Service]) -> None:
        for contact in contacts:
            phones = [self._phone(each) for each in _dicts(contact.get("phones"))]
            who = self._texts(contact, "name", "title", "department")
            if len(contacts) == 1:
                self._add("contacts", [who])
                self._add("phones", phones)
                self._add("email", [self._text(contact.get("email"))])
            else:
                self._add("contacts", [", ".join(filter(None, (who, *phones, self._text(contact.get("email")))))])

    def _phone(self, phone: Service) -> str:
        extension = self._text(phone.get("extension"))
        number = self._text(phone.get("number")) + (
            f" {self._words['word', 'extension']} {extension}" if extension else ""
        )
        described = self._text(phone.get("description"))
        return f"{number} ({described})" if number and described else number

    def _times(self, schedule: Service) -> str:
        days = ", ".join(self._words.get(("day", day), day) for day in _DAY.findall(self._text(schedule.get("byday"))))
        hours = "–".join(filter(None, (self._text(schedule.get(name))[:5] for name in ("opens_at", "closes_at"))))
        valid = " ".join(
            f"{self._words['word', word]} {self._date(schedule.get(name))}"
            for word, name in (("from", "valid_from"), ("to", "valid_to"))
            if schedule.get(name)
        )
        described = self._text(schedule.get("description")) or f"{days} {hours}".strip()
        return ", ".join(filter(None, (described, valid, self._text(schedule.get("notes")))))

    def _date(self, value: Json) -> str:
        try:
            return GENERAL.show(date.fromisoformat(self._text(value)[:10]), self._language)
        except ValueError:
            return self._text(value)

    def _places(self, capacity: Service) -> str:
        most = self._texts(capacity, "maximum") + " " + self._texts(capacity.get("unit"), "name")
        free = self._text(capacity.get("available"))
        free = f"{free} {self._words['word', 'available']}" if free else ""
        return ", ".join(filter(None, (most.strip(), free, self._text(capacity.get("description")))))

    def _age(self, least: str, most: str) -> str:
        least, most = least.removesuffix(".0"), most.removesuffix(".0")
        years, to = self._words["word", "years"], self._words["word", "to"]
        if least and most:
            return f"{least} {to} {most} {years}"
        return f"{self._words['word', 'from'] if least else to} {least or most} {years}" if least or most else ""


@cache
def _words(language: Language) -> Mapping[tuple[str, str], str]:
    """Labels, words and days by kind and name, in the order in which labels are printed."""
    return {
        (kind, name): (german if language == "de" else english)
        for kind, name, german, english in word_table("hsds.tsv")
    }


def _dict(value: Json) -> Service:
    return value if isinstance(value, dict) else {}


def _dicts(value: Json) -> list[Service]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

"""JSON as it is written: numbers as printed, names given twice, and where it is broken."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.formats.content import Notice, Unreadable

Json = Any
"""A value of JSON: dict, list, str, bool or None; numbers are the texts that they are printed as."""

_BETWEEN = re.compile(r"[\s\x1e]*")  # values one after another; RFC 7464 puts a record separator before each
_MOST_NAMED = 10


def parse_json(text: str) -> tuple[list[Json], Sequence[Notice]]:
    """The values of a text: one in a JSON file, one a line in JSONL. What isn't a number there is None.

    Of a name that an object has twice the last value counts, which is noticed. Raises Unreadable with line and column.
    """
    twice: Counter[str] = Counter()

    def made(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = Counter(name for name, _ in pairs)
            twice.update(name for name, count in names.items() if count > 1)
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=made, parse_float=str, parse_int=str, parse_constant=lambda _: None, strict=False
    )
    values = []
    at = _after(text, 0)
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            place = f"line {error.lineno:,}, column {error.colno:,}"
            raise Unreadable(f"not valid JSON in {place}: {error.msg}") from error
        values.append(value)
        at = _after(text, end)
    names = ", ".join(name for name, _ in twice.most_common(_MOST_NAMED))
    return values, [Notice("names_given_twice", {"names": names, "count": twice.total()})] if twice else []


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at

"""What is wrong with a value that was sent, in words; the value itself is never repeated."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.texts import Texts

_KEY = re.compile(r"[A-Za-z_][\w-]{0,40}")
_HIDDEN_KEY = "…"
INVALID: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "unknown_key": "unknown_of",
    "blank": "empty",
    "string_type": "text",
    "string_unicode": "valid_text",
    "string_too_short": "empty",
    "string_too_long": "text_too_long",
    "question_too_long": "text_too_long",
    "bool_type": "boolean",
    "int_type": "whole_number",
    "int_parsing": "whole_number",
    "int_from_float": "whole_number",
    "int_parsing_size": "whole_number",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "literal_error": "one_of",
    "only_true": "only_true",
    "condition": "condition",
    "list_type": "text_or_list",
    "too_short": "too_few",
    "too_long": "too_many",
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
    "half_span": "half_span",
    "outside": "outside",
    "no_question": "no_question",
    "not_text": "only_text",
    "text_only": "text_only",
    "unknown_measure": "unknown_measure",
    "unsupported": "unsupported",
    "not_kept": "not_kept",
}
"""Texts by the type of a validation error. Its own message isn't used: some of them repeat the value."""


def field_error(error: Mapping[str, Any], known_keys: Mapping[str, Sequence[str]], texts: Texts) -> dict[str, str]:
    """Return where a value is wrong, and what is wrong with it, in words.

    `error` is of pydantic's format (`type`, `loc`, `ctx`); `known_keys` are the keys that
    an object may have, by its name.
    """
    loc = error["loc"]
    kind, context = error["type"], dict(error.get("ctx", {}))
    known = known_keys.get(str(loc[-2])) if len(loc) > 1 else None
    if kind == "extra_forbidden" and known:
        kind, context = "unknown_key", {"known": ", ".join(known)}
    if "expected" in context:
        context = {"expected": str(context["expected"]).replace(" or ", ", ")}
    if "max_length" in context:
        context["count"] = context["max_length"]
    return {"field": _field(loc), "message": texts.text(f"invalid.{INVALID.get(kind, 'other')}", **context)}


def _field(loc: Iterable[str | int]) -> str:
    """The location of an error in dotted form, `filters.state.0`, or its first part if there are no others."""
    first, *rest = loc
    return ".".join(map(_shown, rest)) or str(first)


def _shown(part: str | int) -> str:
    return str(part) if isinstance(part, int) or _KEY.fullmatch(part) else _HIDDEN_KEY

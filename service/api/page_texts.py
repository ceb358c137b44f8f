"""The catalogue in what browsers get: the service puts it there when it starts, so that nothing has to be built."""

import json
import re
from collections.abc import Callable, Sequence
from html import escape

from service.texts import Texts

_OF_THE_PAGE = (
    *("language", "common", "figures", "figure_fields", "conditions", "fields", "short_fields", "facts", "kinds"),
    *("facet_values", "criteria", "conversation", "page", "export", "administration", "notices"),
)
_NAMED, _GROUP = re.compile(r'"([\w.]+)"'), re.compile(r"`([\w.]+\.)\$\{")
_SLOT = re.compile(r"\{\{ ([\w.]+) \}\}")


def page_module(catalogues: Sequence[Texts]) -> bytes:
    """The JavaScript module with the texts of the page in every language."""
    return _module(catalogues, lambda key: key.partition(".")[0] in _OF_THE_PAGE)


def used_module(catalogues: Sequence[Texts], code: bytes) -> bytes:
    """The JavaScript module with those texts that a script names, word for word or as `group.${name}`."""
    source = code.decode()
    named, groups = set(_NAMED.findall(source)), tuple(_GROUP.findall(source))
    return _module(catalogues, lambda key: key in named or key.startswith(groups))


def html_in_language(source: bytes, texts: Texts, catalogues: Sequence[Texts]) -> bytes:
    """A page with the texts of one language in place of `{{ key }}`, and links to itself in the others."""
    others = [other for other in catalogues if other.language != texts.language]
    own = {"language": texts.language, "languages": " ".join(map(_link, others))}
    return _SLOT.sub(lambda slot: own.get(slot[1]) or escape(texts.text(slot[1])), source.decode()).encode()


def _link(texts: Texts) -> str:
    tag, name = escape(texts.language), escape(texts.text("language.name"))
    return f'<a class="kern-link" href="?language={tag}" lang="{tag}" hreflang="{tag}">{name}</a>'


def _module(catalogues: Sequence[Texts], chosen: Callable[[str], bool]) -> bytes:
    """Texts by language and key as JSON, which is JavaScript as well (ECMAScript 2019)."""
    messages = {
        texts.language: {key: message for key, message in texts.messages.items() if chosen(key)} for texts in catalogues
    }
    text = json.dumps(messages, ensure_ascii=False, separators=(",", ":"), default=dict)
    return f"export const MESSAGES = {text};\n".encode()

"""The catalogue in what browsers get: the service puts it there when it starts, so that nothing has to be built."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from posixpath import normpath

from service.texts import Texts

_OF_THE_WIDGET = ("language", "common", "conversation", "widget")
_OF_THE_PAGE = (
    *(
        "language",
        "common",
        "figures",
        "figure_fields",
        "conditions",
        "fields",
        "short_fields",
        "facts",
        "kinds",
        "facet_values",
    ),
    *("criteria", "conversation", "page", "export", "administration"),
)
_NO_MESSAGES = b"const MESSAGES = {};"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?:shared/)?(\w+\.js)";\n', re.MULTILINE)
_IMPORTED = re.compile(r'^import (?:\{ ([^}]*) \} from )?"(\.[\w./-]+)";\n', re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:const|let|class|function\*?) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_SLOT = re.compile(r"\{\{ ([\w.]+) \}\}")


def page_module(catalogues: Sequence[Texts]) -> bytes:
    """The JavaScript module with the texts of the page in every language."""
    return f"export const MESSAGES = {_messages(catalogues, _OF_THE_PAGE)};\n".encode()


def in_one_file(source: bytes, files: Mapping[str, bytes]) -> bytes:
    """A script with the modules that it imports from `shared/` in it, each once: the widget is one request."""
    taken: set[str] = set()

    def module(named: re.Match[str]) -> str:
        name = named[1]
        if name in taken:
            return ""
        taken.add(name)
        return _EXPORT.sub("", _IMPORT.sub(module, files[f"shared/{name}"].decode())) + "\n"

    return _IMPORT.sub(module, source.decode()).encode()


def page_in_one_file(entry: str, files: Mapping[str, bytes]) -> bytes:
    """The modules of the page in one file, each in a scope of its own, behind those that it imports.

    They stay modules to whoever writes them: nothing is built, and the browser asks for one file instead of fifty.
    Raises ValueError if two modules import each other.
    """
    written: dict[str, str] = {}
    opened: set[str] = set()

    def take(path: str) -> None:
        if path in written:
            return
        if path in opened:
            raise ValueError(f"{path} imports a module that imports it")
        opened.add(path)
        source = files[path].decode()
        folder = path.rpartition("/")[0]
        imported = []
        for names, target in _IMPORTED.findall(source):
            found = normpath(f"{folder}/{target}")
            take(found)
            imported.append(f"const {{ {names.replace(' as ', ': ')} }} = {_scope(found)};\n" if names else "")
        own = ", ".join(_EXPORTED.findall(source))
        body = _EXPORT.sub("", _IMPORTED.sub("", source))
        written[path] = f"const {_scope(path)} = (() => {{\n{''.join(imported)}{body}return {{ {own} }};\n}})();\n"

    take(entry)
    return "".join(written.values()).encode()


def _scope(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def widget_with_texts(source: bytes, catalogues: Sequence[Texts]) -> bytes:
    """The widget's one file with its texts in it. Raises ValueError if it has no place for them."""
    before, place, after = source.partition(_NO_MESSAGES)
    if not place:
        raise ValueError(f"the widget has no line `{_NO_MESSAGES.decode()}` to put its texts in")
    return before + f"const MESSAGES = {_messages(catalogues, _OF_THE_WIDGET)};".encode() + after


def html_in_language(source: bytes, texts: Texts, catalogues: Sequence[Texts]) -> bytes:
    """A page with the texts of one language in place of `{{ key }}`, and links to itself in the others."""
    others = [other for other in catalogues if other.language != texts.language]
    own = {"language": texts.language, "languages": " ".join(map(_link, others))}
    return _SLOT.sub(lambda slot: own.get(slot[1]) or escape(texts.text(slot[1])), source.decode()).encode()


def _link(texts: Texts) -> str:
    tag, name = escape(texts.language), escape(texts.text("language.name"))
    return f'<a class="kern-link" href="?language={tag}" lang="{tag}" hreflang="{tag}">{name}</a>'


def _messages(catalogues: Sequence[Texts], groups: tuple[str, ...]) -> str:
    """Texts by language and key, as JSON, which is JavaScript as well (ECMAScript 2019)."""
    chosen = {
        texts.language: {key: message for key, message in texts.messages.items() if key.partition(".")[0] in groups}
        for texts in catalogues
    }
    return json.dumps(chosen, ensure_ascii=False, separators=(",", ":"), default=dict)

"""Modules of JavaScript joined into one, so that page and widget are made of parts and yet one file and one request.

It isn't a bundler: modules import names from each other by relative paths, `import { a, b as c } from "./d.js"`, and
export functions, classes and constants where they are declared, at the beginning of a line. Anything else is an error
when the service starts. What nobody uses is left out, and so are comments and blanks.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_IMPORT = re.compile(r'import (?:\{ ([^{}]+) \} from )?"(\.{1,2}/[\w./-]+\.js)";')
_DECLARED = re.compile(r"(export )?(?:async )?(?:function\*? |class |const |let )(\w+)")
_NAMED = re.compile(r"(\w+)(?: as (\w+))?")
_WORD = re.compile(r"\w+")
_WORDS = ("import ", "export ")
_TYPE = re.compile(r"/\*\* @[^*]*\*/ ?")
"""A type in a comment, `/** @type {Node} */`, which the type checker reads and the browser doesn't."""
_TICK = re.compile(r"(?<!\\)`")
_TOKEN = re.compile(
    r"""
    (?P<kept> "(?:[^"\\]|\\[\s\S])*(?:"|\\?\Z) | `(?:[^`\\]|\\[\s\S])*(?:`|\\?\Z)
    | (?<=[(,=:\[!&|?{};+]) \s* /(?![/*]) (?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,100}\]){1,200} /[a-z]* )
    | (?P<note> [ ]+//[ ].* )
    | (?P<blank> [ ]+ )
    """,
    re.VERBOSE,
)
"""Strings, templates and regular expressions, which stay as they are, comments behind code, and blanks elsewhere.

What doesn't end is taken to the end of the line, a regular expression is bounded: nothing is looked through twice.
"""


@dataclass
class _Piece:
    """A declaration or, without a name, statements: what is done when the module is loaded."""

    name: str
    lines: list[str] = field(default_factory=list)
    used: bool = False

    @property
    def words(self) -> set[str]:
        return {word for line in self.lines for word in _WORD.findall(line)}


@dataclass
class _Module:
    """A module: its place in the order, what it imports (name to path and name there), what it consists of."""

    place: int = 0
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)
    """Paths of modules that are imported for what they do."""
    pieces: list[_Piece] = field(default_factory=list)
    exported: set[str] = field(default_factory=set)


def joined_modules(entry: str, files: Mapping[str, bytes]) -> bytes:
    """Return the module at the path `entry` with what it uses of those that it imports.

    Raises ValueError naming module and line for what isn't understood, a missing module, or a circle.
    """
    modules: dict[str, _Module] = {}
    _take(entry, files, modules, ())
    for piece in modules[entry].pieces:
        _use(entry, piece, modules)
    wrapped = (_wrapped(each, modules) for each in modules.values() if any(piece.used for piece in each.pieces))
    return "\n".join(wrapped).encode()


def style_module(source: bytes) -> bytes:
    """Return a style sheet as a module that exports it as `STYLE`, without comments and blanks. Raises ValueError."""
    first, *others = source.decode().split("/*")
    bare = " ".join((first + "".join(each.partition("*/")[2] for each in others)).split())
    short = re.sub(r" ?([{};,]) ?", r"\1", bare).replace(": ", ":").replace(";}", "}")
    if "`" in short or "\\" in short or "$" in short:
        raise ValueError("the widget's style sheet has a character that a template literal doesn't take")
    return f"export const STYLE = `{short}`;\n".encode()


def _take(path: str, files: Mapping[str, bytes], modules: dict[str, _Module], within: tuple[str, ...]) -> None:
    """Read a module, after those that it imports."""
    if path in within:
        raise ValueError(f"modules import each other in a circle: {' -> '.join((*within, path))}")
    if path in modules:
        return
    if path not in files:
        raise ValueError(f"{within[-1] if within else path}: there is no module {path}")
    found, piece = _Module(), _Piece("")
    for line in _code(path, files[path].decode()):
        if imported := _IMPORT.fullmatch(line):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), imported[2]))
            _take(other, files, modules, (*within, path))
            found.imports |= {own or there: (other, there) for there, own in _NAMED.findall(imported[1] or "")}
            found.loaded += [] if imported[1] else [other]
            continue
        if declared := _DECLARED.match(line):
            piece = _Piece(declared[2])
            if declared[1]:
                found.exported.add(piece.name)
                line = line.removeprefix("export ")
        elif line[0] not in " })]" and piece.name:
            piece = _Piece("")
        if line.startswith(_WORDS):
            raise ValueError(f"{path}: `{line}` isn't an import or export that can be joined")
        if not found.pieces or found.pieces[-1] is not piece:
            found.pieces.append(piece)
        piece.lines.append(_squeezed(line.strip()))
    for other, there in found.imports.values():
        if there not in modules[other].exported:
            raise ValueError(f"{path}: {other} doesn't export {there}")
    found.place = len(modules)
    modules[path] = found


def _use(path: str, piece: _Piece, modules: Mapping[str, _Module]) -> None:
    """Mark a piece of a module as used, with what the module does when it is loaded, and all that is named."""
    if piece.used:
        return
    piece.used = True
    module = modules[path]
    for other in module.loaded:
        _use_all(other, {""}, modules)
    _use_all(path, piece.words | {""}, modules)
    for word in piece.words & module.imports.keys():
        other, there = module.imports[word]
        _use_all(other, {there}, modules)


def _use_all(path: str, names: set[str], modules: Mapping[str, _Module]) -> None:
    for piece in modules[path].pieces:
        if piece.name in names:
            _use(path, piece, modules)


def _wrapped(module: _Module, modules: Mapping[str, _Module]) -> str:
    """A module as a function that is called at once, so that its names are its own; what it exports is a constant."""
    used = [piece for piece in module.pieces if piece.used]
    words = set().union(*(piece.words for piece in used))
    taken: dict[int, list[str]] = {}
    for own, (path, there) in module.imports.items():
        if own in words:
            taken.setdefault(modules[path].place, []).append(own if own == there else f"{there}:{own}")
    imports = [f"const{{{','.join(names)}}}=$m{place};" for place, names in taken.items()]
    returned = ",".join(piece.name for piece in used if piece.name in module.exported)
    lines = [line for piece in used for line in piece.lines]
    return _run_together([f"const $m{module.place}=(()=>{{", *imports, *lines, f"return{{{returned}}}", "})();"])


def _run_together(lines: list[str]) -> str:
    """Lines as one where a statement, a block or an item of a list ends or begins."""
    return "".join(line if line.endswith((";", "{", ",", "(")) else f"{line}\n" for line in lines).rstrip()


def _code(path: str, source: str) -> Iterator[str]:
    """The lines of a module without comments that begin a line, and without types."""
    comment = False
    for number, line in enumerate(source.splitlines(), 1):
        indent = line[: len(line) - len(line.lstrip())]
        text = line.strip()
        if comment or text.startswith("/*"):
            _, end, text = text.partition("*/")
            comment = not end
        text = _TYPE.sub("", text).strip()
        if len(_TICK.findall(text)) % 2:
            raise ValueError(f"{path}, line {number}: a template literal goes on in the next line")
        if text and not text.startswith("//"):
            yield indent + text


def _squeezed(line: str) -> str:
    """A line without the blanks that nothing depends on."""
    pieces, end = [], 0
    for match in _TOKEN.finditer(line):
        pieces.append(line[end : match.start()])
        if match["kept"]:
            pieces.append(match["kept"].strip())
        elif not match["note"]:
            before, after = line[match.start() - 1], line[match.end() : match.end() + 1]
            joint = (before.isalnum() or before in "_$") and (after.isalnum() or after in "_$#")
            pieces.append(" " if joint or (before == after and before in "+-") else "")
        end = match.end()
    return "".join([*pieces, line[end:]])

"""All regular expressions of the packages, and strings made to keep each of them busy."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "massnahmenlotse", "prompts", "retriever", "service")
NOT_INSTALLED = ("index/training", "index/database")
_ALPHABET = "a0 A\t\n.,-*[](){}<>#|_/:;§€@+=\"'„“»«•–!?&%\\äÜ\u00ad"
_MOST = 20
"""Repeats up to so many times are bounded."""
_DEEP = 6
_ATOMS = 12
_USES = "fullmatch match search finditer findall sub subn split".split()
_ANCHORED = frozenset(("fullmatch", "match"))


@dataclass(frozen=True, slots=True)
class UsedPattern:
    """A pattern, where it was found, and the methods that are called on it; if none is seen, it may search."""

    place: str
    pattern: re.Pattern[Any]
    uses: frozenset[str]

    def run(self, text: str) -> None:
        """Let the pattern do all that it is used for, on all of `text`."""
        sent = text if isinstance(self.pattern.pattern, str) else text.encode()
        for name in self.uses & _ANCHORED:
            getattr(self.pattern, name)(sent)
        if self.uses - _ANCHORED:
            for _ in self.pattern.finditer(sent):
                pass


def used_patterns() -> Iterator[UsedPattern]:
    """Yield every pattern once.

    They are found in a module's values, in what a cached function without arguments returns, and as constants that
    functions of `re` are called with.
    """
    seen: set[tuple[Any, int, frozenset[str]]] = set()
    for name, source in _sources().items():
        module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
        for used in (*_of_values(name, module), *_of_calls(name, source)):
            key = (used.pattern.pattern, used.pattern.flags, used.uses)
            if key not in seen:
                seen.add(key)
                yield used


@cache
def _sources() -> dict[str, str]:
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    named = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}
    return {
        name: source
        for name, source in named.items()
        if not name.startswith(NOT_INSTALLED) and not name.endswith(("__init__.py", "__main__.py"))
    }


def _of_values(name: str, module: ModuleType) -> Iterator[UsedPattern]:
    for variable, value in vars(module).items():
        if variable.startswith("__") or isinstance(value, ModuleType):
            continue
        if hasattr(value, "cache_info"):
            needed = [each for each in inspect.signature(value).parameters.values() if each.default is each.empty]
            if value.__module__ != module.__name__ or needed:
                continue
            value, variable = value(), f"{variable}()"
        for place, pattern in _within(value, variable, 0):
            yield UsedPattern(f"{name}:{place}", pattern, _uses(name, variable))


def _within(value: Any, name: str, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value and in what it holds."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth == _DEEP or isinstance(value, str | bytes | type):
        return
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(each, f"{name}[{key}]", depth + 1)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _within(getattr(value, each.name), f"{name}.{each.name}", depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for place, each in enumerate(value):
            yield from _within(each, f"{name}[{place}]", depth + 1)


@cache
def _uses(module: str, variable: str) -> frozenset[str]:
    """The methods that are called on a variable, anywhere if it is public."""
    where = [_sources()[module]] if variable.startswith("_") else _sources().values()
    called = re.compile(rf"\b{re.escape(variable)}\.({'|'.join(_USES)})\b")
    return frozenset(found for source in where for found in called.findall(source)) or frozenset(("search",))


def _of_calls(name: str, source: str) -> Iterator[UsedPattern]:
    """The patterns that are constants in calls such as `re.sub(r"...", "", text)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (function := ast.unparse(node.func)) in {f"re.{use}" for use in _USES}:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                uses = frozenset((function.removeprefix("re."),))
                yield UsedPattern(f"{name}:{node.lineno}", re.compile(first.value), uses)


Attack = tuple[str, str, str]
"""What a string begins with, what is repeated in it, and what it ends with."""


def attacks(pattern: re.Pattern[Any], most: int | None = None) -> list[Attack]:
    """Strings that make the pattern try as much as possible in vain; `most` of them, chosen evenly."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    atoms = list(dict.fromkeys(_atoms(tree)))
    atoms = atoms[:: -(-len(atoms) // _ATOMS)] if atoms else []
    pumps = {("", letter) for letter in _ALPHABET} | {("", f"{letter} ") for letter in "aA0.,-"}
    pumps |= {("", "aA"), ("", "0."), ("", "0,")} | {("", one + other) for one, other in product(atoms, repeat=2)}
    whole = _sample(tree)
    for before, body in _repeats(tree, ""):
        pumps |= {(before, each) for each in body}
        pumps |= {("", before + each) for each in body}
        pumps.add(("", before))
    pumps |= {("", whole), ("", whole[:-1]), ("", whole[: len(whole) // 2])}
    found = [(before, pump, end) for end in ("\x00", "\n\x00", "") for before, pump in sorted(pumps) if pump]
    return found[:: -(-len(found) // most)] if most else found


def stretched(attack: Attack, size: int) -> str:
    """The string of an attack with `size` characters or a few more."""
    before, pump, end = attack
    return before + pump * -(-size // len(pump)) + end


def _repeats(items: Iterable[Any], before: str) -> Iterator[tuple[str, list[str]]]:
    """Each part that may come any number of times: a sample of what leads to it, and samples of the part."""
    for code, argument in items:
        if code in _REPEATS:
            low, high, body = argument
            if high > _MOST:
                yield before, _samples(body)
            yield from _repeats(body, before)
            before += _sample(body) * min(low, _MOST)
        elif code is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
            before += _sample(argument[1][0])
        elif (inner := _inner(code, argument)) is not None:
            yield from _repeats(inner, before)
            before += "" if code in _LOOKS else _sample(inner)
        else:
            before += _sample([(code, argument)])


def _atoms(items: Iterable[Any]) -> Iterator[str]:
    """The literal texts of a pattern, and a letter of each of its classes."""
    literal = ""
    for code, argument in items:
        if code is sre.LITERAL:
            literal += chr(argument)
            continue
        if literal:
            yield literal
            literal = ""
        if code in _REPEATS:
            yield from _atoms(argument[2])
        elif code is sre.BRANCH:
            for branch in argument[1]:
                yield from _atoms(branch)
        elif (inner := _inner(code, argument)) is not None:
            yield from _atoms(inner)
        elif code in _CLASSES:
            yield _sample([(code, argument)])
    if literal:
        yield literal


def _samples(items: Any) -> list[str]:
    """Some texts that a part matches: of a class several characters, of alternatives each."""
    listed = list(items)
    if len(listed) == 1:
        code, argument = listed[0]
        if code is sre.BRANCH:
            return [text for branch in argument[1] for text in _samples(branch)]
        if code in _CLASSES:
            return [letter for letter in _ALPHABET if _takes(code, argument, letter)] or [_sample(listed)]
        if (inner := _inner(code, argument)) is not None and code not in _LOOKS:
            return _samples(inner)
    return [_sample(listed)]


def _sample(items: Iterable[Any]) -> str:
    """A text that a part matches, leaving out what may be left out."""
    text = ""
    for code, argument in items:
        if code is sre.LITERAL:
            text += chr(argument)
        elif code in _CLASSES:
            text += next((letter for letter in _ALPHABET if _takes(code, argument, letter)), "") or _first(argument)
        elif code in _REPEATS:
            text += _sample(argument[2]) * min(argument[0], _MOST)
        elif code is sre.BRANCH:
            text += _sample(argument[1][0])
        elif code not in _LOOKS and (inner := _inner(code, argument)) is not None:
            text += _sample(inner)
    return text


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_CLASSES = (sre.IN, sre.ANY, sre.NOT_LITERAL)
_LOOKS = (sre.ASSERT, sre.ASSERT_NOT)


def _inner(code: Any, argument: Any) -> Any:
    """What a group, an atomic group or a look around holds; None for anything else."""
    if code is sre.ATOMIC_GROUP:
        return argument
    return argument[-1] if code is sre.SUBPATTERN or code in _LOOKS else None


def _takes(code: Any, argument: Any, letter: str) -> bool:
    if code is sre.ANY:
        return letter != "\n"
    if code is sre.NOT_LITERAL:
        return letter != chr(argument)
    negated = argument[0][0] is sre.NEGATE
    return negated != any(_is_in(kind, what, letter) for kind, what in argument)


def _is_in(kind: Any, what: Any, letter: str) -> bool:
    if kind is sre.LITERAL:
        return letter == chr(what)
    if kind is sre.RANGE:
        return bool(what[0] <= ord(letter) <= what[1])
    return kind is sre.CATEGORY and _CATEGORIES[what].fullmatch(letter) is not None


def _first(argument: Any) -> str:
    """The first letter of a class of which our alphabet has none."""
    kind, what = argument[0]
    return chr(what if kind is sre.LITERAL else what[0]) if kind in (sre.LITERAL, sre.RANGE) else "a"


_CATEGORIES = {
    getattr(sre, f"CATEGORY_{name}"): re.compile(short)
    for name, short in (
        ("DIGIT", r"\d"),
        ("NOT_DIGIT", r"\D"),
        ("SPACE", r"\s"),
        ("NOT_SPACE", r"\S"),
        ("WORD", r"\w"),
        ("NOT_WORD", r"\W"),
    )
}

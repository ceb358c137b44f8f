"""Modules joined into one file, which does what they do."""

import json
import shutil
import subprocess

import pytest

from service.api.assets import Assets
from service.api.joining import joined_modules, style_module

ADDED = b"""// Sums.

const FIRST = 1; // what is added to

/** @param {number} value */
export function added(value) {
  const written = `${value} and ${FIRST}`;
  return [written, value + FIRST, /[ "\\`] {2}/.test("a   b")];
}

export const unused = () => doubled(FIRST);

function doubled(value) {
  return 2 * value;
}
"""
MAIN = b"""import { added as sum } from "../parts/added.js";
import { FIRST } from "./first.js";

/* What
   is said. */
console.log(JSON.stringify([...sum(FIRST), "two  blanks", FIRST in [1, 2, 3]]));
"""
FILES = {"a/main.js": MAIN, "parts/added.js": ADDED, "a/first.js": b"export const FIRST = 2;\n"}


with_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs node 20 or newer")


def run(source: bytes) -> str:
    """What a module says."""
    done = subprocess.run(["node", "--input-type=module"], input=source, capture_output=True, check=True)
    return done.stdout.decode()


@with_node
def test_it_does_the_same() -> None:
    """Each module has its own names; strings, templates and regular expressions stay as they are."""
    joined = joined_modules("a/main.js", FILES)
    assert json.loads(run(joined)) == ["2 and 1", 3, True, "two  blanks", True]
    assert b"What" not in joined
    assert b"what is added to" not in joined
    assert b"@param" not in joined


def test_what_nobody_uses_is_left_out() -> None:
    """Also what only that uses."""
    joined = joined_modules("a/main.js", FILES)
    assert b"unused" not in joined
    assert b"doubled" not in joined


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"a/main.js": b'import x from "./first.js";\n'}, r'a/main.js: `import x from "./first.js";` isn\'t an import'),
        ({"a/main.js": b'export { FIRST } from "./first.js";\n'}, "isn't an import or export that can be joined"),
        ({"a/main.js": b"const text = `one\ntwo`;\n"}, "a/main.js, line 1: a template literal goes on"),
        ({"a/main.js": b'import { b } from "./b.js";\n'}, "a/main.js: there is no module a/b.js"),
        ({"a/main.js": b'import { LAST } from "./first.js";\n'}, "a/main.js: a/first.js doesn't export LAST"),
        (
            {"a/first.js": b'import { x } from "./main.js";\nexport const FIRST = x;\n'},
            "a/main.js -> a/first.js -> a/main",
        ),
    ],
)
def test_what_is_not_understood_is_an_error(changed: dict[str, bytes], said: str) -> None:
    """Naming the module, so that the service doesn't start with half a widget."""
    with pytest.raises(ValueError, match=said):
        joined_modules("a/main.js", FILES | changed)


def test_a_style_sheet_is_a_constant() -> None:
    """Without comments and blanks, and without what ends a template."""
    style = style_module(b'/* Colours. */\n.a, .b { color: red; }\n.c::after { content: "x"; }\n')
    assert style == b'export const STYLE = `.a,.b{color:red}.c::after{content:"x"}`;\n'
    with pytest.raises(ValueError, match="template literal"):
        style_module(b".a { background: url(`x`); }")


@with_node
def test_the_widget_is_a_module_that_node_understands() -> None:
    """One script, whose texts are those that it names."""
    source = Assets.load().widget.content
    subprocess.run(["node", "--check", "--input-type=module"], input=source, capture_output=True, check=True)
    assert b"passt am besten" in source
    assert b"LOTSE_ADMIN_KEY" not in source

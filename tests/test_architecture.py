"""Layers, circles, names, sizes, the seams to other people's libraries, and what is never used."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARROW = ("corpus", "index", "retriever", "service")
LIBRARY = "massnahmenlotse"
"""What other programs import. It uses all of the application, which doesn't know it."""
PACKAGES = (*ARROW, "prompts", LIBRARY)
ROOMS = (
    ("addresses", "links", "printable", "redaction", "settings", "texts"),
    ("sharing", "summary", "told_figures"),
    ("access",),
    ("engine", "export", "grounding", "admin"),
    ("llm",),
    ("chat",),
    ("wire", "evaluation"),
    ("mcp",),
    ("api", "server"),
    ("app",),
    ("cli",),
)
"""The rooms of service/ from the bottom up: each may import those on lower floors, and its neighbours on its own."""
DOORS = {"api", "cli"}
LONGEST_MODULE = 250
SEAMS = {
    "faiss": ["index/vectors.py"],
    "bm25s": ["index/lexical.py"],
    "langchain_text_splitters": ["index/chunks.py"],
    "Stemmer": ["index/analyser.py"],
    "rapidfuzz": ["index/spelling.py"],
    "ir_measures": ["service/evaluation/metrics.py"],
    "babel": ["service/texts.py"],
    "openai": ["service/llm/client.py"],
    "psycopg": ["index/database/connection.py"],
    "psycopg_pool": ["index/database/connection.py"],
    "pgvector": ["index/database/connection.py"],
    "pypdfium2": ["corpus/formats/pdfium.py"],
    "python_calamine": ["corpus/formats/spreadsheet.py"],
    "docx": ["service/export/word.py"],
    "prometheus_client": ["service/api/metrics.py"],
    "mcp": ["service/mcp/server.py"],
    "mcp_types": ["service/mcp/server.py"],
}
HEAVY = {"sentence_transformers", "torch", "transformers", "huggingface_hub"}
WORDS_ARE_DATA = ("corpus", "index", "retriever", "service")
"""Packages whose word lists are files in corpus/data/lexicon."""
NO_LANGUAGE = {
    "corpus/text/answer_types.py": "alternatives within patterns",
    "corpus/formats/html_blocks.py": "names of elements",
    "corpus/formats/html_cards.py": "names of elements",
    "corpus/formats/html_labels.py": "names of elements",
    "corpus/formats/page_parts.py": "names of elements",
    "corpus/formats/readers.py": "names of modules",
    "corpus/fields.py": "the schema: names of fields, and the labels of the form that are embedded",
    "index/database/publication.py": "names and types of columns",
    "retriever/silence.py": "names of features",
    "retriever/confidence.py": "names of features",
    "retriever/criteria/criterion.py": "kinds of criteria",
    "retriever/criteria/evidence.py": "names of fields",
    "retriever/criteria/judging.py": "kinds of criteria",
    "retriever/criteria/topics.py": "names of topics",
    "service/grounding/counting.py": "keys of patterns",
    "retriever/understanding.py": "names of the thesaurus' topics",
    "service/api/description.py": "names of groups of routes",
    "service/api/problems.py": "kinds of problems",
    "service/cli/arguments.py": "names of commands",
    "service/cli/commands.py": "names of commands",
    "service/evaluation/questions.py": "names of fields in question sets",
    "service/llm/fault.py": "names of faults",
    "service/grounding/check.py": "names of objections",
    "service/grounding/claims.py": "alternatives within patterns",
    "service/wire/field_errors.py": "kinds of validation errors",
    "service/wire/search.py": "names of fields",
    "index/training/spelling.py": "keys beside each other on a keyboard",
}
PLAIN_WORD = re.compile(r"[A-Za-zÄÖÜäöüß][a-zäöüß]+(?: [A-Za-zÄÖÜäöüß]+)*")
MOST_WORDS = 8
PICKLES = {"pickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}


@cache
def modules() -> dict[str, ast.Module]:
    """The syntax trees of all packages by path below the root."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def imports(tree: ast.AST) -> Iterator[str]:
    """Full names of the modules that a tree imports anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


def word_lists(tree: ast.Module) -> Iterator[list[str]]:
    """Plain words that a module-level literal lists: in a collection, or in one string to split."""
    values = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    for node in (child for value in values for child in ast.walk(value)):
        listed: list[ast.expr | None] = []
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            listed = [*node.elts]
        elif isinstance(node, ast.Dict):
            listed = [*node.keys, *node.values]
        strings = [item.value for item in listed if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        yield [text for text in strings if PLAIN_WORD.fullmatch(text)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts = re.split(r"[|\s]+", node.value.strip())
            yield parts if all(map(PLAIN_WORD.fullmatch, parts)) else []


def users(library: str) -> list[str]:
    """The modules that import a library."""
    return [path for path, tree in modules().items() if library in {name.split(".")[0] for name in imports(tree)}]


def ran(program: str, *arguments: str) -> str:
    """What a program prints in an interpreter of its own."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def imported_modules(path: str) -> set[str]:
    """The modules of ours that a module imports anywhere in it, by path."""
    found = set()
    for node in ast.walk(modules()[path]):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {file(name) or file(node.module or "") for name in names}
        elif isinstance(node, ast.Import):
            found |= {file(alias.name) for alias in node.names}
    return {name for name in found if name}


def file(module: str) -> str | None:
    """The path of one of our modules."""
    path = f"{module.replace('.', '/')}.py"
    return path if path in modules() else None


def room(path: str) -> str:
    """The part of service/ that a module belongs to."""
    return path.removeprefix("service/").partition("/")[0].removesuffix(".py")


def public_names() -> Iterator[tuple[str, str]]:
    """Every public class and function with its module."""
    for path, tree in modules().items():
        for node in tree.body:
            named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            if named and not node.name.startswith("_"):
                yield node.name, path


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_follow_the_arrow(package: str) -> None:
    """The arrow is corpus <- index <- retriever <- service <- the library; prompts imports none of them."""
    allowed = {package, *(ARROW[: ARROW.index(package)] if package in ARROW else ())}
    allowed |= {"prompts"} if package == "service" else set(PACKAGES) if package == LIBRARY else set()
    for path, tree in modules().items():
        if path.startswith(f"{package}/"):
            against = {name.split(".")[0] for name in imports(tree)} & set(PACKAGES) - allowed
            assert not against, f"{path} imports {against}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Also not within a package, nor by imports inside functions."""
    below = {path: imported_modules(path) for path in modules()}
    while free := [path for path, imported in below.items() if not imported & below.keys()]:
        for path in free:
            del below[path]
    assert below == {}


def test_the_service_is_layered() -> None:
    """HTTP and terminal are two doors onto the same chat and search; neither imports the other."""
    floor = {name: number for number, names in enumerate(ROOMS) for name in names}
    for path in modules():
        if path.startswith("service/") and room(path) != "__init__":
            above = {
                other
                for other in imported_modules(path)
                if other.startswith("service/") and floor[room(other)] > floor[room(path)]
            }
            assert not above, f"{path} imports {above}"
            crossing = {other for other in imported_modules(path) if {room(path), room(other)} == DOORS}
            assert not crossing, f"{path} imports {crossing}"


def test_a_public_name_means_one_thing() -> None:
    """No two public classes or functions share a name."""
    homes: dict[str, list[str]] = {}
    for name, path in public_names():
        homes.setdefault(name, []).append(path)
    shared = {name: paths for name, paths in homes.items() if len(paths) > 1}
    readers = shared.pop("read", [])
    assert all(path.startswith("corpus/formats/") for path in readers)
    shared.pop("main", None)
    assert shared == {}


def test_modules_are_of_a_size_that_is_read_at_once() -> None:
    """At most 250 lines each."""
    sizes = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in modules()}
    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_tests_mirror_the_tree() -> None:
    """Every folder of tests of a package has the name of the folder that it tests."""
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    mirrored = {folder for folder in folders if folder.parts and folder.parts[0] in PACKAGES}
    assert {folder for folder in mirrored if not (ROOT / folder).is_dir()} == set()


def test_no_package_imports_the_tests() -> None:
    """Nor anything else that isn't installed with it."""
    assert users("tests") == []


@pytest.mark.parametrize(("library", "seam"), SEAMS.items())
def test_a_library_has_one_seam(library: str, seam: list[str]) -> None:
    """One file imports it, so that one file changes when it is replaced."""
    assert users(library) == seam


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_models_are_imported_where_they_are_loaded_or_trained(library: str) -> None:
    """The transformer encoder and training only."""
    allowed = {
        path for path in modules() if path == "index/encoders/transformer.py" or path.startswith("index/training/")
    }
    assert set(users(library)) <= allowed


def test_heavy_libraries_are_imported_inside_functions() -> None:
    """The transformer encoder's module can be imported without them."""
    top = ast.Module(
        [node for node in modules()["index/encoders/transformer.py"].body if not isinstance(node, ast.If)], []
    )
    inside = {id(child) for node in ast.walk(top) if isinstance(node, ast.FunctionDef) for child in ast.walk(node)}
    names = {
        name.split(".")[0]
        for node in ast.walk(top)
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in inside
        for name in imports(node)
    }
    assert names.isdisjoint(HEAVY)


def test_nothing_is_pickled() -> None:
    """No module that pickles, no torch.load, no code out of a model, no allow_pickle=True."""
    for path, tree in modules().items():
        assert PICKLES.isdisjoint(name.split(".")[0] for name in imports(tree)), path
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) != "torch.load", path
                for keyword in node.keywords:
                    if keyword.arg in ("trust_remote_code", "allow_pickle"):
                        assert ast.unparse(keyword.value) == "False", f"{path}: {keyword.arg}"


def test_packages_offer_no_reexports() -> None:
    """An `__init__` imports nothing, so that nothing heavy comes with a package's name; the library's waits for use."""
    found = {path: list(imports(tree)) for path, tree in modules().items() if path.endswith("__init__.py")}
    assert set(found.pop(f"{LIBRARY}/__init__.py")) == {
        "importlib", "typing", *(f"{LIBRARY}.{name}" for name in ("client", "entries", "errors", "local", "results")),
    }  # fmt: skip
    assert {path: names for path, names in found.items() if names} == {}


def test_the_service_starts_without_torch() -> None:
    """Importing the application imports no model library."""
    program = f"import sys, service.app; print(sorted({HEAVY!r} & set(sys.modules)))"
    assert ran(program) == "[]"


def test_the_library_for_tools_is_loaded_when_it_is_needed() -> None:
    """With the first request of a host, or by `lotse mcp`: it takes half a second."""
    program = "import sys, service.app, service.cli.commands; print(sorted({'mcp', 'mcp_types'} & set(sys.modules)))"
    assert ran(program) == "[]"


def test_a_search_needs_no_torch(built_index: Path) -> None:
    """From the index on disk to the answer, with the shipped encoder."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom index.encoders.load import load_encoder\n"
        "from index.store import Index\n"
        "from retriever.query import Question\nfrom retriever.retriever import Retriever\nencoder = load_encoder()\n"
        "found = Retriever(Index.load(Path(sys.argv[1]), encoder), encoder).search(Question('JUMITA'))\n"
        f"print(found.measures[0].measure.id, sorted({HEAVY!r} & set(sys.modules)))"
    )
    assert ran(program, str(built_index)) == "jumita-junge-muetter-in-teilzeit []"


def test_a_client_needs_httpx_alone() -> None:
    """Nothing of the application, and no other package than those that httpx brings along."""
    program = (
        "import sys\nimport httpx\nbefore = set(sys.modules)\n"
        "from massnahmenlotse import AsyncClient, Client, LotseError\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - sys.stdlib_module_names - {'massnahmenlotse'}))"
    )
    assert ran(program) == "[]"


@pytest.mark.parametrize("package", WORDS_ARE_DATA)
def test_word_lists_are_data(package: str) -> None:
    """No module-level literal lists more than a handful of German or English words; patterns and names apart."""
    for path, tree in modules().items():
        if path.startswith(f"{package}/") and path not in NO_LANGUAGE:
            longest = max(word_lists(tree), key=len, default=[])
            assert len(longest) <= MOST_WORDS, f"{path}: {' '.join(longest)}"


def test_word_lists_are_recognised() -> None:
    """As a collection or as one string to split; alternatives within a pattern aren't one."""
    words = "der die das und oder aber auch nicht kein".split()
    for listed in (words, dict.fromkeys(words, 1), " ".join(words), "|".join(words)):
        assert words in list(word_lists(ast.parse(f"WORDS = {listed!r}")))
    pattern = f"(?:{'|'.join(words)})"
    assert not any(word_lists(ast.parse(f"PATTERN = {pattern!r}")))

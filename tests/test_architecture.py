"""The import arrow, the seams to other people's libraries, and what is never used."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARROW = ("corpus", "index", "retriever", "service")
PACKAGES = (*ARROW, "prompts")
SEAMS = {
    "faiss": ["index/vectors.py"],
    "bm25s": ["index/lexical.py"],
    "langchain_text_splitters": ["index/chunks.py"],
    "Stemmer": ["index/analyser.py"],
    "rapidfuzz": ["index/spelling.py"],
    "ir_measures": ["service/evaluation/metrics.py"],
    "babel": ["service/texts.py"],
    "openai": ["service/llm/client.py"],
    "pypdfium2": ["corpus/formats/pdf.py"],
    "docx": ["corpus/formats/docx.py", "service/export/word.py"],
}
HEAVY = {"sentence_transformers", "torch", "transformers", "huggingface_hub"}
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


def users(library: str) -> list[str]:
    """The modules that import a library."""
    return [path for path, tree in modules().items() if library in {name.split(".")[0] for name in imports(tree)}]


def ran(program: str, *arguments: str) -> str:
    """What a program prints in an interpreter of its own."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_follow_the_arrow(package: str) -> None:
    """The arrow is corpus <- index <- retriever <- service; prompts imports none of them."""
    allowed = {package, *(ARROW[: ARROW.index(package)] if package in ARROW else ())}
    allowed |= {"prompts"} if package == "service" else set()
    for path, tree in modules().items():
        if path.startswith(f"{package}/"):
            against = {name.split(".")[0] for name in imports(tree)} & set(PACKAGES) - allowed
            assert not against, f"{path} imports {against}"


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
    """An `__init__` imports nothing, so that nothing heavy comes with a package's name."""
    found = {path: list(imports(tree)) for path, tree in modules().items() if path.endswith("__init__.py")}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_service_starts_without_torch() -> None:
    """Importing the application imports no model library."""
    program = f"import sys, service.app; print(sorted({HEAVY!r} & set(sys.modules)))"
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

"""The commands of the documentation: which there are, and why some of them aren't run."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path

from tests.docs.markdown import PAGES, Block, blocks

SHELLS = ("sh", "console")
PROGRAMS = frozenset("make lotse curl pip python python3 pytest ir_measures jupyter ollama export".split())
SYSTEM = frozenset(("docker", "install", "mv", "nginx", "printf", "rm", "sudo", "systemctl", "useradd"))
"""Programs that an operator's system has."""

CI = "the build runs it itself"
INSTALLS = "installs into the environment that the tests run in; the build installs the same extra"
ELSEWHERE = "installs into the environment of another program; the build does so in one of its own"
DATABASE = "needs a PostgreSQL server; tests/service/test_sharing.py does the same with one"
MINUTES = "takes minutes; tests/docs/test_figures.py runs the same with a few questions"
CATALOGUES = "takes minutes; tests/test_catalogues_benchmark.py reads some of the same catalogues"
LARGE = "takes minutes; tests/test_large_benchmark.py looks at the same catalogue"
GROWTH = "takes half an hour; tests/test_scale_benchmark.py looks at a smaller catalogue"
JUPYTER = "installs Jupyter; the build does, and tests/massnahmenlotse/test_notebook.py runs the notebook"
OPEN_WEBUI = "installs 4 GB; tests/service/api/openai/test_clients.py reads its prompts"
OWN_MACHINE = "as root; tests/benchmarks/newcomer.py follows the page, container.py the Dockerfile"
_AS_ROOT = """
python3 -m venv /opt/lotse
/opt/lotse/bin/pip install --no-index --find-links wheelhouse --require-hashes -r wheelhouse/requirements.lock
/opt/lotse/bin/pip install --no-index --find-links wheelhouse --no-deps massnahmenlotse
useradd --system --home-dir /var/lib/lotse lotse
install -o lotse -g lotse -m 700 -d /var/lib/lotse /var/lib/lotse/documents /var/lib/lotse/backups
install -m 600 /dev/null /etc/lotse.env
install -m 644 wheelhouse/lotse.service /etc/systemd/system/
install -m 755 wheelhouse/lotse.sh /usr/local/bin/lotse
install -o lotse -g lotse -m 600 evenings.md /var/lib/lotse/documents/
lotse index
lotse keys add office
lotse keys add administration --scope admin
systemctl enable --now lotse
curl -sf --retry 9 --retry-connrefused http://127.0.0.1:8000/readyz
install -m 644 wheelhouse/nginx.conf /etc/nginx/snippets/lotse.conf
nginx -t && systemctl reload nginx
docker build -f deploy/Dockerfile -t massnahmenlotse .
docker compose -f deploy/compose.yml run --rm lotse lotse index
docker compose -f deploy/compose.yml up -d
lotse backup /var/lib/lotse/backups/before.tar
install -m 755 wheelhouse/lotse.cron /etc/cron.daily/lotse
lotse restore /var/lib/lotse/backups/before.tar /var/lib/lotse/restored
rm -r /var/lib/lotse/index/generations
mv /var/lib/lotse/restored/index/generations /var/lib/lotse/restored/index/current /var/lib/lotse/index/
rm -r /var/lib/lotse/restored
lotse backup /var/lib/lotse/backups/before-update.tar
mv /opt/lotse /opt/lotse-before
systemctl restart lotse
rm -r /opt/lotse && mv /opt/lotse-before /opt/lotse
lotse restore /var/lib/lotse/backups/before-update.tar /var/lib/lotse/restored
.venv/bin/python -m tests.benchmarks.container
.venv/bin/python -m tests.benchmarks.newcomer
"""
NOT_RUN = dict.fromkeys(_AS_ROOT.strip().splitlines(), OWN_MACHINE) | {
    "make wheelhouse": CI,
    ".venv/bin/pip wheel --no-deps --wheel-dir dist ./deploy/client": CI,
    "pip install dist/massnahmenlotse_client-*.whl": ELSEWHERE,
    "make setup": CI,
    "make clients": CI,
    "make check": CI,
    "make test": CI,
    "make test-all": CI,
    "make speed": CI,
    "make scale": GROWTH,
    ".venv/bin/python -m tests.benchmarks.page": CI,
    ".venv/bin/python -m tests.benchmarks.privacy": CI,
    ".venv/bin/python -m tests.benchmarks.attack --quick": CI,
    ".venv/bin/python -m tests.benchmarks.large": LARGE,
    ".venv/bin/python -m tests.benchmarks.catalogues": CATALOGUES,
    ".venv/bin/python -m tests.benchmarks.catalogues --questions -v": CATALOGUES,
    ".venv/bin/python -m tests.benchmarks.catalogues --split test --questions --markdown": CATALOGUES,
    ".venv/bin/python -m tests.benchmarks.catalogues --fields dev --every 5": CATALOGUES,
    ".venv/bin/python -m tests.benchmarks.catalogues.drawn -v": CATALOGUES,
    ".venv/bin/pip install -e '.[evaluate]' -c constraints.txt": "`make setup` installs the same extra",
    ".venv/bin/pip install -e '.[llm]' -c constraints.txt": "`make setup` installs the same extra",
    ".venv/bin/pip install -e '.[traces]' -c constraints.txt": "`make setup` installs the same extra",
    ".venv/bin/pip install -e '.[e5]' -c constraints.txt": INSTALLS,
    ".venv/bin/pip install -e '.[postgres]' -c constraints.txt": INSTALLS,
    "LOTSE_DATABASE=postgresql://lotse@db.intranet.example/lotse .venv/bin/lotse index": DATABASE,
    "LOTSE_DATABASE=postgresql://lotse@db.intranet.example/lotse .venv/bin/lotse serve": DATABASE,
    ".venv/bin/lotse evaluate tests/relevance --ablate": MINUTES,
    ".venv/bin/lotse evaluate tests/relevance --split dev --ablate --output build/dev": MINUTES,
    ".venv/bin/lotse evaluate tests/relevance --split test --ablate --output build/test": MINUTES,
    ".venv/bin/python docs/figures.py build/dev build/test build/keywords": MINUTES,
    "python3 -m venv build/open-webui && build/open-webui/bin/pip install open-webui==0.12.4": OPEN_WEBUI,
    ".venv/bin/python -m docs.open_webui build/open-webui/bin/open-webui": OPEN_WEBUI,
    ".venv/bin/pip install jupyterlab pandas": JUPYTER,
    ".venv/bin/jupyter lab docs/notebook.ipynb": JUPYTER,
    ".venv/bin/pip install nbconvert ipykernel pandas": JUPYTER,
    ".venv/bin/python -m docs.notebook": JUPYTER,
    "make bench": "installs 9 GB and takes 17 minutes",
    "make bench-quick": "installs the environments of two other systems and takes five minutes",
    '.venv/bin/lotse ask --prompt "Was kostet BAHN FREI?" | ollama run qwen3:8b': "needs a model server",
    "LOTSE_MODEL=e5 .venv/bin/lotse index --index e5-index": "takes minutes; tests/index/encoders runs the encoder",
    'LOTSE_MODEL=e5 .venv/bin/lotse search --index e5-index "Хто допомагає з боргами?"': "needs the index above",
}
"""Commands that these tests don't run, each with the reason. They are parsed, and what they name must exist."""

FOREIGN = ("haystack", "llama_index")
"""Other people's packages that pages show how to use. The build installs them, and runs those pages once more."""

_COMMENT = re.compile(r"\s+# .*$|^# .*$")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the page has it, without its comment; `output` is what a `console` block shows below it."""

    text: str
    output: str | None = None


def commands(block: Block) -> list[Command]:
    """The commands of a block for a shell."""
    if block.language == "sh":
        return [Command(text) for text in _joined(block.text.splitlines())]
    return list(_typed(block.text.splitlines()))


def is_runnable(block: Block) -> bool:
    """Whether the packages are there that a block of Python takes from other people."""
    return all(find_spec(name) for name in FOREIGN if f"\nfrom {name}" in f"\n{block.text}")


def all_commands() -> list[tuple[Path, Command]]:
    """The commands of all pages."""
    found = ((block.page, block) for page in PAGES for block in blocks(page) if block.language in SHELLS)
    return [(page, command) for page, block in found for command in commands(block)]


def _typed(lines: list[str]) -> Iterator[Command]:
    """`$ ` begins a command, which goes on until its quotes are closed; what follows is its output."""
    assert lines[0].startswith("$ "), lines[0]
    starts = [row for row, line in enumerate(lines) if line.startswith("$ ")]
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = next(_joined([lines[begin].removeprefix("$ "), *lines[begin + 1 : end]]))
        shown = lines[begin + 1 + text.count("\n") : end]
        yield Command(text, "\n".join(shown) + "\n" if shown else None)


def _joined(lines: list[str]) -> Iterator[str]:
    """Commands of one or more lines: a backslash or an open quotation continues one."""
    rest = iter(lines)
    for line in rest:
        text = line
        while not _is_whole(text):
            text += "\n" + next(rest)
        text = _COMMENT.sub("", text)
        if text.strip():
            yield text


def _is_whole(text: str) -> bool:
    if text.endswith("\\"):
        return False
    try:
        shlex.split(text, comments=True)
    except ValueError:
        return False
    return True


def programs(text: str) -> list[list[str]]:
    """The words of each program that a command starts, without assignments and redirections."""
    lexer = shlex.shlex(text.replace("\\\n", " "), posix=True, punctuation_chars="|;&<>")
    lexer.commenters = ""
    lexer.whitespace_split = True
    return list(_split(list(lexer)))


def _split(words: list[str]) -> Iterator[list[str]]:
    rest = words
    while rest:
        part = list(takewhile(lambda word: word not in ("|", ";", "&&", "||", "&"), rest))
        rest = rest[len(part) + 1 :]
        while part and re.fullmatch(r"\w+=.*", part[0], re.DOTALL):
            part = part[1:]
        if part:
            yield part

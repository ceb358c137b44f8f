"""The catalogues that are measured, and the split that says on which of them anything may be decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.benchmarks.catalogues.formats import FORMATS, write_catalogue
from tests.benchmarks.catalogues.practice import practice_entries
from tests.benchmarks.catalogues.truth import Truth, read_truth

DATA = Path(__file__).parents[2] / "data" / "catalogues"
Split = Literal["dev", "test"]
PARTS = ("cases", "shapes", "real", "formats")
_MORE_DEV = {"08-c-xlsx-zwei-blaetter", "08-e-hsds3", "ams-kursliste-xlsx"}


@dataclass(frozen=True, slots=True)
class Source:
    """A catalogue of a part (one of `PARTS`); without a folder it is written when it is opened."""

    name: str
    part: str
    split: Split
    folder: Path | None = None

    @contextmanager
    def opened(self) -> Iterator[tuple[Path, Truth]]:
        """The folder of its files and what they state, for as long as the context lasts."""
        if self.folder:
            yield self.folder / "input", read_truth(self.folder / "truth.json")
            return
        with TemporaryDirectory(prefix="lotse-catalogue-") as folder:
            yield Path(folder), write_catalogue(self.name, practice_entries(), Path(folder))


def list_sources(parts: tuple[str, ...] = PARTS, splits: tuple[Split, ...] = ("dev",)) -> list[Source]:
    """The catalogues of `parts` in `splits`, in the order of the table."""
    return [source for part in parts for source in _of_part(part) if source.split in splits]


def _of_part(part: str) -> Iterator[Source]:
    if part == "formats":
        yield from (Source(name, part, "dev") for name in FORMATS)
        return
    for folder in sorted((DATA / part).iterdir()):
        yield Source(folder.name, part, _split(part, folder.name), folder)


def _split(part: str, name: str) -> Split:
    """Nothing is decided on `test`: measured once, when what is measured is finished."""
    is_dev = part == "cases" or name in _MORE_DEV or (part == "shapes" and name[2:5] == "-a-")
    return "dev" if is_dev else "test"

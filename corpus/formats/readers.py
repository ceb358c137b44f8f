"""Which module of this folder reads which files, by suffix, and how a file is handed to it."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from corpus.formats.content import Extracted, ReadLimits, ReadOptions, Unreadable, ensure_readable, readable_size

READERS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "delimited",
        ".docx": "docx",
        ".eml": "eml",
        ".htm": "html",
        ".html": "html",
        ".json": "objects",
        ".jsonl": "objects",
        ".md": "markdown",
        ".ndjson": "objects",
        ".ods": "ods",
        ".odt": "odt",
        ".pdf": "pdf",
        ".pptx": "pptx",
        ".tsv": "delimited",
        ".txt": "plain",
        ".xls": "spreadsheet",
        ".xlsm": "spreadsheet",
        ".xlsx": "spreadsheet",
    }
)
"""Each has a function `read(data, options) -> Extracted`, which raises Unreadable with a reason.

It may have a `SAMPLE`, a document that is read before the first file, so that word lists are loaded once for all files.
"""

_SHORT = 32 * 1024
IN_PROCESS: Mapping[str, int] = MappingProxyType(
    {".txt": 1024 * 1024} | dict.fromkeys((".csv", ".json", ".jsonl", ".md", ".ndjson", ".tsv"), _SHORT)
)
"""Files of at most so many bytes are read in this process, since starting another one takes longer than reading them.

A hostile one of that size takes a few seconds and some hundred megabytes at most.
"""

CONVERTIBLE: Mapping[str, str] = MappingProxyType(
    {
        ".doc": ".docx",
        ".dot": ".docx",
        ".docm": ".docx",
        ".rtf": ".docx",
        ".ott": ".odt",
        ".fodt": ".odt",
        ".ppt": ".pptx",
        ".pps": ".pptx",
        ".ppsx": ".pptx",
        ".pptm": ".pptx",
        ".odp": ".pptx",
        ".msg": ".eml",
        ".xlsb": ".xlsx",
        ".xlt": ".xlsx",
        ".xltx": ".xlsx",
        ".numbers": ".xlsx",
        ".fods": ".ods",
        ".ots": ".ods",
    }
)
"""Kinds of files that aren't read, and as what the program that made them can save them."""


def unsupported(suffix: str = "") -> str:
    """Why a file of another type can't be read, and what to do about it."""
    if suffix in CONVERTIBLE:
        return f"{suffix} files aren't read; save it as {CONVERTIBLE[suffix]}"
    return f"unsupported file type; supported: {', '.join(sorted(READERS))}"


def read_document(suffix: str, data: bytes, limits: ReadLimits, options: ReadOptions) -> Extracted:
    """Read a file with the reader for its suffix, whose libraries are imported only now.

    Raises Unreadable, with a reason, whatever goes wrong.
    """
    try:
        reader = import_module(f"corpus.formats.{READERS[suffix]}")
        content: Extracted = reader.read(data, options)
        return ensure_readable(content, limits)
    except Unreadable:
        raise
    except ModuleNotFoundError as error:
        raise Unreadable(f"reading it needs the package {error.name}") from error
    except (MemoryError, ImportError, OSError) as error:  # the latter two if a library doesn't fit into memory
        raise Unreadable(f"reading it needs more than {readable_size(limits.memory_bytes)} of memory") from error
    except RecursionError as error:
        raise Unreadable("nested too deeply") from error
    except Exception as error:  # a library may raise anything over a damaged file
        raise Unreadable(f"damaged, or not a {suffix} file ({type(error).__name__})") from error

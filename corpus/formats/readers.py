"""Which module of this folder reads which files, by suffix."""

from collections.abc import Mapping
from types import MappingProxyType

READERS: Mapping[str, str] = MappingProxyType(
    {
        ".docx": "docx",
        ".htm": "html",
        ".html": "html",
        ".md": "plain",
        ".pdf": "pdf",
        ".txt": "plain",
    }
)
"""Each has a function `read(data, options) -> Extracted`, which raises Unreadable with a reason."""

IN_PROCESS = frozenset((".txt", ".md"))
"""Read in this process, since no library parses them."""

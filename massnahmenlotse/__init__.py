"""What other programs import: search and answers of Maßnahmenlotse, in this process or from a service.

    from massnahmenlotse import Client, open_index

Nothing is imported before it is used: a program that talks to a service needs httpx and nothing else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massnahmenlotse.client import AsyncClient, Client
    from massnahmenlotse.entries import CitedPassage, MeasureEntry, MeasureValue, ProvingQuote
    from massnahmenlotse.errors import (
        InvalidRequest,
        LotseError,
        NotThere,
        PackageMissing,
        ProblemReported,
        RequestRefused,
        ServiceUnavailable,
        ServiceUnreachable,
    )
    from massnahmenlotse.local import LocalIndex, open_index
    from massnahmenlotse.results import ConversationAnswer, FoundMeasure, SearchResults

__all__ = (
    "AsyncClient",
    "CitedPassage",
    "Client",
    "ConversationAnswer",
    "FoundMeasure",
    "InvalidRequest",
    "LocalIndex",
    "LotseError",
    "MeasureEntry",
    "MeasureValue",
    "NotThere",
    "PackageMissing",
    "ProblemReported",
    "ProvingQuote",
    "RequestRefused",
    "SearchResults",
    "ServiceUnavailable",
    "ServiceUnreachable",
    "open_index",
)
_HOMES = {
    "AsyncClient": "client",
    "Client": "client",
    "LocalIndex": "local",
    "open_index": "local",
    **dict.fromkeys(("CitedPassage", "MeasureEntry", "MeasureValue", "ProvingQuote"), "entries"),
    **dict.fromkeys(("ConversationAnswer", "FoundMeasure", "SearchResults"), "results"),
}
_OTHERWISE = "errors"


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, _OTHERWISE)}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

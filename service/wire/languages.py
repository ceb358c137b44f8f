"""The language of what the service says, as named in a request's body."""

from typing import Annotated, Any

from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from service.texts import languages


def _offered(language: str) -> str:
    if language not in languages():
        expected = " or ".join(map(repr, languages()))
        raise PydanticCustomError("literal_error", "there are no texts in this language", {"expected": expected})
    return language


class _Enumerated:
    """Names the languages in the description of the API."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "enum": list(languages())}


InterfaceLanguage = Annotated[str, AfterValidator(_offered), _Enumerated()]
"""A language that there is a catalogue of texts in."""

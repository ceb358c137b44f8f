"""The texts of an evaluation's tables and report, out of the catalogue."""

from service.texts import Texts


def say(key: str, language: str, **values: object) -> str:
    """The text of `key`; what has none, such as somebody's own style of question, is said as it is."""
    texts = Texts.in_language(language)
    return texts.text(f"evaluation.{key}", **values) if texts.has(f"evaluation.{key}") else key

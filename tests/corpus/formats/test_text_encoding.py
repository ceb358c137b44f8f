"""In which encoding a text is written."""

import pytest

from corpus.formats.text_encoding import decode_text

SENTENCES = (
    "Für Mütter und Väter, die größere Schritte wagen",
    "Die Maßnahme läuft zwölf Monate; Beginn: 1. März",
    "Übernahme möglich – „nach Prüfung“, § 45 SGB III",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "windows-1252"])
def test_a_text_is_decoded_without_being_told_how(sentence: str, encoding: str) -> None:
    """What a byte order mark or UTF-8 says is certain; one byte a letter is a guess."""
    text, notices = decode_text(sentence.encode(encoding))
    assert text == sentence
    assert [notice.code for notice in notices] == ["encoding_guessed"] * (encoding == "windows-1252")


@pytest.mark.parametrize("sentence", SENTENCES[:2])
@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_encodings_of_old_machines_are_told_by_their_letters(sentence: str, encoding: str) -> None:
    """An umlaut of one is a strange sign in another."""
    assert decode_text(sentence.encode(encoding))[0] == sentence

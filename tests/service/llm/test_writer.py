"""Sentences of an answer as it comes."""

import pytest

from service.llm.writer import SentenceBuffer


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Es kostet 10 €. [1] Es dauert ein Jahr [2].", ["Es kostet 10 € [1].", "Es dauert ein Jahr [2]."]),
        (
            "Nach § 16 Abs. 1 SGB II i. V. m. § 45 geht das [1].",
            ["Nach § 16 Abs. 1 SGB II i. V. m. § 45 geht das [1]."],
        ),
        ("- Eins [1]\n- Zwei [2]\n", ["- Eins [1]", "- Zwei [2]"]),
        ("", []),
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_sentences_do_not_depend_on_the_pieces(text: str, sentences: list[str], size: int) -> None:
    """However the text is cut, the sentences are the same, and a citation behind a full stop stays with its own."""
    held = SentenceBuffer()
    found = [said for start in range(0, len(text), size) for said in held.add(text[start : start + size])]
    assert [*found, *held.rest()] == sentences


def test_an_endless_sentence_is_let_go() -> None:
    """What never ends isn't held for ever."""
    held = SentenceBuffer()
    assert [len(said) for said in held.add("x" * 2_001)] == [2_001]

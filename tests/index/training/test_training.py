"""How the encoder's training treats words: folded, cut, misspelt; and what it holds back."""

import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index.training.misspelt import misspelt_pieces
from index.training.sources import (
    HELD_BACK_PAIRS,
    Pair,
    held_back_pairs,
    held_back_practice,
    read_concepts,
    read_practice,
    training_pairs,
    training_practice,
)
from index.training.spelling import may_be_mistyped, mistype, sample_segmentation
from index.training.tokenizer import build_normalizer, piece_scores, train_tokenizer, with_pieces

PRACTICE = Path(__file__).parents[3] / "corpus" / "data" / "practice.jsonl"
TEXTS = ["Schuldnerberatung", "Suchtberatung", "Beratung", "Schuldner", "Sucht", "Schulden", "Umschulung"] * 20


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Give a tokenizer of seven words."""
    return train_tokenizer(TEXTS, 60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kündigung", "kundigung"),
        ("KUENDIGUNG", "kundigung"),
        ("Straße", "strase"),
        ("Depression", "depresion"),
        ("neue Bauern", "neue bauern"),
        ("§ 45, Satz 1", "§ 45  satz 1"),
        ("issue", "isue"),
    ],
)
def test_normalizer_gives_one_spelling(written: str, folded: str) -> None:
    """Umlauts, case, doubled consonants and punctuation are folded; `ue` after a and e stays."""
    assert build_normalizer().normalize_str(written) == folded


def test_tokenizer_is_the_same_every_time(tokenizer: Tokenizer) -> None:
    """Pieces of equal score have a fixed order, so that the same sources give the same numbers."""
    assert train_tokenizer(TEXTS, 60).to_str() == tokenizer.to_str()


def test_sampled_segmentations_spell_the_word() -> None:
    """Every sampled cut joins to the word again, and more than one cut is drawn."""
    scores = {"a": -3.0, "b": -3.0, "ab": -4.0, "abb": -5.0}
    rng = random.Random(7)
    cuts = {tuple(sample_segmentation("abb", scores, 18, rng)) for _ in range(50)}
    assert {"".join(cut) for cut in cuts} == {"abb"}
    assert cuts == {("a", "b", "b"), ("ab", "b"), ("abb",)}


def test_a_letter_without_a_piece_is_left_out() -> None:
    """An unknown letter doesn't stop the cut."""
    assert sample_segmentation("axb", {"a": -1.0, "b": -1.0}, 18, random.Random(7)) == ["a", "b"]


def test_a_typing_error_keeps_the_first_letter_and_nearly_the_length() -> None:
    """One error: the first letter stays, at most one letter comes or goes."""
    rng = random.Random(7)
    wrong = {mistype("beratung", rng) for _ in range(100)}
    assert {form[0] for form in wrong} == {"b"}
    assert {len(form) for form in wrong} == {7, 8, 9}


def test_short_words_and_numbers_are_not_mistyped() -> None:
    """An error would make another word of them."""
    assert [may_be_mistyped(word) for word in ("und", "2013", "sucht")] == [False, False, True]


def test_misspelt_pieces_share_the_number_of_the_right_one(tokenizer: Tokenizer) -> None:
    """A left-out letter is a piece of its own that points to the piece it comes from."""
    found = {each.form: each.piece for each in misspelt_pieces(tokenizer, TEXTS, TEXTS, 10_000)}
    assert found["▁shuldner"] == tokenizer.token_to_id("▁schuldner")
    extended = with_pieces(tokenizer, [("▁shuldner", -9.0)])
    assert extended.encode("Shuldner").tokens == ["▁shuldner"]


def test_right_spellings_are_never_misspelt_pieces(tokenizer: Tokenizer) -> None:
    """What stands in the texts more than once is a word, however near to another it is."""
    texts = [*TEXTS, "Shuldner", "Shuldner"]
    found = {each.form for each in misspelt_pieces(tokenizer, TEXTS, texts, 10_000)}
    assert "▁shuldner" not in found
    assert found.isdisjoint(piece_scores(tokenizer))


def test_held_back_pairs_share_no_side_with_training() -> None:
    """A thousand pairs are held back; a sentence of theirs is nowhere in training, whatever stands beside it."""
    pairs = [
        Pair(f"Ein Satz, Nummer {count}, zum Lernen", f"A sentence to be learnt from, {count}") for count in range(1500)
    ]
    pairs += [Pair(f"Ein anderer Satz, Nummer {number} am Ende", pair.english) for number, pair in enumerate(pairs)]
    held, kept = held_back_pairs(pairs), training_pairs([pairs])
    assert len(held) == HELD_BACK_PAIRS
    assert {pair.english for pair in held}.isdisjoint(pair.english for pair in kept)
    assert {pair.foreign for pair in held}.isdisjoint(pair.foreign for pair in kept)


def test_every_seventh_practice_measure_is_held_back() -> None:
    """Of 210 measures, 30 are held back whole."""
    measures = read_practice(PRACTICE)
    held = held_back_practice(measures)
    assert (len(measures), len(held), len(training_practice(measures))) == (210, 30, 180)
    assert held[0] == measures[6]


def test_a_thesaurus_line_without_its_columns_is_named(tmp_path: Path) -> None:
    """A broken line is refused with its number."""
    broken = tmp_path / "thesaurus.tsv"
    broken.write_text("topic\tpref_de\talt_de\tpref_en\talt_en\tbroader_de\nnur\tzwei\n", "utf-8")
    with pytest.raises(ValueError, match=r"thesaurus\.tsv:2 has 2 columns instead of 6"):
        read_concepts(broken)

"""The tokenizer of the shipped encoder: normalised spelling, words cut into pieces."""

import json
from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "<unk>"
LONGEST_PIECE = 18
SCORE_DIGITS = 3


def build_normalizer() -> normalizers.Normalizer:
    """Fold `Kündigung`, `Kuendigung` and `Kundigung`, case, ß and punctuation into one spelling.

    `ue` stays after a, e and q (`Bauer`, `neue`, `quer`) and at the end of a word (`issue`). Doubled consonants become
    single ones, because doubling is what people get wrong most often (`Depresion`, `Aparat`, `beratten`).
    """
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("ß", "ss"),
            normalizers.Replace(Regex(r"(?<![aeq])ue(?=\w)"), "u"),
            normalizers.Replace(Regex(r"ae(?=\w)"), "a"),
            normalizers.Replace(Regex(r"oe(?=\w)"), "o"),
            normalizers.NFD(),
            normalizers.StripAccents(),
            normalizers.Replace(Regex(r"[^\w\s§%€]+"), " "),
            normalizers.Replace(Regex(r"([b-df-hj-np-tv-z])(?=\1)"), ""),
        ]
    )


def train_tokenizer(texts: Iterable[str], pieces: int) -> Tokenizer:
    """Train a unigram tokenizer with `pieces` pieces; it cuts German compounds into meaningful parts."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = build_normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Whitespace(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=pieces, special_tokens=[UNKNOWN], unk_token=UNKNOWN, max_piece_length=LONGEST_PIECE
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _in_order(tokenizer)


def words_of(tokenizer: Tokenizer, text: str) -> list[str]:
    """The normalised words of a text, each with its leading mark, not yet cut into pieces. Raises ValueError."""
    normalizer, splitter = tokenizer.normalizer, tokenizer.pre_tokenizer
    if normalizer is None or splitter is None:
        raise ValueError("the tokenizer has no normalizer or no pre-tokenizer")
    return [word for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text))]


def piece_scores(tokenizer: Tokenizer) -> dict[str, float]:
    """The log probability of every piece except the unknown one."""
    model = json.loads(tokenizer.to_str())["model"]
    return {piece: score for number, (piece, score) in enumerate(model["vocab"]) if number != model["unk_id"]}


def with_pieces(tokenizer: Tokenizer, pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A copy of the tokenizer with more pieces after its own."""
    content = json.loads(tokenizer.to_str())
    content["model"]["vocab"] += [[piece, round(score, SCORE_DIGITS)] for piece, score in pieces]
    return Tokenizer.from_str(json.dumps(content))


def _in_order(tokenizer: Tokenizer) -> Tokenizer:
    """Sort pieces by rounded score and spelling, since the trainer's order of equal ones is random."""
    content = json.loads(tokenizer.to_str())
    unknown, *pieces = content["model"]["vocab"]
    rounded = [(piece, round(score, SCORE_DIGITS)) for piece, score in pieces]
    content["model"]["vocab"] = [unknown, *sorted(rounded, key=lambda item: (-item[1], item[0]))]
    return Tokenizer.from_str(json.dumps(content))

"""The shipped encoder: equal to sentence-transformers, without torch, refused when altered."""

import csv
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoders.encoder import EncoderError
from index.encoders.load import load_encoder
from index.encoders.static import SHIPPED_MODEL, StaticEncoder
from index.training.manifest import write_manifest

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "corpus" / "data" / "texts"
TYPOS = ROOT / "tests" / "relevance" / "typos.tsv"


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    """The shipped encoder."""
    return StaticEncoder.load(SHIPPED_MODEL)


def corpus_texts() -> list[str]:
    """Every line of the corpus, and what is hard to encode."""
    lines = [line for path in sorted(TEXTS.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return ["", " ", "?!", "日本語", "§ 16 SGB II", *(line for line in lines if line.strip())]


def test_equals_sentence_transformers_on_the_whole_corpus(encoder: StaticEncoder) -> None:
    """The torch-free loader gives what SentenceTransformer gives with the same weights in float32, to 1e-5."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    texts = corpus_texts()
    model = sentence_transformers.SentenceTransformer(str(SHIPPED_MODEL), device="cpu").float()
    difference = np.abs(model.encode(texts) - encoder.encode_passages(texts)).max()
    assert difference < 1e-5


def test_encoding_needs_no_torch() -> None:
    """Loading the shipped encoder and encoding a question imports neither torch nor sentence-transformers."""
    program = (
        "import sys; from index.encoders.load import load_encoder; load_encoder().encode_questions(['Kündigung']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_rows_are_normalised_and_wordless_texts_are_zero(encoder: StaticEncoder) -> None:
    """A row has length one, or zero where a text holds no word."""
    norms = np.linalg.norm(encoder.encode_questions(["Schuldnerberatung in Hof", "", "?!"]), axis=1)
    assert norms == pytest.approx([1.0, 0.0, 0.0], abs=1e-6)


def test_question_and_passage_vectors_are_float32_of_the_stated_dimension(encoder: StaticEncoder) -> None:
    """Both kinds of text lie in one space, a single text as in a batch."""
    passages = encoder.encode_passages(["Umschulung", "retraining"])
    assert passages.dtype == np.float32
    assert passages.shape == (2, encoder.dimension)
    assert encoder.encode_questions(["retraining"])[0] == pytest.approx(passages[1], abs=1e-6)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


@pytest.mark.parametrize("spelling", ["Kuendigung", "Kundigung", "KÜNDIGUNG", "Ku\u0308ndigung"])
def test_lost_and_transliterated_umlauts_are_the_same_word(encoder: StaticEncoder, spelling: str) -> None:
    """Every way to write an umlaut gives the same vector."""
    vectors = encoder.encode_questions(["Kündigung", spelling])
    assert vectors[0] @ vectors[1] == pytest.approx(1.0, abs=1e-6)


def test_folding_leaves_words_that_only_look_transliterated(encoder: StaticEncoder) -> None:
    """`Bauer`, `neue` and `quer` keep their letters: they differ from `Baur`, `neu` and `qur`."""
    vectors = encoder.encode_questions(["Bauer", "Baur", "neue", "neu", "quer", "qur"])
    assert all(vectors[row] @ vectors[row + 1] < 0.999 for row in (0, 2, 4))


def test_progress_counts_every_passage_once(encoder: StaticEncoder) -> None:
    """The numbers reported add up to the passages, batch by batch."""
    done: list[int] = []
    encoder.encode_passages(["Minijob"] * 600, done.append)
    assert done == [256, 256, 88]


def test_a_question_finds_its_translation(encoder: StaticEncoder) -> None:
    """The English question is nearer to the German one on its subject than to another."""
    english = encoder.encode_questions(["measures for single parents with childcare issues"])[0]
    same, other = encoder.encode_questions(
        ["Maßnahmen für Alleinerziehende mit Problemen bei der Kinderbetreuung", "Maßnahmen für Haftentlassene"]
    )
    assert english @ same > 0.6 > english @ other


@pytest.mark.parametrize(
    "question",
    [
        "Wohin mit Schulden? Schuldnerberatung",
        "Where can I get debt counselling?",
        "Де я можу отримати консультацію щодо боргів?",
        "أين يمكنني الحصول على استشارة بشأن الديون؟",
        "Où trouver un conseil en cas de dettes ?",
    ],
)
def test_five_languages_find_the_german_passage(encoder: StaticEncoder, question: str) -> None:
    """A question about debts is nearest to the passage on debt counselling, in every language that was taught."""
    passages = [
        "Die Schuldnerberatung hilft bei Schulden und verhandelt mit Gläubigern.",
        "Die Kita betreut Kinder unter drei Jahren.",
        "Im Sprachkurs wird Deutsch bis zum Niveau B1 gelernt.",
        "Der Hausarzt überweist an einen Facharzt.",
    ]
    cosines = encoder.encode_passages(passages) @ encoder.encode_questions([question])[0]
    assert int(cosines.argmax()) == 0


def thesaurus_labels() -> tuple[list[str], list[str]]:
    """The concept and the text of every label in the thesaurus, both languages."""
    concepts, labels = [], []
    with (ROOT / "corpus" / "data" / "thesaurus.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            own = [row["pref_de"], *row["alt_de"].split("|"), row["pref_en"], *row["alt_en"].split("|")]
            labels += [label for label in own if label]
            concepts += [row["pref_de"] for label in own if label]
    return concepts, labels


def test_typing_errors_keep_the_concept(encoder: StaticEncoder) -> None:
    """Of 30 words with typing errors or lost umlauts, at least 27 are nearest to the same concept as before."""
    rows = list(csv.DictReader(TYPOS.read_text("utf-8").splitlines(), delimiter="\t"))
    concepts, labels = thesaurus_labels()
    vectors = encoder.encode_passages(labels)
    before = (encoder.encode_questions([row["spelling"] for row in rows]) @ vectors.T).argmax(axis=1)
    after = (encoder.encode_questions([row["variant"] for row in rows]) @ vectors.T).argmax(axis=1)
    kept = [concepts[old] == concepts[new] for old, new in zip(before, after, strict=True)]
    assert (len(kept), sum(kept) >= 27) == (30, True)


def test_id_names_weights_and_tokenizer(encoder: StaticEncoder) -> None:
    """The name and 12 hex digits, as model card and `sha256sum model.safetensors tokenizer.json | sha256sum` say."""
    files = (SHIPPED_MODEL / name for name in ("model.safetensors", "tokenizer.json"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    assert encoder.id == f"lotse-static-256@{hashlib.sha256(''.join(lines).encode()).hexdigest()[:12]}"
    assert f"`{encoder.id}`" in (SHIPPED_MODEL / "README.md").read_text("utf-8")
    assert load_encoder().id == encoder.id


def test_another_tokenizer_is_another_encoder(encoder: StaticEncoder, copied: Path) -> None:
    """The same weights under other pieces give other vectors: an index of the one isn't searched with the other."""
    content = json.loads((copied / "tokenizer.json").read_text("utf-8"))
    (copied / "tokenizer.json").write_text(json.dumps(content | {"version": "1.0"}, indent=1), "utf-8")
    write_manifest(copied, "lotse-static-256")
    name, digest = StaticEncoder.load(copied).id.split("@")
    assert name == "lotse-static-256"
    assert re.fullmatch("[0-9a-f]{12}", digest)
    assert digest != encoder.id.split("@")[1]


def test_the_card_may_be_edited(encoder: StaticEncoder, copied: Path) -> None:
    """It is no part of the model: with another line in it the encoder loads and is the same."""
    card = copied / "README.md"
    card.write_text(card.read_text("utf-8") + "\n", "utf-8")
    assert StaticEncoder.load(copied).id == encoder.id


def test_manifest_names_every_file_of_the_model() -> None:
    """No file but the card lies in the model folder unchecked, and all together are below 15 MB."""
    manifest = json.loads((SHIPPED_MODEL / "manifest.json").read_text("utf-8"))
    files = [path for path in SHIPPED_MODEL.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert {path.relative_to(SHIPPED_MODEL).as_posix() for path in files} == {*manifest["files"], "README.md"}
    assert sum(path.stat().st_size for path in files) < 15_000_000


def test_altered_weights_are_refused_by_name(copied: Path) -> None:
    """One changed byte is enough."""
    weights = copied / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(EncoderError, match=r"model\.safetensors doesn't match its SHA-256"):
        StaticEncoder.load(copied)


def test_a_missing_file_is_refused_by_name(copied: Path) -> None:
    """A file that the manifest names has to be there."""
    (copied / "tokenizer.json").unlink()
    with pytest.raises(EncoderError, match=r"tokenizer\.json can't be read: No such file"):
        StaticEncoder.load(copied)


def test_a_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    """Without a manifest nothing can be checked."""
    with pytest.raises(EncoderError, match=r"manifest\.json can't be read"):
        StaticEncoder.load(tmp_path)

"""Figures for the encoder's model card: `python -m tests.benchmarks.encoder retrieval|parallel|typos|...`."""

import argparse
import csv
import hashlib
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import Qrel, ScoredDoc, nDCG
from tokenizers import Tokenizer

from corpus.collection import Corpus
from index.analyser import Analyser
from index.chunks import chunks
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.encoders.static import SHIPPED_MODEL, StaticEncoder
from index.lexical import BM25Index
from index.training.sources import held_back_pairs, held_back_practice, read_pairs, read_practice
from index.vectors import FloatArray

ROOT = Path(__file__).parents[2]
DATA = ROOT / "corpus" / "data"
RELEVANCE = ROOT / "tests" / "relevance"
BEST_CHUNKS = 3

Texts = Sequence[tuple[str, str]]
"""Pairs of a measure's id and one of its texts."""
Ranker = Callable[[Sequence[str]], list[dict[str, float]]]
"""A function from questions to scores by measure."""


def measure_chunks() -> list[tuple[str, str]]:
    """The text of every chunk of the shipped catalogue, as the encoder sees it, with its measure."""
    cut = (chunk for parsed in Corpus.shipped().parsed for chunk in chunks(parsed))
    return [(chunk.measure, chunk.embedded) for chunk in cut if chunk.measure]


def by_chunks(encoder: Encoder, texts: Texts) -> Ranker:
    """Rank measures by the mean cosine of their three best chunks."""
    vectors = encoder.encode_passages([text for _, text in texts])
    rows: dict[str, list[int]] = defaultdict(list)
    for row, (owner, _) in enumerate(texts):
        rows[owner].append(row)

    def rank(questions: Sequence[str]) -> list[dict[str, float]]:
        cosines = encoder.encode_questions(questions) @ vectors.T
        return [{owner: _best(line[own]) for owner, own in rows.items()} for line in cosines]

    return rank


def by_words(texts: Texts) -> Ranker:
    """Rank measures by BM25 over their whole text, stemmed and folded, without splitting compounds."""
    whole: dict[str, list[str]] = defaultdict(list)
    analyser = Analyser()
    for owner, text in texts:
        whole[owner] += analyser.terms(text)
    index = BM25Index.from_terms(list(whole.values()), k1=1.5, b=0.75)

    def rank(questions: Sequence[str]) -> list[dict[str, float]]:
        scores = [index.scores(dict.fromkeys(analyser.terms(question), 1.0)) for question in questions]
        return [dict(zip(whole, map(float, line), strict=True)) for line in scores]

    return rank


def _best(cosines: FloatArray) -> float:
    return float(np.sort(cosines)[::-1][:BEST_CHUNKS].mean())


def retrieval(rankers: Mapping[str, Ranker], split: str) -> None:
    """nDCG@10 on the question set by language; typo questions count as a group and in `all` of their language."""
    questions = [question for question in read_questions() if question["split"] == split]
    for name, rank in rankers.items():
        values = _values(questions, rank([question["text"] for question in questions]))
        groups: dict[str, list[float]] = defaultdict(list)
        for question in questions:
            typo = question["style"] == "typo"
            for group in ("typo" if typo else question["language"], f"all {question['language']}", "all"):
                groups[group].append(values[question["id"]])
            if question["other_words"]:
                groups["other words"].append(values[question["id"]])
        cells = (f"{group} {np.mean(found):.3f} ({len(found)})" for group, found in sorted(groups.items()))
        print(f"{split}  {name:<28}", " · ".join(cells))


def read_questions() -> Iterator[dict[str, Any]]:
    """The answerable questions with judged measures."""
    for line in (RELEVANCE / "questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        if question["answerable"] and question["judgements"]:
            yield question


def _values(questions: Sequence[dict[str, Any]], scores: Sequence[dict[str, float]]) -> dict[str, float]:
    """nDCG@10 by question, with borderline measures left out of the ranking."""
    run, truth = [], []
    for question, scored in zip(questions, scores, strict=True):
        arguable = set(question.get("borderline", ()))
        run += [ScoredDoc(question["id"], owner, value) for owner, value in scored.items() if owner not in arguable]
        truth += [Qrel(question["id"], owner, grade) for owner, grade in question["judgements"].items()]
    return {found.query_id: found.value for found in ir_measures.iter_calc([nDCG @ 10], truth, run)}


def parallel(encoders: Sequence[Encoder], path: Path, german: Path | None) -> None:
    """Accuracy@1 of held-back sentences finding their translation among all of them, in both directions.

    The pair is English and the language of `path`, or with `german` that language and German.
    """
    pairs = [(pair.english, pair.foreign) for pair in held_back_pairs(read_pairs(path))]
    if german:
        known = {pair.english: pair.foreign for pair in read_pairs(german)}
        pairs = [(foreign, known[english]) for english, foreign in pairs if english in known]
    wanted = np.arange(len(pairs))
    for encoder in encoders:
        left = encoder.encode_questions([text for text, _ in pairs])
        right = encoder.encode_passages([text for _, text in pairs])
        there = ((left @ right.T).argmax(axis=1) == wanted).mean()
        back = ((right @ left.T).argmax(axis=1) == wanted).mean()
        print(f"{path.name} {encoder.id:<32} there {there:.3f} · back {back:.3f} · {len(pairs)} pairs")


def translations(encoders: Sequence[Encoder]) -> None:
    """Accuracy@1 of English questions finding the German question of the same need among all German ones."""
    asked: dict[str, dict[str, str]] = defaultdict(dict)
    for line in (RELEVANCE / "questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        if question.get("pair"):
            asked[question["pair"]][question["language"]] = question["text"]
    pairs = [pair for pair in asked.values() if len(pair) == len(("de", "en"))]
    for encoder in encoders:
        english = encoder.encode_questions([pair["en"] for pair in pairs])
        german = encoder.encode_questions([pair["de"] for pair in pairs])
        right = ((english @ german.T).argmax(axis=1) == np.arange(len(pairs))).mean()
        print(f"{encoder.id:<32} English to German {right:.3f} · {len(pairs)} pairs of questions")


def practice(encoders: Sequence[Encoder]) -> None:
    """nDCG@10 over all practice measures for the questions of the held-back ones."""
    measures = read_practice(DATA / "practice.jsonl")
    texts = [(each.id, f"{each.title} – {field}: {text}") for each in measures for field, text in each.passages.items()]
    asked = [(each.id, question) for each in held_back_practice(measures) for question in each.questions]
    truth = [Qrel(str(number), owner, 1) for number, (owner, _) in enumerate(asked)]
    for encoder in encoders:
        scores = by_chunks(encoder, texts)([question.text for _, question in asked])
        ranked = ((str(number), each) for number, row in enumerate(scores) for each in row.items())
        run = [ScoredDoc(number, owner, value) for number, (owner, value) in ranked]
        found = {metric.query_id: metric.value for metric in ir_measures.iter_calc([nDCG @ 10], truth, run)}
        for language in ("de", "en"):
            values = [found[str(number)] for number, (_, asks) in enumerate(asked) if asks.language == language]
            print(f"{encoder.id:<32} {language} {np.mean(values):.3f} · {len(values)} questions")


def paragraphs(encoders: Sequence[Encoder], folder: Path) -> None:
    """Accuracy@1 and nDCG@10 of the questions of XQuAD finding their paragraph among all of German ones.

    `folder` holds `xquad.de.json` and `xquad.en.json` (Artetxe, Ruder, Yogatama 2020, CC BY-SA 4.0), which ask the same
    of the same paragraphs.
    """
    texts, _ = _squad(folder / "xquad.de.json")
    for encoder in encoders:
        vectors = encoder.encode_passages(texts)
        for language in ("de", "en"):
            _, asked = _squad(folder / f"xquad.{language}.json")
            cosines = encoder.encode_questions([text for _, text in asked]) @ vectors.T
            own = cosines[np.arange(len(asked)), [place for place, _ in asked]]
            ranks = (cosines > own[:, None]).sum(axis=1)
            gains = np.where(ranks < 10, 1 / np.log2(ranks + 2), 0.0)
            print(
                f"{encoder.id:<36} {language} {(ranks == 0).mean():.3f} · {gains.mean():.3f} · {len(asked)} questions"
            )


def _squad(path: Path) -> tuple[list[str], list[tuple[int, str]]]:
    """The paragraphs of a file in the form of SQuAD, and each question with the position of its paragraph."""
    articles = json.loads(path.read_text("utf-8"))["data"]
    entries = [paragraph for article in articles for paragraph in article["paragraphs"]]
    asked = [(place, asks["question"]) for place, entry in enumerate(entries) for asks in entry["qas"]]
    return [entry["context"] for entry in entries], asked


def typos(encoders: Sequence[Encoder]) -> None:
    """How many misspelt words have the same nearest concept as the correct spelling."""
    rows = list(csv.DictReader((RELEVANCE / "typos.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
    concepts, labels = thesaurus_labels()
    for encoder in encoders:
        vectors = encoder.encode_passages(labels)
        asked = [encoder.encode_questions([row[key] for row in rows]) for key in ("spelling", "variant")]
        nearest = [[concepts[best] for best in (words @ vectors.T).argmax(axis=1)] for words in asked]
        lost = [row["variant"] for row, old, new in zip(rows, *nearest, strict=True) if old != new]
        print(f"{encoder.id:<32} {len(rows) - len(lost)} of {len(rows)} unchanged · lost: {', '.join(lost) or 'none'}")


def thesaurus_labels() -> tuple[list[str], list[str]]:
    """The concept and the text of every label in the thesaurus, both languages."""
    concepts, labels = [], []
    with (DATA / "thesaurus.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            own = [row["pref_de"], *row["alt_de"].split("|"), row["pref_en"], *row["alt_en"].split("|")]
            labels += [label for label in own if label]
            concepts += [row["pref_de"] for label in own if label]
    return concepts, labels


def speed() -> None:
    """Milliseconds to load in a fresh interpreter and to encode a question, seconds for all chunks; one thread."""
    program = (
        "import time; start = time.perf_counter(); from index.encoders.load import load_encoder;"
        "imported = time.perf_counter(); load_encoder(); ready = time.perf_counter();"
        "print(f'import {(imported - start) * 1e3:.0f} ms, load {(ready - imported) * 1e3:.0f} ms')"
    )
    fresh = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    print(fresh.stdout, end="")
    encoder, texts = load_encoder(), [text for _, text in measure_chunks()]
    questions = [question["text"] for question in read_questions()]
    start = time.perf_counter()
    for question in questions:
        encoder.encode_questions([question])
    print(f"a question {(time.perf_counter() - start) / len(questions) * 1e3:.3f} ms ({len(questions)} questions)")
    start = time.perf_counter()
    encoder.encode_passages(texts)
    print(f"the corpus {time.perf_counter() - start:.3f} s ({len(texts)} chunks)")


def read_prototype(folder: Path) -> Encoder:
    """Read an encoder from a tokenizer.json and an embeddings.npy."""
    weights = np.load(folder / "embeddings.npy", allow_pickle=False)
    digest = hashlib.sha256((folder / "embeddings.npy").read_bytes()).hexdigest()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    rows = np.arange(len(weights), dtype=np.int32)
    return StaticEncoder("prototype", digest, tokenizer, weights.astype(np.float32), rows)


_OF_ENCODERS: Mapping[str, Callable[[Sequence[Encoder]], None]] = {
    "practice": practice, "translations": translations, "typos": typos,
}  # fmt: skip


def main() -> None:
    """Print the figures of one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.encoder", description=__doc__)
    parser.add_argument("benchmark", choices=[*_OF_ENCODERS, "retrieval", "parallel", "paragraphs", "speed"])
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL, help="folder of the model to measure")
    parser.add_argument("--other", nargs="*", default=[], help="`e5` or folders of models to compare with")
    parser.add_argument("--prototype", type=Path, help="tokenizer.json and embeddings.npy to compare with")
    parser.add_argument("--pairs", type=Path, help="parallel sentences, for `parallel`")
    parser.add_argument("--german", type=Path, help="parallel sentences in German, to pair with those of --pairs")
    parser.add_argument("--folder", type=Path, help="folder of xquad.de.json and xquad.en.json, for `paragraphs`")
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    options = parser.parse_args()
    encoders: list[Encoder] = [StaticEncoder.load(options.model), *map(load_encoder, options.other)]
    if options.prototype:
        encoders.append(read_prototype(options.prototype))
    if options.benchmark == "retrieval":
        texts = measure_chunks()
        rankers = {encoder.id: by_chunks(encoder, texts) for encoder in encoders}
        retrieval({**rankers, "BM25": by_words(texts)}, options.split)
    elif options.benchmark == "parallel":
        parallel(encoders, options.pairs, options.german)
    elif options.benchmark == "paragraphs":
        paragraphs(encoders, options.folder)
    elif options.benchmark == "speed":
        speed()
    else:
        _OF_ENCODERS[options.benchmark](encoders)


if __name__ == "__main__":
    main()

"""A proposal for a folder's `catalogue.toml`: how its labels are read, to be corrected by hand."""

import json
from collections.abc import Iterator

from corpus.check import CorpusCheck
from corpus.fields import FIELDS, OTHER
from corpus.parsing.label_uses import LabelUse
from corpus.parsing.labels import DROPPED, normal_label
from service.texts import Texts


def proposed_settings(check: CorpusCheck, texts: Texts) -> str:
    """Write the `catalogue.toml` that says what is read without one, each label with a comment that explains it."""
    return "\n".join(_lines(check, texts)) + "\n"


def _lines(check: CorpusCheck, texts: Texts) -> Iterator[str]:
    yield from (f"# {line}" for line in texts.list("proposal.head"))
    yield ""
    yield from (f"# {line}" for line in texts.list("proposal.settings"))
    yield ""
    yield f"# {texts.text('proposal.fields', fields=', '.join(_fields()))}"
    yield "[labels]"
    measures = sum(document.measures for document in check.documents)
    for use in _uses(check):
        said = texts.text("proposal.label", count=use.entries, measures=measures, sample=use.sample)
        said = said if use.entries else texts.text("proposal.label_unread", sample=use.sample)
        known = use.field not in (None, OTHER)
        line = f"{json.dumps(use.label, ensure_ascii=False)} = {json.dumps(use.field if known else OTHER)}"
        yield f"{'' if known else '# '}{line}  # {said}"


def _fields() -> Iterator[str]:
    yield "title"
    yield from (field for field in FIELDS if field not in ("text", OTHER))
    yield DROPPED


def _uses(check: CorpusCheck) -> Iterator[LabelUse]:
    """The labels of all documents, each once."""
    found: dict[str, LabelUse] = {}
    for use in (use for document in check.documents for use in document.labels):
        known = found.get(normal_label(use.label))
        entries = use.entries + (known.entries if known else 0)
        first = known or use
        found[normal_label(use.label)] = LabelUse(first.label, first.field, first.confidence, entries, first.sample)
    yield from found.values()

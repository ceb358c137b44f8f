"""A measure as a whole: the text by which it is ranked among measures."""

from corpus.fields import CORE_FIELDS
from corpus.measure import Measure

FIELD_WEIGHTS = {
    "title": 4,
    "target_group": 3,
    "goal_and_target_group": 3,
    "goal": 2,
    "description": 2,
    "contact": 1,
}
"""How often a field's words are counted (the field weights of BM25F, Robertson et al. 2004, as whole numbers)."""


def weighted_texts(measure: Measure, weights: dict[str, int] = FIELD_WEIGHTS) -> list[tuple[str, int]]:
    """The texts of a measure's fields with their weights; 1 where none is given."""
    parts = [("title", measure.title), *((section.field, section.text) for section in measure.sections)]
    if measure.contact:
        parts.append(("contact", measure.contact.text))
    return [(text, weights.get(field, 1)) for field, text in parts]


def core(measure: Measure) -> str:
    """Title, target group and goal: what says most about whom a measure is for; what its vector is of."""
    return ". ".join([measure.title, *(section.text for section in measure.sections if section.field in CORE_FIELDS)])

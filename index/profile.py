"""A measure as a whole: the texts by which it is ranked among measures."""

from corpus.fields import CORE_FIELDS
from corpus.measure import Measure


def texts(measure: Measure) -> list[str]:
    """What a measure's words are counted in: title, sections, and its contact."""
    contact = [measure.contact.text] if measure.contact else []
    return [measure.title, *(section.text for section in measure.sections), *contact]


def core(measure: Measure) -> str:
    """Title, target group and goal: what says most about whom a measure is for; what its vector is of."""
    return ". ".join([measure.title, *(section.text for section in measure.sections if section.field in CORE_FIELDS)])

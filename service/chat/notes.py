"""What must be said of how a local language model's writing ended."""

from service.llm.fault import ModelFault
from service.llm.writer import Outcome
from service.texts import Texts


def notes(outcome: Outcome, texts: Texts) -> list[str]:
    """What a person must know of how the writing ended."""
    if outcome.fault:
        return [texts.text("chat.notes.failed", reason=_reason(outcome.fault, texts))]
    if not outcome.usable:
        return [texts.text("chat.notes.unsupported")]
    return [texts.text("chat.notes.removed", count=outcome.removed)] if outcome.removed else []


def _reason(fault: ModelFault, texts: Texts) -> str:
    reason = texts.text(f"chat.notes.reasons.{fault.reason}")
    return f"{reason}, HTTP {fault.status}" if fault.status else reason

"""What documents hold that wasn't read, in words."""

from corpus.formats.content import Notice
from service.texts import Texts


def notice_text(notice: Notice, texts: Texts) -> str:
    """Say what wasn't read of a document, or not as it stands; of an attachment or a sheet, with its name."""
    said = texts.text(f"notices.{notice.code}", **notice.values)
    within = notice.values.get("attachment", notice.values.get("sheet"))
    return f"{within}: {said}" if within is not None else said

"""What documents hold that wasn't read, in words."""

from corpus.formats.content import Notice
from service.texts import Texts


def notice_text(notice: Notice, texts: Texts) -> str:
    """Say what wasn't read of a document, or not as it stands."""
    return texts.text(f"notices.{notice.code}", **notice.values)

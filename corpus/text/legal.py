"""Citations of law, normalised: `§ 16 Abs. 1 SGBII i.V.m. §§ 45, 75 SGB III` cites three paragraphs of two laws."""

import re
from string import ascii_lowercase

_BOOK = (
    r"(?P<book>SGB[ -]?(?P<roman>XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I|1[0-2]|[1-9])\b"
    r"|AufenthG|AsylbLG|BAföG|BBiG|BEEG|TzBfG|WoGG|UVG|BGB|HwO|VOL/A|VOB/B)"
)
_NUMBER = r"\d{1,3}(?:\s?[a-z](?![a-zäöüß]))?"
_PART = r"(?:Abs(?:atz|\.)?|S(?:atz|\.)|Nr\.?|Nummer|Buchst\.?)"
_DETAIL = rf"(?:\s*(?:(?:,|und|u\.)\s*)?{_PART}\s?\d+[a-z]?(?:(?:\s?,\s?|\s+und\s+|\s?-\s?)\d+)*)*"
_JOIN = r"\s*(?:,|und|bzw\.|oder|sowie|[–-]|bis)\s*(?:§\s?)?"
_RANGE = r"(?:\s?[–-]\s?(?:\d{1,3})?(?P<to>[a-z])(?![a-zäöüß]))?"
_PARAGRAPH = rf"{_NUMBER}{_RANGE}(?:\s?ff\.?)?{_DETAIL}"
_ANY = _PARAGRAPH.replace("?P<to>", "?:")
_CITATION = re.compile(
    rf"(?:(?P<sign>§§?|[Pp]aragra(?:ph|f)(?:en)?|[Ss]ections?)\s?)?"
    rf"(?P<list>{_ANY}(?:{_JOIN}{_ANY})*)(?:,?\s*(?:\(?a\.\s?F\.\)?\s*)?{_BOOK})?"
)
_ITEM = re.compile(rf"(?P<number>{_NUMBER}){_RANGE}(?:\s?ff\.?)?{_DETAIL}")
ROMAN = dict(zip("1 2 3 4 5 6 7 8 9 10 11 12".split(), "I II III IV V VI VII VIII IX X XI XII".split(), strict=True))


def paragraphs(text: str) -> list[str]:
    """The paragraphs that `text` cites, each once and in order: `§ 16 SGB II`, or `§ 16e` if it names no law.

    Ranges of letters are expanded (`§§ 16a-f`). A number without `§` counts only with its law (`16e SGB II`).
    """
    found: dict[str, None] = {}
    for match in _CITATION.finditer(text):
        book = _book(match)
        if match.group("sign") or book:
            found.update(dict.fromkeys(f"§ {number} {book}".strip() for number in _numbers(match.group("list"))))
    return list(found)


def _book(match: re.Match[str]) -> str:
    roman = match.group("roman")
    return f"SGB {ROMAN.get(roman, roman)}" if roman else (match.group("book") or "")


def _numbers(text: str) -> list[str]:
    numbers: list[str] = []
    for item in _ITEM.finditer(text):
        number = item.group("number").replace(" ", "")
        numbers.append(number)
        if item.group("to") and number[-1] in ascii_lowercase:
            numbers.extend(
                number[:-1] + letter for letter in ascii_lowercase if number[-1] < letter <= item.group("to")
            )
    return numbers

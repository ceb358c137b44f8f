"""Citations of law, normalised: `§ 16 Abs. 1 SGBII i.V.m. §§ 45, 75 SGB III` cites three paragraphs of two laws."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from corpus.text.lexicon import word_table

ROMAN = dict(zip(map(str, range(1, 15)), "I II III IV V VI VII VIII IX X XI XII XIII XIV".split(), strict=True))
_SGB = rf"SGB[ -]?(?P<roman>{'|'.join(sorted(ROMAN.values(), key=len, reverse=True))}|1[0-4]|[1-9])\b"
_GAP = r"\s{0,3}"
_NUMBER = r"(?<!\d)\d{1,4}(?!\d)(?:(?:\s(?!f\.|i\.\s?V|a\.\s?F))?[a-z](?![a-zäöüß]))?"
_LETTERED = r"(?:lit\.?|Buchst(?:abe|\.)?|Bst\.?)\s?[a-z](?![a-zäöüß])"
_PART = r"(?:Abs(?:atz|\.)?|S(?:atz|\.)|Nr\.?|Nummer|Buchst\.?|Ziff(?:er|\.)|Z|Hs\.?|Halbsatz)"
_MORE = rf"(?:(?:\s?,\s?|\s{_GAP}und\s{_GAP}|\s?-\s?)\d+)*"
_DETAIL = rf"(?:{_GAP}(?:,|und|u\.)?{_GAP}(?:{_LETTERED}|{_PART}\s?\d+[a-z]?{_MORE}))*"
_JOIN = rf"{_GAP}(?:,|und|bzw\.|oder|sowie|[–-]|bis){_GAP}(?:§\s?|Art\.\s?)?"
_RANGE = r"(?:\s?[–-]\s?(?:\d{1,3})?(?P<to>[a-z])(?![a-zäöüß]))?"
_PARAGRAPH = rf"{_NUMBER}{_RANGE}(?:\s?ff?\b\.?)?{_DETAIL}"
_ANY = _PARAGRAPH.replace("?P<to>", "?:")
_ITEM = re.compile(rf"(?P<number>{_NUMBER}){_RANGE}(?:\s?ff?\b\.?)?{_DETAIL}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_UNSIGNED = 3  # 30 OR 40 cites nothing


class _Law(NamedTuple):
    """A law's abbreviation, and whether it is cited by § or by article."""

    abbreviation: str
    sign: str


class LegalCitation(NamedTuple):
    """`text[start:end]` cites these paragraphs."""

    paragraphs: tuple[str, ...]
    start: int
    end: int


def paragraphs(text: str) -> list[str]:
    """The paragraphs that `text` cites, each once and in order: `§ 16 SGB II`, `Art. 60 AVIG`, `§ 16e` without a law.

    Ranges of letters are expanded (`§§ 16a-f`). A number without `§` counts only with its law (`16e SGB II`), and so
    does an article.
    """
    return list(dict.fromkeys(paragraph for found in citations(text) for paragraph in found.paragraphs))


def citations(text: str) -> Iterator[LegalCitation]:
    """Yield the citations of law in `text` as `paragraphs` reads them, with their spans."""
    for match in _citation().finditer(text):
        law, signed = _law(match), bool(match["sign"])
        if law is None:
            counts = signed and not match["article"]
        else:
            counts = signed or len(law.abbreviation) >= _SHORTEST_UNSIGNED
        if counts:
            sign = law.sign if law and law.sign != "any" else "Art." if match["article"] else "§"
            name = law.abbreviation if law else ""
            cited = tuple(f"{sign} {number} {name}".strip() for number in _numbers(match["list"], signed=signed))
            yield LegalCitation(cited, *match.span())


def cited_span(text: str) -> tuple[int, int] | None:
    """Where the citations begin and end in `text`, from the first `§` with its law on; None without one."""
    cited = [match for match in _citation().finditer(text) if match["sign"] and _law(match)]
    return (cited[0].start(), cited[-1].end()) if cited else None


def _law(match: re.Match[str]) -> _Law | None:
    if roman := match["roman"]:
        return _Law(f"SGB {ROMAN.get(roman, roman)}", "§")
    return _laws()[match["law"]] if match["law"] else None


def _numbers(text: str, *, signed: bool) -> list[str]:
    numbers: list[str] = []
    for item in _ITEM.finditer(text):
        number = item["number"].replace(" ", "")
        if _YEAR.fullmatch(number) and (numbers or not signed):
            continue
        numbers.append(number)
        if item["to"] and number[-1] in ascii_lowercase:
            numbers.extend(number[:-1] + letter for letter in ascii_lowercase if number[-1] < letter <= item["to"])
    return numbers


@cache
def _citation() -> re.Pattern[str]:
    laws = "|".join(re.escape(name) for name in sorted(_laws(), key=len, reverse=True))
    return re.compile(
        r"(?:(?P<sign>§§?|[Pp]aragra(?:ph|f)(?:en)?|[Ss]ections?|(?P<article>\b[Aa]rt(?:ikeln?|icles?|\.)))\s?)?"
        rf"(?P<list>{_ANY}(?:{_JOIN}{_ANY})*)"
        rf"(?:,?{_GAP}(?:\(?a\.\s?F\.\)?)?{_GAP}(?:(?:des|der|of(?: the)?)\s)?(?:{_SGB}|(?P<law>{laws})(?!\w)))?"
    )


@cache
def _laws() -> Mapping[str, _Law]:
    """Laws by abbreviation, and by name where one law alone has it."""
    rows = word_table("laws.tsv")
    named = Counter(name for *_, name in rows)
    laws = {abbreviation: _Law(abbreviation, sign) for abbreviation, _, sign, _ in rows}
    names = {
        name: laws[abbreviation] for abbreviation, country, _, name in rows if named[name] == 1 and country != "any"
    }
    genitives = {f"{name}es": law for name, law in names.items() if name.endswith("gesetz")}
    return laws | names | genitives

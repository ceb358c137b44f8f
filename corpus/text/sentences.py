"""Where German sentences end, with the abbreviations of law and administration in mind."""

import re

_ABBREVIATIONS = (
    "z. B|z.B|d. h|d.h|u. a|u.a|i. V. m|i.V.m|i.V. m|i. V|i.d.R|i. d. R|o. g|o.g|o. ä|o.ä|u. U|u.U|a. F|a.F|i. S|i.S"
    "|s. o|s.o|z. T|z.T|e.V|e. V|i.R.d|i.S.v|u.v.m|u. v. m"
    "|Ca|Z. B|zzgl|bzw|ggf|ggfs|evtl|usw|etc|ca|inkl|incl|einschl|max|min|mind|grds|mtl|rd|lt|lfd|vgl|sog|gem"
    "|insb|insbes|bspw"
    "|berufl|kaufm|allg|Abs|Art|Nr|Nrn|Satz|Std|Tel|Dr|Prof|St|Str|Mio|Mrd|Pkt|Ziff|Buchst|vs|Hr|Fr|techn|soz|päd"
).split("|")
_GUARD = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _ABBREVIATIONS)
_ORDINAL = r"(?<!\b\d\.)(?<!\b\d\d\.)(?<!\b[A-Za-z]\.)"
SENTENCE_END = rf"(?<=[.!?])(?=[“\"”)]?\s){_GUARD}{_ORDINAL}[“\"”)]?\s+(?=[A-ZÄÖÜ„\"(•–\d])|\s(?=• )"
"""White space between two sentences or before a list item, as a regular expression."""

_BOUNDARY = re.compile(SENTENCE_END)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans `(start, end)` of the sentences and list items of cleaned `text`, in order, without white space."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if end > start:
            spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans

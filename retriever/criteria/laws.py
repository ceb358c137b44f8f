"""The book of the social code that pays a client's benefit, by the words for that benefit."""

import re

from retriever.criteria.facts import Law

_PAID = (
    r"\b(?:bezieht|bekommt|erhalt|beziehe[nr]*|erhalten|bekommen|hat|im|mit|in|von|aus dem|on|gets?|getting"
    r"|receiv\w+|claim\w*|kunde|kundin|kunden|client|customer|jahre[n]?|monate[n]?|years|months|of)\W{1,2}"
    r"(?:noch |nur |derzeit |just |now )?"
)
_ITEM = r"(?:(?:^(?=[^,;]{1,40}[,;])|[,;(]\s?)(?=[^,;)]{1,40}(?:[,;)]|$)))"
"""The beginning of an item of a case note: `28, ALG II, zwei Kinder`."""
LAWS: dict[Law, re.Pattern[str]] = {
    "II": re.compile(
        rf"(?:{_PAID}|{_ITEM})(?P<law>(?:alg|arbeitslosengeld|unemployment benefit)[ -]?(?:ii|2)\b|burgergeld\w*"
        r"|hartz[ -](?:iv|4)\b|grundsicherung fur arbeit\w+|sgb[ -]?(?:ii|2)\b(?:-\w+)?"
        r"|(?:rechtskreis|bezug|leistungsbezug) (?:des )?sgb[ -]?(?:ii|2)\b|citizen'?s (?:benefit|income|allowance))"
    ),
    "III": re.compile(
        rf"(?:{_PAID}|{_ITEM})(?P<law>(?:alg|arbeitslosengeld|unemployment benefit)[ -]?(?:i|1)\b"
        r"|arbeitslosengeld\b(?![ -]?(?:i|1|2))"
        r"|sgb[ -]?(?:iii|3)\b(?:-\w+)?|(?:rechtskreis|bezug|leistungsbezug) (?:des )?sgb[ -]?(?:iii|3)\b)"
    ),
}
"""Words for a benefit that a client gets, by the book that pays it; a paragraph of that book is none."""

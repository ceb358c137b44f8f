"""Words that say that something isn't wanted, before it or after it, in folded text: `does` is `dos` there."""

import re

_BEFORE, _AFTER = 80, 110
"""Characters on either side in which it may be said."""
_WORDS = r"(?: [\w'/-]+){0,4} $"
_LACKING = re.compile(rf"(?<!noch )\b(?:kein\w*|ohne|no|without|not? (?:an?|any)|weder|nicht (?:in|mit)){_WORDS}")
_NOT_WANTED = re.compile(
    r"\b(?:kein\w* (?:\w+ )?(?:interesse|lust|bock)(?: (?:an|auf))?|(?:no|not|little|without) (?:\w+ )?(?:interest"
    r"|desire)(?: (?:in|for))?"
    r"|not (?:\w+ )?interested in|nicht (?:\w+ )?interessiert an|(?:dos|do|did|would|is)(?:n't| not) (?:want|like"
    r"|fancy|need|keen|up for)"
    r"|won't|(?:will|mochte|mag|wunscht|braucht|wollen) (?:[\w-]+ ){0,3}(?:nicht|kein\w*|nie)|nichts mit"
    r"|nicht (?:wieder|schon wieder|noch (?:ein)?mal"
    r"|in|zu|zur|zum|mehr)|bloss (?:nicht|kein\w*)|bitte (?:nicht|kein\w*)|(?:an)?statt|instead of|rather than"
    r"|anything but|no more|angst vor|afraid of|scared of"
    r"|nie wieder|never again|refuses|hates?|lehnt|verweigert|genug von|satt|fed up with|tired of|(?:,|and|but) not"
    r"|keine weiteren?"
    rf"|kein\w* (?:weiter|erneut|neue)\w*|not another){_WORDS}"
)
_REJECTED = re.compile(
    r"[^.;!?]{0,70}?(?P<no>,? ?(?:das |die |den |so ?was |that )?bitte nicht\b(?: noch (?:ein)?mal\b| wieder\b)?"
    r"|(?:will|mochte|mag|braucht"
    r"|wunscht) (?:er|sie|ich) (?:\w+ ){0,2}(?:nicht|kein\w*)\b"
    r"|lehnt (?:er|sie) (?:\w+ ){0,2}ab\b|kommt (?:\w+ ){0,3}nicht (?:mehr )?in (?:frage|betracht)\b"
    r"|auf (?:gar )?keinen fall\b|auf keinsten\b|whatsover\b"
    r"|nicht (?:noch (?:ein)?mal|wieder|mehr)\b(?=\s?(?:[,.;!?)]|$))|bringt? (?:\w+ )?nichts\b|(?:is"
    r"|are) (?:not an option|out of the question|out|no use|not wanted)\b"
    r"|not again\b|never again\b|nie wieder\b|unerwunscht\b|nicht erwunscht\b|nicht gewunscht\b"
    r"|ausgeschlossen\b)(?=\s?(?:[,.;:!?)]|$| noch| \w+ mal))"
)


def refusal(text: str, start: int, end: int, *, bare: bool = False) -> tuple[int, int] | None:
    """Return where folded `text` says that what `text[start:end]` names isn't wanted, with it; None if it doesn't.

    With `bare` that there should be none is enough: `keine Gruppe`.
    """
    first = max(0, start - _BEFORE)
    for pattern in (_NOT_WANTED, _LACKING) if bare else (_NOT_WANTED,):
        if found := pattern.search(text, first, start):
            return found.start(), end
    after = _REJECTED.match(text, end, end + _AFTER)
    return (start, after.end()) if after else None

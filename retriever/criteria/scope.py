"""Of whom and of when a question speaks: clauses about the client's relatives, and those about what is over."""

import re

_NAMED = (
    r"(?:ehemann|ehefrau|exmann|exfrau|ex-mann|ex-frau|gatte|gattin|partner(?:in)?|lebensgefahrt\w*|lebenspartner\w*"
    r"|bruder"
    r"|schwester|grosseltern|schwiegereltern|husband|wife|boyfriend|girlfriend|ex-husband|ex-wife|brother|sister"
    r"|grandparents|relatives)"
)
_SAYS = (
    r"(?:hat|ist|sind|haben|war|waren|trinkt|trinken|leidet|leiden|sitzt|sitzen|bezieht|beziehen|lebt|leben|im|in"
    r"|arbeitet"
    r"|arbeiten|arbeitslos|krank|pflegebedurftig|dement|verstorben|gestorben|schlagt|gewalttatig|getrennt|geschieden"
    r"|has|have|is|are|was|were|drinks?|suffers?|works?|died|on|beats|gets?|receives?|lives?)\b"
)
_REST = (
    r"(?:(?!\s(?:und|and|but|aber|so)\s(?:sie|er|she|he|ist|hat|is|has|selbst)\b)(?!\s(?:betreu|kita|care|nursery))"
    r"[^,.;:!?]){0,200}"
)
_RELATIVES = re.compile(
    rf"\b{_NAMED}\s{_SAYS}{_REST}"
    rf"|\b(?<!fur )(?<!sind )(?:eltern|parents)\s(?!in\s(?:elternzeit|teilzeit))"
    rf"(?:im|sind|haben|leben|trinken|beziehen|arbeiten|getrennt|geschieden|are|on|have|drink|live|separated"
    rf"|divorced|uberfordert|kummern|unterstutzen|krank|tot|weg|suchtkrank)\b{_REST}"
    r"|\b(?:kinds)?vater\s(?:unbekannt|abwesend|weg|zahlt|kummert)\b[^,.;:!?]{0,80}"
    rf"|\b(?:sohn|tochter|kind|kinder|son|daughter|child|children|kids)\s(?P<said>(?:hat|ist|sind|haben|leidet|is"
    rf"|are|has"
    rf"|have|suffers|mit|with)\s(?!(?:nicht|kein\w*|no|not|sie|er|she|he|ich)\b){_REST})"
)
_CLAUSE = re.compile(r"[^,.;:!?]+")
_SENTENCE = re.compile(r"[^.;!?]+")
_ONCE = re.compile(
    r"(?<!wie )\b(?:fruher\w*|ehemals|ehemalige[rn]?|damals|einst|vormals|hing (?:ein)?mal|war (?:ein)?mal"
    r"|hatte (?:ein)?mal"
    r"|bis vor (?:kurzem|\d+)|bis letztes jahr|war selbst(?:st)?andig|until (?:recently|last)|used to|formerly"
    r"|former|previously|once (?:had|was)|in the past)\b"
)
_OVER = re.compile(
    r"\b(?:vorbei|uberwunden|hinter sich|im griff|nicht mehr ruckfallig|abstinent|clean|trocken|schuldenfrei|abbezahlt"
    r"|over now|is over|behind (?:him|her|them)|sober|dry|paid off|recovered|ex-\w+)\b"
)
_BACK = re.compile(r"^\s?(?:das|dies|that|it|this|ist|jetzt|now)\b")


def about_client(text: str) -> str:
    """Return folded `text`, as long as it was, with blanks where it tells of the client's relatives."""
    return _RELATIVES.sub(lambda match: _blanked(match, "said"), text)


def at_present(text: str) -> str:
    """Return folded `text`, as long as it was, with blanks where it tells of what is over: `used to drink`."""
    if not (_ONCE.search(text) or _OVER.search(text)):
        return text
    text = _CLAUSE.sub(lambda match: _blanked(match) if _ONCE.search(match.group()) else match.group(), text)
    spans: list[tuple[int, int]] = []
    before = (0, 0)
    for sentence in _SENTENCE.finditer(text):
        if over := _OVER.search(sentence.group()):
            if _BACK.match(sentence.group()):
                spans.append(before)
            spans.append((sentence.start(), sentence.start() + over.end()))
        before = sentence.span()
    for start, end in spans:
        text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def _blanked(match: re.Match[str], group: str = "") -> str:
    """A match as underscores; of a match with this group only what is in it."""
    if group and match[group] is not None:
        kept = match.start(group) - match.start()
        return match.group()[:kept] + "_" * (match.end() - match.start(group))
    return "_" * len(match.group())

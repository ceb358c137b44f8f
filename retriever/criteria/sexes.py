"""Words for women and for men, and the pronouns of a case note that tell of whom it is."""

import re

_VERB = (
    r"(?:ist|war|hat|hatte|mochte|will|wollte|kann|konnte|darf|muss|soll|sollte|mag|braucht|sucht|lebt|wohnt|bezieht"
    r"|bekommt"
    r"|arbeitet|putzt|weiss|spricht|macht|wurde|wird|wurde|kommt|geht|traut|fuhlt|schlaft|trinkt|nimmt|pflegt"
    r"|versorgt|lernt"
    r"|hing|stockt|kennt|leidet|sagt|setzt|steht|liegt|schafft|fangt|interessiert|wunscht|hofft|verdient|kummert|selbst"
    r"|jobbt|kifft|traumt|beginnt|ubernachtet|hangt|verweigert|zieht|findet)\b"
)
_BEFORE = r"(?:^\W{0,3}|[.!?,;:]\s|\b(?:und|aber|dass|weil|ob|wenn|damit|da|denn)\s)"
_NOTED = r"(?=[/,.]{0,2} ?\d\d\b)"
_TRADE = r"\w{3,}(?:er|eur|ist|ent|ant|or)in"

FEMALE = re.compile(
    r"\b(?:kundin(?:nen)?|klientin(?:nen)?|\w*frau(?:en)?|dame|madchen|mutter|muttern|mamas?|weibl\w*|schwanger\w*"
    r"|(?:migrant|arzt|medizin|ingenieur|schul)(?:er)?in(?:nen)?|\w*ruckkehrerin\w*|wom[ae]n|lady|ladies|girls?"
    rf"|mothers?|mums?|moms?|she|her|female|[wf]{_NOTED})\b|\beine \d\d-?jahrige\b"
    rf"|(?:^|[.,;:] )(?:(?:gelernte|ehemalige|ungelernte|arbeitslose|junge|altere) )?{_TRADE}\b|\bgelernte {_TRADE}\b"
)
"""Words for women. A question that mentions both sexes states neither."""

MALE = re.compile(
    r"\b(?:mann|manner|mannern|\w*kaufmann|herrn?|vatern?|papas?|mannl\w*|bursche|typ|kerl|men|lads?|boys?|guy|bloke"
    rf"|fathers?|dads?|he|his|him|male|m{_NOTED})\b"
    # "man" is also a German pronoun, and "Kunde" is generic unless an age follows.
    r"|\b(?:an?|old|young|single) man\b|\bman\b(?= (?:aged|of|over|in his|who)\b)|^\W*man(?=\s?,|\s\d)"
    r"|\b\d\d[- ]?jahriger\b|\b(?:kunde|klient)\b(?=\W{1,2}\d\d\b| (?:ist|wird) (?:jetzt )?\d\d\b)"
)

SHE = re.compile(rf"{_BEFORE}(?P<who>sie) {_VERB}|\b{_VERB} (?P<also>sie)\b(?! (?:alle|beide)\b)")
HE = re.compile(rf"{_BEFORE}(?P<who>er) {_VERB}|\b{_VERB} (?P<also>er)\b")
"""Pronouns of a person. In a question they may stand for a measure, and `Sie sind` addresses the reader."""

BOTH_GENDERS = re.compile(
    r"\b(kund|klient|bewerber|teilnehmer|migrant|akademiker)(?:en?|innen|in)?\s?(?:und|oder|[/:*_])\s?-?\1?"
    r"(?:innen|in|en?)\b"
)
"""Gender-neutral forms: Kundinnen und Kunden, Kunde/in, Kund:in."""

"""Regular expressions for phrases that state or deny facts about a client, in German and English.

They match folded text (lower case, a for ä and ae, ss for ß) at the start of a word, with numbers as digits.
For each fact, the first list denies it and the second states it.
"""

import re
from typing import NamedTuple

from retriever.criteria.facts import Law

_CHILD = r"(?:kind(?:er|ern)?|kleinkind\w*|baby|babys|sohn|tochter|kids?|child|children|sons?|daughters?|toddlers?)\b"
_MINIJOB = r"(?:mini-?job|nebenjob|450[- ]euro[- ]job|marginal job)\b(?! in\b)"
_COUNT = (
    r"(?:\d|ein|eine|kleine[mnrs]?|ihre[mnr]?|seine[mnr]?|mit|hat|haben"
    r"|one|small|little|her|his|their|with|has|have)"
)
_TRAINING = r"(?:berufs?ausbildung|ausbildung|erstausbildung|berufsabschl\w*|abschluss|lehre|beruf\b|studium)"
_SKILL = r"(?:qualifications?|training|apprenticeship|trade|degree|diploma)\b"
_BROKEN_OFF = r"(?:abgebrochen|geschmissen|hingeschmissen|nicht beendet|nicht abgeschlossen)"
_JOB = r"(?:arbeit|arbeitsstelle|job|stelle|beschaftigung)\b"
_HOURS = r"(?:vollzeit|teilzeit|halbtags|\d+ ?(?:std|stund|h\b)|als \w+|beim? \w+)"
_SCHOOL = r"(?:haupt|real|foerder)?schul(?:e\b|abschl\w*)"
_COMPLAINTS = r"(?:einschrankung|problem|beschwerde|beeintrachtigung)\w*"


class FactPatterns(NamedTuple):
    """Phrases that deny a fact and phrases that state it."""

    denied: re.Pattern[str]
    stated: re.Pattern[str]


def _fact(denied: tuple[str, ...], stated: tuple[str, ...]) -> FactPatterns:
    return FactPatterns(*(re.compile(rf"\b(?:{'|'.join(phrases)})") for phrases in (denied, stated)))


FACTS = {
    "single_parent": _fact(
        (
            r"nicht alleinerz",
            r"(?<!nicht )verheiratet",
            r"ehepaar",
            r"lebt mit (?:\w+ )?partner",
            r"not an? (?:single|lone)",
            r"(?<!not )married\b",
            r"couple\b",
            r"lives with (?:\w+ )?partner",
        ),
        (
            r"alleinerz",
            r"allein erzieh",
            r"ein-?eltern",
            r"kinder,? allein\b",
            rf"allein mit (?:\w+ ){{0,2}}{_CHILD}",
            r"(?:single|lone|solo) (?:parent|mother|mum|mom|mama|father|dad)",
            rf"{_CHILD} (?:on (?:her|his) own|alone\b)",
        ),
    ),
    "parent": _fact(
        (
            r"kinderlos",
            r"(?:keine?|ohne) kind(?:er)?\b",
            r"childless",
            r"(?:no|without) (?:kids|children)\b",
        ),
        (
            r"(?:mutter|muttern|mamas?|vater|vatern|papas?|eltern)\b",
            r"(?:mothers?|mums?|moms?|fathers?|dads?|parents?)\b",
            r"beim baby\b",
            r"(?:wegen|with) (?:der|ihrer|seiner|the) (?:kinder|children|kids)\b",
            rf"{_COUNT} (?:\w+ )?{_CHILD}",
        ),
    ),
    "qualified": _fact(
        (
            rf"(?:ohne|kein\w*|nie eine?)(?: [\w/-]+){{0,2}} {_TRAINING}",
            rf"(?:ausbildung|lehre|studium)(?: \w+){{0,2}} {_BROKEN_OFF}",
            r"(?:nichts|nie (?:et)?was|nix) (?:\w+ )?gelernt",
            r"(?:un|an)gelernt",
            r"geringqualifiziert",
            rf"(?:no|without|never had)(?: [\w/-]+){{0,2}} {_SKILL}",
            r"(?:packed in|dropped out of)(?: \w+)? (?:apprenticeship|training|uni)",
            r"(?:unskilled|unqualified|low[- ]skilled|never learn(?:ed|t))\b",
        ),
        (
            r"(?:abgeschlossene|fertige|beendete)[nrm]? (?:\w+ )?(?:\w*ausbildung|lehre|studium)",
            r"(?:ausbildung|lehre|studium) (?:ist )?(?:abgeschlossen|fertig)",
            r"gelernte[rn]? \w+",
            r"mit (?:\w+ )?(?:(?:berufs)?ausbildung\b|berufsabschl|hochschulabschl|studium|diplom|meister)",
            r"(?:hat|trotz|nach) (?:\w+ )?(?:studium|berufsabschl\w*|hochschulabschl\w*)",
            r"(?:akademiker|hochschulabsolvent|studierte[rn]?\b|hat studiert)",
            rf"(?:has|have|with|got) (?:an? )?(?:\w+ )?(?:{_SKILL}|bachelor|master)(?! of dis)",
            r"(?:university degree|graduate|skilled worker)",
            r"(?:qualified|trained) (?:as\b|\w+)",
            r"completed (?:\w+ )?(?:apprenticeship|training|degree)",
        ),
    ),
    "school": _fact(
        (
            rf"(?:ohne|kein\w*)(?: \w+)? {_SCHOOL}",
            rf"schule(?: \w+){{0,2}} {_BROKEN_OFF}",
            r"schulabbrecher",
            r"(?:packed in|dropped out of) school",
            r"(?:no|without)(?: an?)? (?:school|secondary)",
        ),
        (
            r"(?:haupt|real)?schulabschl",
            r"mittlere[rn]? reife",
            r"(?:fach)?abi(?:tur)?\b",
            r"(?:a-levels|gcses?|school[- ]leaving certificate|high school diploma)\b",
        ),
    ),
    "employed": _fact(
        (
            r"(?:langzeit)?arbeitslos(?:e[rnms]?)?\b",
            r"erwerbslos",
            rf"(?:ohne|kein\w*) (?:feste )?{_JOB}",
            r"nicht (?:erwerbstatig|berufstatig)",
            r"arbeitet (?:gar )?nicht\b",
            r"(?:unemployed|jobless|out of work|not working|without (?:a )?(?:job|work)|no job)\b",
        ),
        (
            r"(?:aufstoc?ke[rn]|stockt auf\b|erwerbstatig|berufstatig|(?:ist|fest) angestellt)",
            rf"arbeitet (?:in |nur |jetzt |schon ){{0,2}}{_HOURS}",
            rf"hat (?:eine?n? |schon |wieder ){{0,2}}(?:feste )?(?:teilzeit|vollzeit)?{_JOB}",
            r"(?:(?<!self-)(?<!self )employed|works? (?:full|part)[- ]time|working (?:full|part)[- ]time)\b",
            r"(?:works \d+ ?h|tops up\b|topping up\b|has (?:got )?a job\b)",
        ),
    ),
    "minijob": _fact(
        (
            r"(?:kein\w*|ohne) (?:mini|neben)-?job",
            r"arbeitet (?:in )?vollzeit",
            r"(?:no|without a) mini-?job",
            r"works full[- ]time",
        ),
        (
            rf"(?:hat|mit|macht|im|nur|einen?) (?:\w+ ){{0,2}}{_MINIJOB}",
            r"(?<=, )(?:mini-?job|nebenjob)(?=\s?(?:,|$))",
            r"(?:mini-?jobber|geringfugig (?:beschaftigt|angestellt))",
            rf"(?:has|with|works|working) (?:\w+ ){{0,2}}{_MINIJOB}",
            r"marginally employed",
        ),
    ),
    "self_employed": _fact(
        (r"nicht (?:mehr )?selbst(?:st)?andig", r"not self[- ]employed"),
        (
            r"(?:solo-?)?(?<!sich )selbst(?:st)?andige?[rn]?\b(?! (?:machen|arbeit|leb|werden))",
            r"(?:freiberuf|freelanc|gewerbetreibend|betreibt eine?n?\b)",
            r"(?:hat|mit) (?:eine?[mnr]? )?eigene[mnrs]? (?:firma|laden|geschaft|betrieb)",
            r"(?:has|with) (?:her|his|their) own (?:business|company|shop)",
            r"(?:self[- ]employed|runs an?)\b",
        ),
    ),
    "migrant": _fact(
        (r"(?:ohne|kein\w*) migra", r"(?:no|not an?|without(?: an?)?) (?:im)?migra"),
        (
            r"(?:migrationshintergrund|migrationsgeschichte|migrant|fluchtling|gefluchtet|zugewander|zuwander)",
            r"spricht (?:kaum|kein|wenig|schlecht) deutsch",
            r"(?:refugee|immigrant|migration background)",
            r"(?:hardly speaks|speaks (?:no|little|hardly any)) german",
        ),
    ),
    "healthy": _fact(
        (
            r"(?:\w*krank(?:e[rnms]?|heit|heiten|t)?|schwerbehindert\w*|\w*behinderung|gdb)\b",
            r"(?:reha|rehabilitand\w*|psychisch\w*|depressi\w*|burn-?out)\b",
            r"nicht (?:\w+ )?gesund\b",
            rf"(?<!keine )(?<!ohne )(?:gesundheitliche|korperliche|psychische)[nr]? {_COMPLAINTS}",
            r"(?:ill|illness|sick|disabled|disability|burnt out|not (?:\w+ )?healthy)\b",
            r"(?<!no )(?<!without )health (?:problem|issue|condition)",
        ),
        (
            r"(?<!wieder )gesund(?:e[rn]?)?\b(?! (?:ernahr|ess|koch|leb|werd|bleib))",
            rf"(?:keine|ohne) (?:gesundheitlichen?|korperlichen?) {_COMPLAINTS}",
            r"(?:is|fully|perfectly|physically|otherwise) healthy\b",
            r"(?:no|without) health (?:problem|issue|condition)",
        ),
    ),
}
"""Patterns by field of `ClientFacts`."""

FEMALE = re.compile(
    r"\b(?:kundin(?:nen)?|klientin(?:nen)?|\w*frau(?:en)?|mutter|muttern|mamas?|weiblich\w*|schwanger\w*"
    r"|(?:migrant|arzt|medizin|ingenieur|schul)(?:er)?in(?:nen)?|\w*ruckkehrerin\w*|wom[ae]n|lady|ladies|girls?"
    r"|mothers?|mums?|moms?|she|her|female|w(?=[/,]? ?\d\d\b))\b|\beine \d\d-?jahrige\b"
)
"""Words for women. A question that mentions both genders states neither."""

MALE = re.compile(
    r"\b(?:mann|manner|mannern|\w*kaufmann|herrn?|vatern?|papas?|mannlich\w*|bursche|men|lads?|boys?|guy"
    r"|fathers?|dads?|he|his|him|male|m(?=[/,]? ?\d\d\b))\b"
    # "man" is also a German pronoun, and "Kunde" is generic unless an age follows.
    r"|\b(?:an?|old|young|single) man\b|\bman\b(?= (?:aged|of|over|in his|who)\b)|^\W*man(?=\s?,|\s\d)"
    r"|\b\d\d[- ]?jahriger\b|\bkunde\b(?=\W{1,2}\d\d\b)"
)

BOTH_GENDERS = re.compile(
    r"\b(kund|klient|bewerber|teilnehmer|migrant|akademiker)(?:en?|innen|in)?\s?(?:und|oder|[/:*_])\s?-?\1?"
    r"(?:innen|in|en?)\b"
)
"""Gender-neutral forms: Kundinnen und Kunden, Kunde/in, Kund:in."""

RELATIVES = re.compile(
    r"\b(seine[rmn]?|ihre[rmn]?|deren|dessen|der|den|his|her|their|with) (?:mutter|vater|eltern|frau|mann"
    r"|partner\w*|wife|husband|mothers?|fathers?|parents)\b"
)
"""The client's relatives: statements about them don't apply to the client."""

NOT_RECOGNISED = re.compile(
    r"\bnicht (?:\w+ )?(?:anerkannt|verwertbar)|\banerkennung\b|\bwieder ungelernt|\bzeugnisse .{0,20}ausland"
    r"|\bausland\w* abschl|\b(?:not|never) (?:\w+ )?(?:recogni[sz]ed|accepted)|\brecogni[sz]ed\b"
    r"|\bforeign degrees?"
)
"""A qualification that isn't recognised here counts as neither present nor absent."""

NOT_FOR = re.compile(
    r"\b(?:nicht|not)(?: nur| ausschliesslich| only| just| exclusively)? (?:fur|an|for) [\w-]+(?: [\w-]+){0,2}?"
    r"(?=\s?(?:[,;:.!?]|$)|\s(?:sondern|aber|und|mit|but|and|with)\b)"
)
"""Whom a measure isn't wanted for, or not only for: that says nothing about the client."""

_PAID = (
    r"\b(?:bezieht|bekommt|erhalt|beziehe[nr]*|erhalten|bekommen|hat|im|mit|in|von|aus dem|on|gets?|getting"
    r"|receiv\w+|claim\w*|kunde|kundin|kunden|client|customer)\W{1,2}(?:noch |nur |derzeit |just |now )?"
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

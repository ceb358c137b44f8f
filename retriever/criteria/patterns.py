"""Regular expressions for phrases that state or deny facts about a client, in German and English.

They match folded text (lower case, a for ä and ae, ss for ß) at the start of a word, with numbers as digits.
For each fact, the first list denies it and the second states it.
"""

import re
from typing import NamedTuple

from corpus.text.lexicon import word_list

_CHILD = (
    r"(?:kind(?:er|ern)?|(?:klein|schul|kita|kindergarten)kind\w*|baby|babys|babies|saugling\w*|sohn\w*|tochtern?|jungs"
    r"|kids?|child|children|sons?|daughters?|toddlers?|newborn)\b"
)
_MINIJOB = (
    r"(?:mini-?job(?:basis)?|nebenjob|\d{3}[- ](?:euro|€)[- ](?:job|basis|stelle|krafte?)|marginal job)\b(?! in\b)"
)
_COUNT = (
    r"(?:\d|ein|eine|kleine[mnrs]?|ihre[mnr]?|seine[mnr]?|mit|hat|haben"
    r"|one|small|little|young|her|his|their|with|has|have)"
)
_TRAINING = r"(?:berufs?ausbildung|ausbildung|erstausbildung|berufsabschl\w*|abschluss|lehre|beruf\b|studium)"
_SKILL = r"(?:qualifications?|training|apprenticeship|trade|degree|diploma)\b"
_BROKEN_OFF = (
    r"(?:abgebrochen|geschmissen|hingeschmissen|(?:nicht|nie) (?:zu ende|beendet|abgeschlossen|geschafft|bestanden))"
)
_JOB = r"(?:arbeit|arbeitsstelle|job|stelle|beschaftigung)\b"
_HOURS = r"(?:vollzeit|teilzeit|halbtags|\d+ ?(?:std|stund|h\b)|als \w+|beim? \w+)"
_SCHOOL = r"(?:haupt|real|forder)?schul(?:e\b|abschl\w*)"
_COUNTRIES, _NATIONALS = ("|".join(word_list(name)) for name in ("countries.txt", "nationals.txt"))
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
            r"(?<!\ba )couple\b(?! of)",
            r"lives with (?:\w+ )?partner",
        ),
        (
            r"alleinerz",
            r"allein erzieh",
            r"ein-?eltern",
            r"kinder,? allein\b",
            rf"allein mit (?:\w+ ){{0,2}}{_CHILD}",
            r"(?:single|lone|solo) (?:parent|mother|mum|mom|mama|father|dad)",
            r"(?:zieht|erzieht) .{0,30}allein (?:gross|auf)\b",
            r"(?:raising|raises|bringing up|brings up) .{0,30}(?:alone|on (?:her|his) own)\b",
            rf"{_CHILD} (?:on (?:her|his) own|alone\b)",
        ),
    ),
    "parent": _fact(
        (
            r"kinderlos",
            r"(?:keine?|ohne) (?:eigenen? )?kind(?:er)?\b",
            r"kinder hat (?:sie|er) (?:nicht|keine)\b",
            r"childless",
            r"(?:no|without) (?:kids|children)\b",
        ),
        (
            r"(?:mutter|muttern|mamas?|vater|vatern|papas?|eltern)\b",
            r"(?:mothers?|mums?|moms?|fathers?|dads?|parents?)\b",
            r"(?:(?:sohn|tochter|kind)(?= ?\(\d)|beim baby|bei den kindern|jungstes kind|kinderreich\w*"
            r"|schulpflichtige kinder)\b",
            rf"\d{{1,2}}-?jahrige[nmr]? {_CHILD}",
            r"(?:der|die|das|the) (?:kleine |jungste |little |youngest )?(?:sohn|tochter|kind|kinder|baby|kids"
            r"|children)\b",
            r"(?:[1-9]|1[0-3])[- ]years?[- ]olds?\b(?! (?:car|debt))",
            r"(?:wegen|with) (?:der|ihrer|seiner|the) (?:kinder|children|kids)\b",
            rf"{_COUNT} (?:\w+ )?{_CHILD}",
        ),
    ),
    "qualified": _fact(
        (
            rf"(?:ohne|kein\w*|nie eine?)(?: [\w/-]+){{0,2}} {_TRAINING}",
            rf"(?:ausbildung|lehre|studium)(?: \w+){{0,2}} {_BROKEN_OFF}",
            r"(?:nichts|nie (?:et)?was|nix) (?:\w+ ){0,2}gelernt",
            r"gelernt hat (?:er|sie) (?:nichts|nix|nie)\b",
            r"(?:keinen|nie einen) (?:richtigen )?beruf (?:erlernt|gelernt)",
            r"(?:ausbildung|lehre|studium)(?: \w+){0,2} (?:nie|nicht) ",
            r"hilfsarbeiter\w*",
            rf"weder (?:eine )?{_TRAINING}",
            r"(?:un|an)gelernt",
            r"geringqualifiziert",
            rf"(?:no|without|never had)(?: [\w/-]+){{0,2}} {_SKILL}",
            r"(?:packed in|dropped out of)(?: \w+)? (?:apprenticeship|training|uni)",
            r"(?:unskilled|unqualified|low[- ]skilled|untrained|never (?:learn(?:ed|t)|finished|completed|trained))\b",
            r"never (?:had|did|got) an? (?:\w+ )?(?:apprenticeship|training|trade|qualification)",
        ),
        (
            r"(?:abgeschlossene|fertige|beendete)[nrm]? (?:\w+ )?(?:\w*ausbildung|lehre|studium)",
            r"(?:ausbildung|lehre|studium) (?:ist )?(?:abgeschlossen|fertig)",
            r"gelernte[rn]? \w+",
            r"mit (?:\w+ )?(?:(?:berufs)?ausbildung\b|berufsabschl|hochschulabschl|studium|diplom|meister)",
            r"(?:hat|trotz|nach) (?:\w+ )?(?:studium|berufsabschl\w*|hochschulabschl\w*)",
            r"(?:gesellen|facharbeiter|meister)brief",
            r"(?<!kein )facharbeiter(?:in)?\b",
            r"gelernt hat (?:er|sie) (?!nichts|nix|nie)",
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
            r"schulabschluss fehlt|fehlende[rn]? schulabschl|weder \w+ noch (?:einen )?schulabschl",
            r"(?:nie|nicht) (?:zu ende )?(?:zur|auf die|die) schule (?:gegangen|beendet|fertig)",
            r"schule (?:nie|nicht) (?:beendet|fertig|geschafft|abgeschlossen)",
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
            r"(?:nicht|nichts) (?:mehr )?gearbeitet|(?:has|have)(?:n't| not) worked\b",
            r"(?:unemployed|jobless|out of work|not working|without (?:a )?(?:job|work)|no job)\b",
        ),
        (
            r"(?:aufstoc?ke[rn]|stockt auf\b|erwerbstatig|berufstatig|(?:ist|fest) angestellt)",
            rf"(?:arbeitet|jobbt|putzt) (?:in |nur |jetzt |schon ){{0,2}}{_HOURS}",
            rf"hat (?:eine?n? |schon |wieder ){{0,2}}(?:feste )?(?:teilzeit|vollzeit)?{_JOB}",
            r"(?:(?<!self-)(?<!self )employed|works? (?:full|part)[- ]time|working (?:full|part)[- ]time)\b",
            r"(?:works \d+ ?h|tops up\b|topping up\b|has (?:got )?a job\b)",
        ),
    ),
    "minijob": _fact(
        (
            r"(?:kein\w*|ohne) (?:mini|neben)-?job",
            r"arbeitet (?:in )?vollzeit",
            r"(?:not|rather than|instead of|statt) (?:in )?(?:an? |eine[mns]? )?(?:mini-?job|nebenjob)",
            r"(?:no|without a) mini-?job",
            r"works full[- ]time",
        ),
        (
            rf"(?:hat|mit|macht|im|auf|nur|einen?) (?:\w+ ){{0,2}}{_MINIJOB}",
            r"auf minijob-?basis",
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
            r"(?<!be )(?<!become )(?<!becoming )(?<!go )(?:self[- ]employed|runs an?)\b",
        ),
    ),
    "migrant": _fact(
        (r"(?:ohne|kein\w*) migra", r"(?:no|not an?|without(?: an?)?) (?:im)?migra"),
        (
            r"(?:migrationshintergrund|migrationsgeschichte|migrant|fluchtling|gefluchtet|zugewander|zuwander)",
            r"(?:asyl|aufenthalts(?:erlaubnis|titel)|geduldet|duldung\b|einwander|eingewander)",
            r"(?:neu|erst|jahren?|\d{4}) (?:\w+ )?in deutschland\b",
            r"(?:came|moved|arrived) (?:here|to germany)",
            r"asylum|resettle",
            rf"(?:aus|von|from|in)(?: (?:der|dem|den|the))? (?:{_COUNTRIES})\b",
            rf"(?:{_NATIONALS})\b",
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
            r"(?<!no )(?<!without )health (?:problem|issu|condition)",
        ),
        (
            r"(?<!wieder )gesund(?:e[rn]?)?\b(?! (?:ernahr|ess|koch|leb|werd|bleib))",
            rf"(?:keine|ohne) (?:gesundheitlichen?|korperlichen?) {_COMPLAINTS}",
            r"(?:kerngesund\w*|topfit|korperlich fit|gesundheitlich (?:fit|alles)|voll belastbar)\b",
            r"(?:is|fully|perfectly|physically|otherwise) (?:healthy|fit)\b",
            r"health is (?:fine|good|ok)",
            r"(?:in good health|fit and well)\b",
            r"(?:no|without) health (?:problem|issu|condition)",
        ),
    ),
}
"""Patterns by field of `ClientFacts`."""

RELATIVES = re.compile(
    r"\b(?:(?:seine?[rmn]?|ihre?[rmn]?|deren|dessen|his|her|their)(?: (?:\w+e[rmn]?|sick|ill|old|elderly))?"
    r"|de[nm]|bei|with|der(?! (?:mann|vater)\b)) (?:mutter|vater|eltern|frau|mann|ehemann|ehefrau|oma|opa"
    r"|schwiegermutter|schwiegervater|partner\w*|freund(?:in)?|wife|husband|mothers?|fathers?|mum|mom|dad|parents"
    r"|boyfriend|girlfriend)\b"
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

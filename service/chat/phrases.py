"""How people go on asking: openings, references, corrections, small talk. German and English."""

import re
from collections.abc import Mapping

from corpus.text.language import Language
from service.chat.message import Talk


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


CORRECTION = _pattern(
    r"^(?:nein|nee|nö|no|sorry|entschuldigung|falsch|stopp|halt|wrong)?[,.! ]*"
    r"(?:(?:ich )?(?:meinte|meine)(?: eigentlich| doch)?|i mean(?:t)?(?: actually)?|gemeint (?:war|ist)|sondern|rather)\b[:, ]*",
    r"^(?:nein|nee|nö|no)[,!.]\s*(?:nicht|not)\b.{1,60}?\b(?:sondern|but)\s+",
    r"^(?:nein|no)[,!.]\s+(?=in\b|im\b|für\b|for\b)",
)
LANGUAGE_WISH = {
    "de": _pattern(
        r"\b(?:bitte )?auf deutsch(?: bitte)?\b[:,.!?]*\s*", r"\b(?:please )?in german(?:,? please)?\b[:,.!?]*\s*"
    ),
    "en": _pattern(
        r"\b(?:bitte )?auf englisch(?: bitte)?\b[:,.!?]*\s*", r"\b(?:please )?in english(?:,? please)?\b[:,.!?]*\s*"
    ),
}
OPENING = _pattern(
    r"^(?:(?:und|and|aber|but|oder|or|dann|then|what about|how about|wie (?:ist|sieht|steht) es(?: denn)?(?: aus)? (?:mit|bei|in)?"
    r"|gibt es (?:das|so ?was|etwas|die|welche)|geht das|läuft das|hat jemand das|is there (?:something|anything|that|one|any)"
    r"|do they have (?:that|it)|are there any)\b[,:]*\s*)+"
)
LEADING = _pattern(
    r"^(?:(?:auch|also|noch|nur|only|just|bitte|please|eher|lieber|rather|same|dasselbe|das gleiche)\b[,:]*\s*)+"
)
NARROWING = _pattern(r"\b(?:nur|only|just|ausschließlich)\b")
GROUP = _pattern(
    r"\b(?:für|fuer|for)\s++(?P<group>\S.{0,300}?)(?=(?<!\s)\s+(?:mit|in|im|ohne|bei|nach|am|an|with|without|who|at|near|under|on)\b|[,;?.!]|$)"
)
PART_TIME = _pattern(r"\bteilzeit\b", r"\bpart[- ]?time\b", r"\bhalbtags\b")
MORE = _pattern(
    r"^(?:und |and )?(?:bitte )?(?:noch )?(?:weitere|mehr|andere|noch (?:mehr|welche|eine[ns]?|was|andere|weitere))"
    r"(?: (?:bitte|maßnahmen|massnahmen|angebote|treffer|ergebnisse|davon))*\s*[?.!]*$",
    r"^(?:und |and )?(?:gibt es|gibts|hast du|haben sie|zeig\w*|was gibt es|welche)\s+(?:mir |da |es )?(?:sonst )?"
    r"(?:noch )?(?:(?:noch )?mehr|weitere\w*|andere\w*|sonst noch|noch)(?: (?:maßnahmen|massnahmen|angebote|treffer|davon|was|welche|gibt es))*\s*[?.!]*$",
    r"^(?:was )?sonst noch(?: was)?\s*[?.!]*$",
    r"^(?:and |please )?(?:show |give |list |tell |are there |is there |any |do you have )?(?:me )?(?:any )?(?:some )?"
    r"(?:more|others?|further ones|anything else|something else|else)(?: (?:measures|results|options|ones|please|of them))*\s*[?.!]*$",
    r"^what else(?: is there| do you have)?\s*[?.!]*$",
)
SUMMARY = _pattern(
    r"\bfass\w*\b.{0,60}\bzusammen\b",
    r"\bzusammenfass\w*",
    r"\büberblick\b",
    r"\b(?:erzähl\w*|sag\w*) (?:mir )?(?:mal )?(?:bitte )?mehr\b",
    r"\bmehr (?:dazu|darüber|infos?|informationen|details)\b",
    r"\bworum (?:geht|handelt)",
    r"^(?:und |was )?(?:was )?(?:machen|tun) die\b(?!.{0,80}\b(?:wenn|falls|mit|bei|für|gegen)\b)",
    r"\bwhat (?:is|are|'s)?\b.{0,60}\babout\b\W*$",
    r"\bwhat do they do\b(?!.{0,80}\b(?:if|when|with|for|about)\b)",
    r"\bsummar(?:y|i[sz]e)\b",
    r"\boverview\b",
    r"\btell me (?:a bit )?more\b",
    r"\bmore (?:details|information|info)\b",
)
OTHERS = _pattern(
    r"^(?:und |and )?(?:bei |beim |für |in |from |of |for |with |what about |how about )?(?:die|das|den|der|dem|the) "
    r"(?:anderen?|übrigen|others?|other ones?|rest)\s*(?:[?.!]*$|[:,–-]\s*(?P<asked>\S.*))"
)
SEVERAL_OTHERS = _pattern(r"\b(?:anderen|übrigen|others|ones|rest)\b")
COMPARE = _pattern(
    r"\bvergleich\w*",
    r"\bunterschied\w*\s+zwischen\b",
    r"\bunterscheide\w*\b",
    r"\bgegenüber(?:stellen|stellung)\b",
    r"\bcompar(?:e|ed|ison)\b",
    r"\bdifferences?\s+between\b",
    r"\bhow do .{1,60} differ\b",
    r"\bversus\b",
    r"\bvs\.?(?=\s)",
)
BOTH = _pattern(r"\b(?:die |den |diese |these |the )?(?:beiden?|ersten (?:zwei|beiden)|first two|both|zwei|two)\b")
ALL = _pattern(
    r"\b(?:alle[rn]?|all(?: of)?(?: them| these| those)?|allen (?:drei|vier|fünf)|jeweils|jede[rs]?|each|every one)\b",
    r"\b(?:die|diese|sie|they|them|those|these)\b(?=\s*[?.!]?$)",
    r"\b(?:do|does|are|kosten|dauern|laufen|haben|sind|was|do) (?:die|diese|sie|they|those|these)\b",
)
_NOUN = r"(?:\s+(?:maßnahme|massnahme|projekt|angebot|treffer|ergebnis|eintrag|one|measure|project|result|programme|program|offer|item))?"
_AFTER = r"(?=\s*(?:[,:;.?!)]|$)|\s+[a-zäöü])"
_ORDINALS = (
    (0, r"erste[nrms]?|first|1st"),
    (1, r"zweite[nrms]?|second|2nd"),
    (2, r"dritte[nrms]?|third|3rd"),
    (3, r"vierte[nrms]?|fourth|4th"),
    (4, r"fünfte[nrms]?|fuenfte[nrms]?|fifth|5th"),
    (5, r"sechste[nrms]?|sixth|6th"),
    (-1, r"letzte[nrms]?|last|letztgenannte[nrms]?"),
)
ORDINALS = tuple(
    (
        place,
        re.compile(
            rf"\b(?:das|die|der|dem|den|zum|zur|beim|vom|the)\s+(?i:{words})(?i:{_NOUN}){_AFTER}", re.IGNORECASE
        ),
    )
    for place, words in _ORDINALS
)
NUMBER = _pattern(
    r"(?:\b(?:nr|nummer|no|number|treffer|punkt|maßnahme|measure)\.?\s*|#)(?P<number>\d{1,2})\b(?!\s*(?:%|€|euro|jahre))"
)
BARE_NUMBERS = re.compile(r"(?<![\d.,§])\b(?P<number>\d{1,2})\b(?![\d.,]\d|\s*(?:%|€))")
# `das`, `sie`, `es` stand for something where no noun follows: "das Coaching" is an article.
ANAPHOR = re.compile(
    r"(?<![Gg]ibt )(?<![Gg]eht )\b(?i:das|es|sie|er|ihn|dies|diese[rsmn]?|diesen)\b(?=\s*(?:[?.!,;:]|$)|\s+[a-zäöü])(?!-)"
    r"|\b(?i:davon|dabei|dafür|dazu|dort|da|darin|deren|dessen|daran)\b"
    r"|(?i:\b(?:it|its|they|them|their)\b|\b(?:is|does|about|of|for|at|to|with|do|are|did|was) (?:that|this|these|those)\b"
    r"|(?<!is )(?<!are )(?<!was )\bthere\b(?! (?:is|are|any|was))|\bthe (?:one|ones|measure|project|programme|program)\b)"
)
AMONG = _pattern(
    r"\b(?:(?:which|any|one|who) of (?:those|these|them|the (?:two|three|four|five))"
    r"|(?:welche[rsn]?|wer|was|eine[rs]?) (?:davon|von (?:denen|den (?:beiden|zwei|drei|vier|fünf)|diesen)))\b"
)
AGE = _pattern(
    r"\bwie alt\b", r"\bhow old\b", r"\bab welchem alter\b", r"\baltersgrenze\w*", r"\bage (?:limit|range)s?\b"
)
WHO_RUNS = _pattern(
    r"\bwer (?:macht|bietet|führt|betreibt|hat|organisiert|verantwortet)\b",
    r"\bwho (?:runs|does|offers|provides|organi[sz]es)\b",
    r"\bwelche(?:s|r)? (?:jobcenter|träger|stelle)\b",
    r"\bwhich job ?cent(?:re|er)\b",
)
VOLUNTARY = _pattern(r"\bfreiwillig\w*", r"\bvoluntary\b", r"\bpflicht\b", r"\b(?:mandatory|compulsory)\b")
DECISION = re.compile(
    r"\banspr[uü](?:ch|ech)\w*|\b(?:steht|stehen)\b.{1,60}\bzu\b(?=\s*[?.!]|$)|\b(?:förder|anspruchs)berechtigt\b"
    r"|\b(?:ist|sind|wäre|bin)\b.{1,40}\bberechtigt\b|\b(?:bewillig|ablehn|sanktionier|kürz)(?:en|t)\b"
    r"|\bentitle(?:d|ment)\b|\beligible\b|\bqualif(?:y|ies) for\b|\b(?:a |the |any )right to\b"
    r"|\b(?:grant|reject|refuse|deny|sanction) (?:him|her|them|the|it|my)\b",
    re.IGNORECASE,
)
FIELDS_BESIDE = (AGE, WHO_RUNS, VOLUNTARY)
"""What is asked about a measure beside the fields of `retriever.intent`."""

WHY_NOT = _pattern(
    r"(?:^|[.:;!?]\s)(?:(?:und|aber|and|but)\s)?(?:warum|wieso|weshalb)\s(?:(?:denn|dann|aber|eigentlich)\s)?(?:nicht|fehlt|fehlen)\b",
    r"(?:^|[.:;!?]\s)(?:(?:und|aber)\s)?(?:warum|wieso|weshalb)\s(?:passt|passen|kommt|ist|sind|wäre|geht|taugt|steht|eignet|erscheint"
    r"|taucht)\s.{1,120}?\b(?:nicht|ungeeignet)(?:\s(?:dabei|geeignet|in frage|infrage|auf der liste|in der liste|möglich"
    r"|genannt|auf))?(?:\sfür\s[\w, -]{1,60})?\s?[?.!]*$",
    r"\bwas\sspricht\s(?:denn\s|eigentlich\s)?gegen\b",
    r"(?:^|[.:;!?]\s)(?:(?:and|but)\s)?why\snot\b",
    r"(?:^|[.:;!?]\s)(?:(?:and|but)\s)?why\s(?:isn|doesn|wasn|wouldn|won|can)['’]?t\s.{1,120}?(?:\b(?:fit|suit|work|there|listed|shown"
    r"|included|suitable|right|an option|among them|on the list)\b)",
    r"(?:^|[.:;!?]\s)(?:(?:and|but)\s)?why\s(?:is|does|was|would)\s.{1,120}?\bnot\b.{0,30}?\b(?:fit|suit|work|there|listed|shown|included"
    r"|suitable|right|option|among them|on the list)\b",
    r"\bwhat\s(?:speaks|is there|is|rules)\s(?:out|against)\b",
)
_GREETED = r"(?:(?:hallo|hi|hey|hello|guten (?:tag|morgen|abend)|moin|servus)[,!. ]+)?"
_THANKED = (
    r"(?:(?:vielen |herzlichen |besten )?dank(?:e|eschön)?|thanks?|thank you)(?:[,!. ]+(?:you|so|very|much|a lot|really"
    r"|that|this|it|was|is|has|helped|helps|helpful|great|for|your|the|help|das|es|dir|ihnen|sehr|schön|hat|mir|geholfen"
    r"|hilft|war|hilfreich|für|die|ihre|deine|hilfe|auskunft|wirklich|super|toll|prima))*[!.?, ]*"
)
TALK: Mapping[Talk, re.Pattern[str]] = {
    "greeting": re.compile(
        r"(?:hallo|hi|hey|hello|guten (?:tag|morgen|abend)|moin|servus|grüß gott|good (?:morning|afternoon|evening|day))"
        r"(?:[,!. ]+(?:zusammen|lotse|there|du|ihr|alle))*[!.?, ]*",
        re.IGNORECASE,
    ),
    "thanks": re.compile(
        rf"{_THANKED}|(?:(?:vielen |herzlichen |besten )?dank(?:e|eschön)?(?: dir| ihnen)?(?: (?:schön|sehr))?|thanks?(?: you)?(?: (?:very much|a lot|so much))?|super|prima|perfekt"
        r"|great|perfect|ok(?:ay)?|alles klar|das (?:hilft|reicht|war'?s|passt)|that(?:'s| is) (?:all|fine|great|helpful)|that helps|tschüss|bye|auf wiedersehen|goodbye)"
        r"(?:[,!. ]+(?:super|prima|danke|thanks|thank you|das hilft(?: mir)?(?: sehr)?|that helps|great|alles klar|tschüss|bye|vielen dank))*[!.?, ]*",
        re.IGNORECASE,
    ),
    "abilities": re.compile(
        rf"{_GREETED}(?:was (?:kannst du|können sie|kann ich (?:dich|sie|hier) fragen|machst du|kannst)"
        r"(?: alles| so| hier| eigentlich| denn| überhaupt| für mich tun)*|hilfe|wie funktioniert (?:das|du|die suche)(?: hier)?"
        r"|help|what (?:can|do) you(?: actually| really| even)? do(?: for me)?|what can i ask(?: you)?|how does (?:this|it) work|how do you work)[!.?, ]*",
        re.IGNORECASE,
    ),
    "sources": re.compile(
        r"(?:(?:wie ?viele|how many) (?:ma(?:ß|ss)nahmen|dokumente|quellen|einträge|measures|documents|sources|entries)"
        r" (?:gibt es|hast du|haben sie|kennst du|sind|stehen|enthält|are there|are|do you have|do you know|does|have you)"
        r"(?: (?:im|in|der|the|dem|your|ihrem|deinem|hier|insgesamt|in total|altogether|katalog|catalogue|verzeichnis"
        r"|bestand|index|contain|hold|have|got|es|drin))*|woher (?:hast du|haben sie|kommen|stammen) (?:das|die (?:daten|angaben|informationen)|deine (?:daten|informationen)|ihre (?:daten|angaben))"
        r"|welche (?:quellen|dokumente)(?: (?:hast|nutzt|kennst|benutzt) du| haben sie| nutzen sie| gibt es)?|wie aktuell (?:ist das|sind (?:die|deine) (?:daten|angaben))"
        r"|where (?:do|does|is|are) (?:you get |your |the |this )?(?:data|information|it|this)(?: from| come from)?|what (?:are your sources|sources do you (?:use|have))"
        r"|which (?:sources|documents)(?: do you (?:use|have|know))?|how (?:up to date|current|recent) (?:is|are) (?:this|it|your data|the data))[!.?, ]*",
        re.IGNORECASE,
    ),
    "privacy": re.compile(
        r"(?:(?:speicher|merk)(?:st|n|t)? (?:du|sie|ihr)(?: dir| sich)? (?:das|etwas|was|meine fragen|daten|die fragen|unser gespräch|irgendwas)(?: hier)?"
        r"|(?:wird|werden) (?:das|hier etwas|meine fragen|die fragen|daten|hier daten|etwas)(?: hier)? gespeichert|datenschutz|wer liest (?:hier )?mit"
        r"|do you (?:store|save|keep|log|remember) (?:this|anything|my questions|data|questions|what i (?:say|type))|(?:is|are) (?:this|my questions|anything) (?:stored|saved|logged|recorded)"
        r"|privacy|who (?:can )?reads? (?:this|along))[!.?, ]*",
        re.IGNORECASE,
    ),
    "identity": re.compile(
        r"(?:wer (?:bist du|sind sie)|was (?:bist du|sind sie)|bist du (?:ein mensch|ein roboter|eine ki|echt|chatgpt)|who are you|what are you|are you (?:a (?:robot|bot|human|person)|an ai|human|real|chatgpt))[!.?, ]*",
        re.IGNORECASE,
    ),
}


def wished_language(text: str) -> tuple[Language | None, str]:
    """Return the language that a message wishes for, and the message without the wish."""
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        if (rest := LANGUAGE_WISH[language].sub("", text, count=1)) != text:
            return language, rest.strip(" ,:")
    return None, text


def talk(text: str) -> Talk | None:
    """Return the kind of small talk that a message is, None if it asks for something."""
    return next((kind for kind, pattern in TALK.items() if pattern.fullmatch(text)), None)

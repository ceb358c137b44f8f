"""Patterns for what catalogues require of participants, and for words that soften a requirement.

All patterns expect text without umlauts (see `without_umlauts`) and ignore case.
"""

import re
from typing import NamedTuple

from corpus.eligibility.limits import Value

_FLAGS = re.IGNORECASE | re.DOTALL


class Requirement(NamedTuple):
    """Text that matches `pattern` requires a client's `fact` to have this `value`."""

    fact: str
    value: Value
    pattern: re.Pattern[str]


_FEW = r"(?:(?!ohne|kein|fehlend)[^\s,.;:]+\s+){0,4}?"
_WITHOUT = rf"\b(?:ohne|kein\w*|fehlend\w*)\s+{_FEW}"
_WITH = rf"\bmit\s+{_FEW}"
_QUALIFICATION = (
    r"(?:berufsabschl|berufsausbildung|erstausbildung|ausbildungsabschl|abgeschlossene\w*\s+\w*ausbildung)\w*"
)
_TOPPING_UP = r"\bkeine aufstockende tatigkeit"


def _requirement(fact: str, value: Value, *phrases: str) -> Requirement:
    return Requirement(fact, value, re.compile("|".join(phrases), _FLAGS))


REQUIREMENTS = (
    _requirement("gender", "female", r"\b(?:muttern?|frauen|madchen|schwangeren?|\w+ruckkehrerinnen)\b"),
    _requirement("gender", "male", r"\b(?:vatern?|mannern?)\b"),
    _requirement("parent", True, r"\b(?:muttern?|vatern?|eltern|erziehenden?)\b", rf"{_WITH}kind(?:ern?)?\b"),
    _requirement("single_parent", True, r"\balleinerziehend\w*"),
    _requirement(
        "qualified",
        False,
        rf"{_WITHOUT}{_QUALIFICATION}",
        r"(?<!wieder )\bungelern\w+",
        r"\bgeringqualifiziert\w*",
    ),
    _requirement("qualified", True, rf"{_WITH}(?:{_QUALIFICATION}|hochschulabschl\w*)", r"\bakademiker\w*"),
    _requirement("school", False, rf"{_WITHOUT}\w*schulabschl\w*", r"\bschulabbrecher\w*"),
    _requirement("school", True, rf"{_WITH}\w*schulabschl\w*", r"\babiturient\w*"),
    _requirement("employed", False, r"\b(?:(?:langzeit)?arbeits|erwerbs)lose?[nr]?\b", _TOPPING_UP),
    _requirement("minijob", False, _TOPPING_UP),
    _requirement(
        "employed",
        True,
        r"\baufstocker\w*(?:\s+und\s+erg\w*nzer\w*)?",
        r"\berwerbstatigen?\s+(?:\w+\s)?(?:leist|langzeit|kund|pers)\w*",
        r"\berganzend\s+zum\s+erwerbseinkommen",
    ),
    _requirement(
        "minijob",
        True,
        r"\beiner\s+geringfugig\w*\s+(?:entlohnten\s+)?beschaftigung",
        r"\bgeringfugig\s+beschaftigte\w*",
        r"\bminijobber\w*",
        r"\bumwandlung\s+von\s+minijobs",
    ),
    # Only the noun, which has a capital letter: "selbständige Lebensführung" isn't about work.
    # Founders named beside it aren't self-employed yet.
    _requirement(
        "self_employed",
        True,
        r"\bselbst(?:st)?andigen\s+tatigkeit\s+nachgeh\w*",
        r"(?<!grunder und )(?<!grunderinnen und )\b(?:Solo-?)?(?-i:S)elbst(?:st)?andigen?\b(?!\s+(?-i:[A-Z]))",
    ),
    _requirement(
        "migrant",
        True,
        r"\bmigrant\w*",
        r"\bmigrations(?:hintergrund|geschichte)",
        r"\b(?:gefluchtet|fluchtling|zugewandert)\w*",
    ),
    _requirement(
        "healthy",
        False,
        r"\bgesundheitlich\w*\s+(?:\([^)]{0,200}\)\s*)?(?:einschrankung|beeintrachtigung)\w*",
        r"\b(?:schwerbehinder|rehabilitand|reha-falle)\w*",
        r"\bpsychisch\w*\s+(?:erkrankt|krank|beeintrachtigt)\w*",
        r"\bmenschen\s+mit\s+behinderung\w*",
    ),
    _requirement(
        "healthy",
        True,
        rf"{_WITHOUT}(?:gesundheitlich|korperlich)\w*\s+einschrankung\w*",
        r"\b(?:voll|uneingeschrankt)\s+belastbar",
    ),
)

UNEMPLOYED_FOR = re.compile(
    r"\b(?P<long>langzeitarbeitslose?[nr]?)\b"
    r"|\b(?:mindestens|langer als)\s+(?P<number>\d+)\s+(?P<unit>jahr|monat)\w*\s+arbeitslos"
    r"|\barbeitsmarkt(?:abstinenz|ferne)\s+von\s+(?:>|mehr als|uber|mindestens)\s?(?P<absent>\d+)\s+jahr\w*",
    _FLAGS,
)
"""How long participants must have been out of work; `long` means one year (§ 18 SGB III)."""

LONG_UNEMPLOYMENT = re.compile(
    r"\b(?:die|ihre|bei|mit|trotz|in)\s+langzeitarbeitslosigkeit\b(?!\s+(?:fixiert|vermieden|verhindert|bekampft"
    r"|droht))",
    _FLAGS,
)
"""What participants have in common, rather than what is to be prevented."""

ON_BENEFITS_FOR = re.compile(
    r"\b(?<!zu )(?<!sind )(?P<long>langzeit(?:leistungs)?bezieh\w*(?:[/*:]-?innen)?)"
    r"|\b(?:mindestens|langer als)\s+(?P<number>\d+)\s+(?P<unit>jahr"
    r"|monat)\w*\s+(?:im\s+(?:\w+[ -]){0,2}(?:leistungs)?bezug\b"
    r"|(?:leistungen|grundsicherung)\s+bezogen)",
    _FLAGS,
)
"""How long they must have lived on benefits; `long` means 21 months of the last 24 (§ 18d SGB II)."""

ANY_AGE = re.compile(
    r"\bohne\s+altersb\w+|\baller\s+alters\w+|\bjeden\s+alters|\baltersunabhangig|\bunabhangig\s+vom\s+alter"
    r"|\bkeine\s+alters(?:bezogene|grenze|beschrankung)",
    _FLAGS,
)
ANY_GENDER = re.compile(
    r"\bbeider(?:lei)?\s+geschlecht|\bgeschlechtsunabhangig"
    r"|\b(?:frauen|mutter)\s+(?:und|oder|wie|sowie)\s+(?:manner|vater)"
    r"|\b(?:manner|vater)\s+(?:und|oder|wie|sowie)\s+(?:frauen|mutter)",
    _FLAGS,
)

SOFTENED = re.compile(
    r"\b(?:insbesondere|insb\.|vor\s+allem|auch|vorrangig|vorwiegend|bevorzugt|schwerpunkt\w*"
    r"|in\s+der\s+regel|i\.\s?d\.\s?r\."
    r"|in\s+erster\s+linie|z\.\s?b\.|zum\s+beispiel|beispielsweise|u\.\s?a\.|unter\s+anderem|darunter|haufig"
    r"|besondere\s+rolle|im\s+fokus"
    r"|eine[mnrs]?\s+der\s+folgenden|mindestens\s+eine[mnrs]?\b|somit|dadurch|deshalb|daher|infolge|warum|weil)(?!\w)",
    _FLAGS,
)
"""What follows is a preference, an example or a reason, so it excludes nobody."""

_WHATEVER = r"\bunabhangig\s+vo[nm]\b[^,;)\u2013-]*"
NOT_NAMED = re.compile(
    r"\bnicht\s+(?:nur|ausschlie(?:ß|ss)lich|allein)\s+(?:(?:an|fur)\s+)?(?:die\s+|das\s+)?\S+"
    rf"|{_WHATEVER}|\bin\s+abgrenzung\s+z[^)]*|\bneben\s+de[rmn]\s+(?:bereits\s+)?bestehenden\b[^•.;]*",
    _FLAGS,
)
"""Words about those whom a measure isn't especially for."""

SOFTENED_WORDS = re.compile(rf"{NOT_NAMED.pattern}|\b(?:uberwiegend|meist|meistens|oft|teilweise)\s+\S+", _FLAGS)
"""Words that exclude nobody, though what follows them counts again."""

WHATEVER = re.compile(rf"{_WHATEVER}(?:,[^,;)\u2013-]*)?", _FLAGS)
"""What doesn't matter for taking part."""

WHATEVER_FACTS = {
    "school": re.compile(r"\b\w*schul(?:bildung|abschl\w*)|\bbildungs(?:abschl|stand|niveau)\w*", _FLAGS),
    "qualified": re.compile(r"\b(?:berufsabschl|berufsausbildung|ausbildungsstand|qualifikation)\w*", _FLAGS),
    "migrant": re.compile(r"\b(?:herkunft|nationalitat|kulturkreis|staatsangehorig|migrations)\w*", _FLAGS),
    "gender": re.compile(r"\bgeschlecht\w*", _FLAGS),
}
"""Facts by the words for them in what doesn't matter."""

LAWS = {
    "II": re.compile(
        r"\bSGB[ -]?II\b(?!\s*[-–]\s*SGB)|\b\w*leistungsbezieh\w*|\bAlg\s?II\b|\bArbeitslosengeld\s(?:II|2)\b"
        r"|\bBurgergeld\w*|\berwerbsfahigen?r?\s+(?:leistungsberechtigte|hilfebedurftige)\w*",
        _FLAGS,
    ),
    "III": re.compile(r"\bSGB[ -]?III\b|\bAlg\s?I\b|\bArbeitslosengeld\b(?!\s?(?:II|2))", _FLAGS),
}
"""Words for those whom one book of the social code supports; Langzeitleistungsbezieher are those of the second."""

CITED = re.compile(r"§{1,2}\s?\d{1,4}\w?(?:[\s,.]|Abs|Satz|Nr|S|und|i|V|m|\d){0,40}SGB\s?[IVX]{1,4}", _FLAGS)
"""A paragraph: what is paid by it says nothing about the participants."""

_REFUSED = r"(?:betreut|aufgenommen|teilnehmen|gefordert|zugewiesen|zugelassen|berucksichtigt|teilnahmeberechtigt)"

EXCLUSION_HINT = re.compile(
    rf"\bnicht\b(?:(?!\bnicht\b)[^.:;])*\b{_REFUSED}\b|\b(?:ausgeschlossen|ausgenommen)\b|\bsich\s+nicht\s+an\b", _FLAGS
)
"""What any section with an exclusion contains; cheaper to search for than `EXCLUSION`."""

EXCLUSION = re.compile(
    r"^(?>[^,:;]*?\b(?:werden|wird|sind|ist|konnen|kann|durfen|darf|bleiben|bleibt)\b)"
    rf"(?:(?>[^,:;]*?\bnicht\b)[^,:;]*\b{_REFUSED}\b|[^,:;]*\b(?:ausgeschlossen|ausgenommen)\b)"
    rf"|^(?:nicht\s+{_REFUSED}|ausgeschlossen|ausgenommen)\s+(?:sind|ist|werden|bleiben)\b"
    r"|\bricht\w+\s+sich\s+nicht\s+an\b",
    _FLAGS,
)
"""A sentence about those who aren't admitted."""

ADDRESSED = re.compile(
    r"\bzielgruppen?\b|\brichte\w*\s+sich\s+an|\b(?:teilnehmen|zugewiesen|voraussetzung|ziel)\b", _FLAGS
)
"""A sentence that says whom a measure is for, whatever its section is called."""

"""Instructions to a language model in a document. People don't write those for each other."""

import re

from corpus.text.sentences import sentences

_FEW, _SOME = r"[^.!?\n]{0,30}?", r"[^.!?\n]{0,60}?"
_MODEL_DE = r"(?:KI|LLM|Sprachmodell\w*|Chatbots?|KI-\w+|virtuelle\w* Assisten\w+)"
_MODEL_EN = r"(?:AI|LLM|(?:large )?language models?|chatbots?|AI (?:assistant|model|system)s?)"
_EARLIER = (
    r"(?:all\w*|bisherige\w*|vorherige\w*|vorige\w*|vorangegangene\w*|obige\w*|frühere\w*|deine\w*|ihre\w*|system\w*"
    r"|any|every|previous|prior|preceding|earlier|above|foregoing|your|the|these)"
)
_RULES = r"(?:anweisung|instruktion|vorgabe|regel|anleitung|prompt|instruction|rule|guideline|directive|command)\w*"
_FORGET = (
    r"(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|überschreib\w*|umgeh\w*"
    r"|ignor(?:e|ing)|disregard\w*|forget|overrid(?:e|ing)|bypass\w*)"
)
_SAYINGS = (
    rf"{_FORGET} {_FEW}\b{_EARLIER} {_FEW}\b{_RULES}",
    rf"(?:du bist|handle als|agiere als|antworte als|verhalte dich (?:als|wie)) {_FEW}\b{_MODEL_DE}\b",
    rf"(?:you are|act as|behave as|pretend to be) {_FEW}\b{_MODEL_EN}\b",
    r"(?:du bist|sie sind) (?:ab )?(?:jetzt|nun|sofort|von nun an) (?:eine?|kein)\b",
    r"you are now (?:an?|no longer|in)\b",
    rf"(?:als|an (?:die|das|den|alle|jede[ns]?)|für (?:die|das|den|alle|jede[ns]?)) {_MODEL_DE}\b[,:]",
    rf"(?:as an?|to (?:the|all|any)|for (?:the|all|any)|attention|note to|dear) {_MODEL_EN}\b[,:]",
    rf"(?:anweisung|befehl|hinweis)\w* (?:an|für) (?:\w+ )?{_MODEL_DE}\b",
    rf"(?:note|instruction|message|command)s? (?:to|for) (?:\w+ )?{_MODEL_EN}\b",
    r"system[- ]?prompt\w*|system[- ]?anweisung\w*",
    r"(?:antworte|sage?|schreibe?) (?:ab jetzt |von nun an |stets |immer |nur |ausschließlich )+",
    r"(?:answer|reply|respond) (?:from now on |only |always |exclusively )+(?:with|by|in)\b",
    rf"(?:verrate|erwähne|verschweige|sage?|nenne|zeige|erzähle?) {_SOME}\b(?:dem|der|den|vom) (?:be)?nutze\w*",
    rf"(?:do not|don't|never|always) (?:tell|mention|reveal|inform|show|disclose){_SOME} the user\b",
)
"""How people say it; each begins a word."""
_SIGNS = (
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[/?INST\]|<</?SYS>>",
    r"(?:^|\n)#{1,6} ?(?:system|instruction|assistant|prompt)s?:",
)
_INSTRUCTION = re.compile("|".join((rf"\b(?=\w)(?:{'|'.join(_SAYINGS)})", *_SIGNS)), re.IGNORECASE)


def instructions(text: str) -> list[tuple[int, int]]:
    """Spans of the lines or sentences of `text` that speak to a language model, in order."""
    spans: list[tuple[int, int]] = []
    for found in _INSTRUCTION.finditer(text):
        if spans and found.start() < spans[-1][1]:
            continue
        place = found.start() + len(found[0]) - len(found[0].lstrip())
        begin = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        within = [(begin + first, begin + last) for first, last in sentences(text[begin:end])]
        spans.append(next((span for span in within if span[0] <= place < span[1]), (begin, end)))
    return spans


def without_instructions(text: str) -> str:
    """Return `text` without what speaks to a language model."""
    parts, start = [], 0
    for first, last in instructions(text):
        parts.append(text[start:first])
        start = last
    return "".join((*parts, text[start:])).strip()

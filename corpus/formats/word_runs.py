"""The inside of a paragraph in Word: its runs, boxes to tick, fields, and what is anchored in it."""

from dataclasses import dataclass, field

from corpus.formats.runs import Appearance, Run
from corpus.formats.symbols import BOXES, symbols
from corpus.formats.word_styles import VALUE, Element, W, WordStyles, is_on, is_shaded, value_of

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_PICTURED_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

SKIPPED = frozenset((f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}sdtPr", _FALLBACK))
"""Elements whose text isn't stated: properties, what was deleted or moved away, what older programs show."""

_RUN, _SYMBOL, _FIELD, _CONTROL, _BOX = (f"{W}{tag}" for tag in ("r", "sym", "fldChar", "sdt", "txbxContent"))
_PROPERTIES = [f"{W}{tag}" for tag in ("pPr", "tcPr", "trPr", "tblPr")]
_TEXTS = frozenset((f"{W}t", f"{_MATHS}t"))
_RAISED = f"{_MATHS}sup"
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))


@dataclass(slots=True)
class WordRuns:
    """What was collected of a paragraph: runs, text boxes, diagrams by the id of their part, references to notes.

    `unseen` are the texts that nobody sees; `on_colour` says whether the paragraph may stand on a ground of its own.
    """

    styles: WordStyles
    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    notes: int = 0
    unseen: list[str] = field(default_factory=list)
    on_colour: bool | None = None

    def collect(self, node: Element, paragraph: str | None, look: Appearance, *, raised: bool = False) -> None:
        """Collect what is visible below `node`, in a paragraph of the style with this id."""
        for child in node:
            tag = child.tag
            if tag in SKIPPED:
                continue
            if tag == _RUN:
                own = self.styles.look(child, paragraph)
                if own.is_unseen and not own.is_left_out and not (own.pale and self._is_on_colour(child)):
                    self.unseen.append("".join(each.text or "" for each in child.iter(*_TEXTS)))
                elif not own.is_left_out:
                    self.collect(child, paragraph, own, raised=raised)
            elif tag in _TEXTS:
                self._add(symbols(child.text or "", look.font), look, raised=raised)
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag], look)
            elif tag == _SYMBOL:
                self._add(_symbol(child), look, raised=raised)
            elif tag == _FIELD:
                self._add(_form_field(child), look)
            elif tag in _NOTES:
                self.notes += 1
                return  # what follows in this run is the mark that the author chose
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == _DIAGRAM:
                self.diagrams.append(child.get(_PICTURED_DATA, ""))
            elif tag == _CONTROL:
                self._control(child, paragraph, look, raised=raised)
            else:
                self.collect(child, paragraph, look, raised=raised or tag == _RAISED)

    def _is_on_colour(self, run: Element) -> bool:
        """Whether the ground of a run may be other than white."""
        if self.on_colour is None:
            self.on_colour = any(map(self._gives_ground, run.iterancestors()))
        return self.on_colour

    def _gives_ground(self, around: Element) -> bool:
        if around.tag in (_BOX, f"{W}document"):
            return around.tag == _BOX or around.find(f"{W}background") is not None
        for properties in around.iterchildren(*_PROPERTIES):
            named = value_of(properties, "pStyle") or value_of(properties, "tblStyle")
            if is_shaded(properties) or self.styles.shades(named):
                return True
        return False

    def _control(self, control: Element, paragraph: str | None, look: Appearance, *, raised: bool) -> None:
        ticked = control.find(f"{W}sdtPr/{_W14}checkbox")
        if ticked is not None:
            state = ticked.find(f"{_W14}checked")
            on = state is not None and state.get(f"{_W14}val", "1") in ("1", "true", "on")
            self._add(BOXES[on], look)
        elif not is_prompt(control):
            self.collect(control, paragraph, look, raised=raised)

    def _add(self, text: str, look: Appearance, *, raised: bool = False) -> None:
        if text:
            self.runs.append(Run(text, bool(look.bold), raised or bool(look.raised)))


def is_prompt(element: Element) -> bool:
    """Whether an element is a content control that still shows its prompt."""
    return element.tag == _CONTROL and is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _symbol(symbol: Element) -> str:
    code = symbol.get(f"{W}char", "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return symbols(character, symbol.get(f"{W}font"))


def _form_field(begin: Element) -> str:
    """A box to tick, or what was chosen of a list, in a form of older versions of Word."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return BOXES[is_on(box.find(f"{W}default") if state is None else state)]
    choices = begin.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    chosen = [begin.find(f"{W}ffData/{W}ddList/{W}{name}") for name in ("result", "default")]
    number = next((each.get(VALUE, "") for each in chosen if each is not None), "0")
    return choices[int(number)].get(VALUE, "") if number.isdecimal() and int(number) < len(choices) else ""

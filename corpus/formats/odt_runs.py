"""The inside of a paragraph in OpenDocument: its runs, boxes to tick, and what is anchored in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.formats.odt_styles import DRAW, FORM, OFFICE, SVG, TEXT, OdtStyles
from corpus.formats.package import Element
from corpus.formats.runs import Appearance, Run
from corpus.formats.symbols import BOXES, symbols

_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"

NOT_STATED = frozenset(
    {f"{TEXT}{name}" for name in ("tracked-changes", "number", "page-number", "page-count", "placeholder")}
    | {f"{TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index", "object-index")}
    | {f"{TEXT}{name}" for name in ("user-index", "alphabetical-index", "bibliography", "index-title", "ruby-text")}
    | {f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "event-listeners")}
    | {f"{DRAW}{name}" for name in ("image", "object", "object-ole", "plugin")}
    | {f"{SVG}title", f"{SVG}desc"}
)
"""Elements whose text isn't stated: what was deleted, tables of contents, prompts, comments, alternative texts."""

_SPACE = re.compile(r"[ \t\r\n]+")  # as in HTML, any white space is one space
_CHARACTERS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPAN, _NOTE = f"{TEXT}span", f"{TEXT}note"
_CONTROL, _MARK, _CONTENT = f"{DRAW}control", f"{_FIELD}fieldmark", f"{_EXTENSION}content-control"
_FIELDS = frozenset(
    f"{FORM}{name}"
    for name in ("checkbox", "radio", "text", "textarea", "formatted-text", "number", "date", "listbox", "combobox")
)
_TRUE = "true"


@dataclass(slots=True)
class OdtRuns:
    """What was collected of a paragraph: runs, frames and shapes, references to notes. `fields` are those of forms.

    `unseen` are the texts that nobody sees in `around`, the paragraph.
    """

    styles: OdtStyles
    fields: Mapping[str, str]
    runs: list[Run] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)
    notes: int = 0
    unseen: list[str] = field(default_factory=list)
    around: Element | None = None

    def collect(self, node: Element, look: Appearance) -> None:
        """Collect what is visible in `node`."""
        self._add(node.text, look)
        for child in node:
            self._child(child, child.tag, look)
            self._add(child.tail, look)

    def _child(self, child: Element, tag: str, look: Appearance) -> None:
        if tag == _SPAN:
            self.collect(child, self.styles.text(child.get(f"{TEXT}style-name")).over(look))
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look, is_text=False)
        elif tag == _NOTE:
            self.notes += 1
        elif tag == _CONTROL:
            self._add(self.fields.get(child.get(f"{DRAW}control", ""), ""), look)
        elif tag == _MARK:
            self._add(_field_mark(child), look)
        elif tag == _CONTENT:
            self._content_control(child, look)
        elif str(tag).startswith(DRAW) and tag not in NOT_STATED:
            self.frames.append(child)
        elif tag not in NOT_STATED and child.get(f"{TEXT}is-hidden") != _TRUE:
            self.collect(child, look)

    def _content_control(self, control: Element, look: Appearance) -> None:
        if control.get(f"{_EXTENSION}checkbox") == _TRUE:
            self._add(BOXES[control.get(f"{_EXTENSION}checked") == _TRUE], look)
        elif control.get(f"{_EXTENSION}showing-place-holder") != _TRUE:
            self.collect(control, look)

    def _add(self, raw: str | None, look: Appearance, *, is_text: bool = True) -> None:
        if raw and look.is_unseen and not look.is_left_out and not (look.pale and self._is_on_colour()):
            self.unseen.append(raw)
        elif raw and not look.is_left_out:
            text = symbols(_SPACE.sub(" ", raw), look.font) if is_text else raw
            self.runs.append(Run(text, bool(look.bold), bool(look.raised)))

    def _is_on_colour(self) -> bool:
        """Whether the ground of the paragraph may be other than white."""
        places = () if self.around is None else (self.around, *self.around.iterancestors())
        return any(map(self.styles.gives_ground, places))


def form_fields(forms: Iterable[Element]) -> dict[str, str]:
    """What the fields of forms show, by their id: a box with its label, what was typed or chosen."""
    fields = (each for form in forms for each in form.iter() if each.tag in _FIELDS)
    return {each.get(_ID) or each.get(f"{FORM}id", ""): _shown(each) for each in fields}


def _shown(control: Element) -> str:
    label: str = control.get(f"{FORM}label", "")  # of a box or a button; the others have theirs in the text
    if control.tag == f"{FORM}checkbox":
        state = control.get(f"{FORM}current-state") or control.get(f"{FORM}state")
        return BOXES[state == "checked"] + label
    if control.tag == f"{FORM}radio":
        chosen = control.get(f"{FORM}current-selected") or control.get(f"{FORM}selected")
        return BOXES[chosen == _TRUE] + label
    options = control.findall(f"{FORM}option")
    chosen = [each for each in options if each.get(f"{FORM}current-selected") == _TRUE]
    chosen = chosen or [each for each in options if each.get(f"{FORM}selected") == _TRUE]
    if options:
        return ", ".join(each.get(f"{FORM}label", "") for each in chosen)
    value: str | None = control.get(f"{FORM}current-value") or control.get(f"{FORM}value")
    return value or label


def _field_mark(mark: Element) -> str:
    """A box to tick, or what was chosen of a list, in a form that came from Word."""
    values: dict[str, list[str]] = {}
    for each in mark.iter(f"{_FIELD}param"):
        values.setdefault(each.get(f"{_FIELD}name", "").rpartition(".")[2], []).append(each.get(f"{_FIELD}value", ""))
    if mark.get(f"{_FIELD}type", "").endswith("FORMCHECKBOX"):
        return BOXES[values.get("Checkbox_Checked") == [_TRUE]]
    entries, chosen = values.get("Dropdown_ListEntry", []), "".join(values.get("Dropdown_Selected", ["0"]))
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""

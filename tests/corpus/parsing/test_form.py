"""The labels of the form in a dozen spellings, and its print, which is no content."""

import pytest

from corpus.parsing.form import form_content, labels


def fields(text: str) -> list[str]:
    return [label.field for label in labels(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Zielgruppe\n", "target_group"),
        ("<p>Zielgruppe</p>\n", "target_group"),
        ("\fZielgruppe und Projektstruktur\n", "target_group"),
        ("Ziel des Handlungsansatzes und Zielgruppe\n", "goal_and_target_group"),
        ("Maßnahmevolumen in Euro\n", "budget"),
        ("Maßnahmenvolumen in Euro\n", "budget"),
        ("**Mittelvolumen in Euro**", "budget"),
        ("Rechtsgrundlage\n", "legal_basis"),
        ("Rechtsgrundlagen und Finanzierung\n", "legal_basis"),
        ("Rechtsgrundlagen / Finanzierung / Umsetzung\n", "legal_basis"),
        ("Finanzierung / Grundlagen\n", "financing"),
        ("Handlungszeitraum (Laufzeit)/Maßnahmezeitraum\n", "period"),
        ("Eingesetztes Mittelvolumen in Euro / Eingesetzte Personalkapazitäten / Qualifizierung Personal /"
         " Beratungsansatz\n", "resources"),
        ("(Evaluations-)Ergebnisse\n", "results"),
        ("Beschreibung des Handlungsansatzes\n", "description"),
        ("Warum halten Sie diesen Ansatz für erfolgreich? Weil", "why_it_works"),
        ("Weiterführende Hinweise, die sich aus dem Projekt ergeben haben\n", "hints"),
    ],
)  # fmt: skip
def test_a_printed_label_is_recognised(text: str, field: str) -> None:
    """Whatever is spelt, glued or marked differently from entry to entry."""
    assert fields(text) == [field]


@pytest.mark.parametrize("text", ["Die Zielgruppe ist groß\n", "Finanzierung durch den Bund\n", "Dauer: 6 Monate\n"])
def test_running_text_is_no_printed_label(text: str) -> None:
    """A label stands alone; what others write before a value isn't the form's."""
    assert fields(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- gute Integrationsergebnisse bzw. Erzielung von Integrationsfortschritten\n- Sonstiges\nEigenes",
            ["Eigenes"],
        ),
        ("Eigenes\n• Abbau von Vermittlungshemmnissen\nmehr", ["Eigenes", "mehr"]),
        ("Zum Beispiel mit Blick auf\n", []),
        ("Sonstiges: viel", ["Sonstiges: viel"]),
        ("Der Abbau von Vermittlungshemmnissen gelang.", ["Der Abbau von Vermittlungshemmnissen gelang."]),
        ("<p>- <ul>", []),
        ("**Text</p>**", ["**Text"]),
        ("--", []),
    ],
)
def test_print_of_the_form_is_no_content(text: str, expected: list[str]) -> None:
    """Tick-boxes, sub-labels, empty lists and dashes go; the same words in a sentence stay."""
    assert [text[start:end] for start, end in form_content(text, 0, len(text))] == expected

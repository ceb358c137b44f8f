"""The fields of a measure: canonical names, and labels in German and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a measure, as shown in German and English; `expected` of every entry of a catalogue."""

    name: str
    german: str
    english: str
    expected: bool = False


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("target_group", "Zielgruppe", "Target group", expected=True),
        Field("goal_and_target_group", "Ziel und Zielgruppe", "Goal and target group"),
        Field("goal", "Ziel", "Goal", expected=True),
        Field("period", "Zeitraum und Dauer", "Period and duration", expected=True),
        Field("participants", "Teilnehmerzahlen", "Participants"),
        Field("budget", "Mittelvolumen", "Budget", expected=True),
        Field("resources", "Mittel, Personal und Beratungsansatz", "Budget, staff and counselling approach"),
        Field("financing", "Finanzierung", "Financing", expected=True),
        Field("legal_basis", "Rechtsgrundlagen", "Legal basis", expected=True),
        Field("implementation", "Umsetzungsart", "Implementation", expected=True),
        Field("particulars", "Besonderheiten", "Particulars"),
        Field("description", "Beschreibung", "Description", expected=True),
        Field("results", "Ergebnisse", "Results", expected=True),
        Field("why_it_works", "Warum der Ansatz erfolgreich ist", "Why it works", expected=True),
        Field("hints", "Weiterführende Hinweise", "Hints", expected=True),
        Field("changes", "Was sich ändern müsste", "What would have to change"),
        Field("contact", "Kontakt", "Contact"),
        Field("text", "Text", "Text"),
    )
}

CORE_FIELDS = ("target_group", "goal_and_target_group", "goal")
"""The fields that say most about whom a measure is for."""

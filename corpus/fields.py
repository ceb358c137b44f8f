"""The fields of a measure: their canonical names, and what people call them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a measure, as shown in German and English."""

    name: str
    german: str
    english: str


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("target_group", "Zielgruppe", "Target group"),
        Field("goal_and_target_group", "Ziel und Zielgruppe", "Goal and target group"),
        Field("goal", "Ziel", "Goal"),
        Field("period", "Zeitraum und Dauer", "Period and duration"),
        Field("participants", "Teilnehmerzahlen", "Participants"),
        Field("budget", "Mittelvolumen", "Budget"),
        Field("resources", "Mittel, Personal und Beratungsansatz", "Budget, staff and counselling approach"),
        Field("financing", "Finanzierung", "Financing"),
        Field("legal_basis", "Rechtsgrundlagen", "Legal basis"),
        Field("implementation", "Umsetzungsart", "Implementation"),
        Field("particulars", "Besonderheiten", "Particulars"),
        Field("description", "Beschreibung", "Description"),
        Field("results", "Ergebnisse", "Results"),
        Field("why_it_works", "Warum der Ansatz erfolgreich ist", "Why it works"),
        Field("hints", "Weiterführende Hinweise", "Hints"),
        Field("changes", "Was sich ändern müsste", "What would have to change"),
        Field("contact", "Kontakt", "Contact"),
        Field("text", "Text", "Text"),
    )
}

CORE_FIELDS = ("target_group", "goal_and_target_group", "goal")
"""The fields that say most about whom a measure is for."""

"""The fields of a measure: their canonical names, and the German labels that are embedded with their text.

What people are shown as a field's name is a text of its own, see `service/messages`.
"""

from collections.abc import Mapping
from types import MappingProxyType

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "target_group": "Zielgruppe",
        "goal_and_target_group": "Ziel und Zielgruppe",
        "goal": "Ziel",
        "period": "Zeitraum und Dauer",
        "participants": "Teilnehmerzahlen",
        "budget": "Mittelvolumen",
        "resources": "Mittel, Personal und Beratungsansatz",
        "financing": "Finanzierung",
        "legal_basis": "Rechtsgrundlagen",
        "implementation": "Umsetzungsart",
        "particulars": "Besonderheiten",
        "description": "Beschreibung",
        "results": "Ergebnisse",
        "why_it_works": "Warum der Ansatz erfolgreich ist",
        "hints": "Weiterführende Hinweise",
        "changes": "Was sich ändern müsste",
        "number": "Nummer",
        "provider": "Träger",
        "place": "Ort",
        "hours": "Umfang und Zeiten",
        "start": "Beginn",
        "cost": "Kosten der Teilnahme",
        "requirements": "Voraussetzungen",
        "application": "Anmeldung",
        "valid_until": "Gültig bis",
        "link": "Link",
        "other": "Weitere Angaben",
        "contact": "Kontakt",
        "text": "Text",
    }
)

OTHER = "other"
"""The field of a value whose label names none of the others; it is shown under its own label."""

CORE_FIELDS = ("target_group", "goal_and_target_group", "goal")
"""The fields that say most about whom a measure is for."""

EXPECTED_FIELDS = (
    "target_group", "goal", "period", "budget", "financing", "legal_basis", "implementation", "description", "results",
    "why_it_works", "hints",
)  # fmt: skip
"""The fields that every entry of a catalogue is expected to have."""

NARROW_FIELDS = frozenset(
    ("number", "provider", "place", "hours", "start", "cost", "requirements", "application", "valid_until", "link")
)
"""The fields of which every value says just what its label names."""

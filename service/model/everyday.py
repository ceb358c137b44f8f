"""English words of everyday that no thesaurus of the field holds, as the German sources say them."""

import re

_GERMAN = {
    "million": "Mio",
    "millions": "Mio",
    "year": "Jahr jährlich",
    "month": "Monat monatlich",
    "week": "Woche wöchentlich",
    "hour": "Stunde Wochenstunden",
    "euro": "Euro",
    "start": "Beginn begonnen Start Maßnahmestart",
    "started": "Beginn begonnen Start Maßnahmestart",
    "begin": "Beginn begonnen",
    "began": "Beginn begonnen",
    "planned": "vorgesehen geplant",
    "available": "vorliegen liegen",
    "data": "Daten",
    "result": "Ergebnisse",
    "contract": "Vertrag Arbeitsvertrag",
    "employer": "Arbeitgeber",
    "staff": "Personal Personalkosten",
    "phone": "Telefon",
    "trial": "Erprobung Konzepttest Test",
    "income": "Einkommen",
    "manager": "Fallmanager",
    "freelancer": "Freiberufler Honorarkräfte",
    "trader": "Gewerbetreibende",
    "participant": "Teilnehmer Teilnehmerinnen",
    "place": "Plätze Teilnehmerplätze",
    "total": "insgesamt gesamt Gesamtkosten Gesamtzahl Gesamtsumme",
    "exercise": "Bewegung",
    "nutrition": "Ernährung",
}


def german(word: str) -> str:
    """German words for an English one, or none."""
    low = word.lower()
    return _GERMAN.get(low) or _GERMAN.get(re.sub(r"s$", "", low), "")

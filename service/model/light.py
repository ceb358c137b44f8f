"""Words with which anything is reported: they claim nothing that the words beside them don't."""

import re

_GERMAN = """
abrufbar anderem anderen anfallen angeboten angegeben angesiedelt angesprochen anhand anmelden ansprechpartner
ansprechpartnerin anzahl art aspekte aufgeführt aufteilen ausgelegt auskunft außerdem basieren basiert beantworten
beantwortet bedeutet begann beginn beginnen beginnt begonnen beinhaltet beispiel beispielsweise bekommen bekommt
bereit bereitgestellt bereits beruht bestand bestanden bestehen besteht betrag betragen betrug betrugen beträgt
bezeichnet beziehen bezieher bezieht bleiben bleibt blieb bzw daneben darunter dauern dauert dauerte dazu derzeit
dienen dient durchführung durchgeführt ebenfalls ebenso eingesetzt einschließlich einzeln entfallen entfällt enthalten
enthält entsprechend entspricht erfolgen erfolgt erfolgte ergibt erreichbar erreichen erreicht erreichte erste ersten
erstreckt erwähnt existiert fallen fand fanden fiel fielen folgende folgenden folgt form fragen fällt führen führt gab
ganz ganze ganzen gedacht geführt gegeben geht gehören gehört gelten gemeinsam gemeint genannt genutzt gesamt gesamte
gesamten gestartet gilt gleich gleichzeitig grundlage grundsätzlich größe handelt heißt hierfür hinaus hinzu höhe
informationen inhalt inhalte inhaltlich insbesondere insgesamt je jeweilige jeweils jährlich kommen kommt konkret
konnten kontaktieren konzipiert kosten kostet kostete lag lagen laufen laufend lauten lautet leiten lief liefen liegen
liegt läuft machen maximal mehrere meist monatlich nachdem nahm nahmen namens nehmen nennt nimmt nutzen nutzt näher
nämlich parallel pro rahmen rechnung regel regelfall richten richtet richtete rund schließen schließt sehen setzt
siehe sogenannt somit sorgen sowie sowohl speziell stammen stammt stand standen starten startet startete statt
stattfand stattfinden stattfindet stehen steht stellen stellt stellte summe teil teilen teilgenommen teilnahme
teilnehmen teilnehmende teilnehmenden teilnehmer teilnehmerin teilnehmerinnen teils teilweise telefonisch tragen trägt
umfang umfassen umfasst umfasste unterliegen unterliegt unterstützt unterteilt verbindung verfügbar verfügt verfügung
verlief verläuft vermittelt verschieden verschiedene verschiedenen verteilen verteilt vorgesehen vorhanden vorwiegend
wahlweise weil weitere weiteren weiterhin wenden wendet wobei wodurch wählen während zeitgleich zeitlich zeitraum ziel
zielt zudem zufolge zugehörig zusammen zuständig zusätzlich zusätzliche zusätzlichen zweck zwecks zählen zählt
übernimmt überwiegend
"""
_ENGLISH = """
about according account addition additional additionally aim aimed aims allow allows along already also amount
amounted amounts annually answer answers approximately are around ask available average based basis became become been
began begin beginning begins being below besides both call called can carried choice choose comes comprise comprised
comprises concerned concerning consist consisted consists contact contacted contain contained contains continue
continued continues continuously cost costs cover covered covers currently dedicated deliver delivered depending
described designed detail details done during e each either enable enables end ended ends entire especially
established etc euros exactly example exist existed exists expected extends fall falls fees fell field find first
focus focused focuses focusing follow followed following follows form formed found from full further furthermore gave
given gives goes group groups handled has held hold include included includes including information initially inside
instance intended into involved involves involving itself keep kept kind lasted lasting lasts later lead leads led
listed lists located made main mainly make makes many mean means mentioned minimum month monthly more moreover most
mostly must named namely names number numbers occur offered offering offers often once ongoing online operated
operates order organised original originally other otherwise overall own parallel part participant participants
participate participated participates participating participation particular particularly parts per percent percentage
period phone place placed places plan planned plus possible provide provided provides providing question questions ran
range ranges rate reach reached reaching received regarding regular regularly relates relation remain remained remains
report reported reports respectively responsible result results run running runs same second section see seen separate
series serve served serves set several share should side similar simultaneously since single spans special specific
specifically specified spent spread staff start started starting starts state stated states stay stays still subject
such sum take taken takes taking target targeted targeting targets team term terms then there therefore third those
through throughout thus time times together took totals toward towards twice type types under until upon use used uses
using usually various via was week weekly well were when whereas which while who whole whose will with within without
work worked works would write year yearly yet
"""
_LIGHT = frozenset(_GERMAN.split()) | frozenset(_ENGLISH.split())


def is_light(word: str) -> bool:
    """Whether a word claims nothing by itself."""
    low = word.lower()
    return low in _LIGHT or re.sub(r"(?:s|'s)$", "", low) in _LIGHT

"""Words with which anything is reported: they claim nothing that the words beside them don't."""

import re

_GERMAN = """
abrufbar abruf anfallen anderem anderen angeboten angegeben angesiedelt angesprochen anhand anmelden anzahl ansprechpartner ansprechpartnerin art aspekte aufgeführt aufteilen
außerdem auskunft ausgelegt beantworten beantwortet basiert basieren bedeutet beginnt begann begonnen beginnen beginn beinhaltet beispiel beispielsweise bekommen bekommt
bereits bereit bereitgestellt beruht bestand besteht bestehen bestanden betrag beträgt betragen betrug betrugen bezieht beziehen bezieher
bezeichnet bleibt bleiben blieb bzw dabei daneben darunter dauert dauern dauerte dazu derzeit dienen dient durchgeführt
durchführung ebenfalls ebenso eingesetzt einschließlich einzeln enthält enthalten entfallen entfällt entspricht entsprechend erfolgt erfolgen
erfolgte ergibt erreichbar erreichen erreicht erreichte erstreckt erste ersten erwähnt existiert fällt fallen fiel fielen fand fanden folgende
folgenden folgt form fragen führt führen ganz ganze ganzen gedacht gehört gehören geht gelten gilt gemeinsam
gemeint genannt genutzt gesamt gesamte gesamten gab gegeben gestartet geführt gleich gleichzeitig größe grundlage grundsätzlich handelt heißt hierfür hinaus hinzu höhe informationen
inhalt inhalte inhaltlich insbesondere insgesamt jährlich je jeweils jeweilige kommt kommen kontaktieren konkret konnten konzipiert kosten kostet
kostete lag lagen läuft laufen laufend lauten lautet leiten lief liefen liegt liegen macht machen maximal mehrere meist melden menge monatlich nachdem näher nämlich namens nehmen nimmt nahm nahmen nennt nutzt nutzen ort parallel pro prozent rahmen rechnung regel regelfall richtet richten richtete rund
schließen schließt sehen setzt siehe sieht sogenannt somit sowohl speziell spricht stammen stammt stand standen starten startet startete
statt stattfinden stattfindet stattfand stehen steht stellt stellen stellte sorgen sowie summe teil teile teilen teils teilweise teilgenommen teilnehmen
teilnahme teilnehmer teilnehmerin teilnehmerinnen teilnehmende teilnehmenden telefonisch total tragen trägt überwiegend übernimmt umfang umfasst
umfassen umfasste unterstützt unterteilt unterliegen unterliegt verbindung verfügbar verfügt verfügung vergangen verlief verläuft vermittelt verschieden verschiedene verschiedenen
verteilen verteilt vorgesehen vorhanden vorwiegend wählen wahlweise während weil weitere weiterhin weiteren wenden wendet werte
widmet wobei wodurch wohingegen zählen zählt zeitgleich zeitlich zeitraum ziel zielt zudem zufolge zugehörig zurzeit zusammen zusammengesetzt
zusätzlich zusätzliche zusätzlichen zuständig zwecks zweck
""".split()
_ENGLISH = """
about according account addition additional additionally address addressed aim aimed aims allow allows along already also amount amounted amounts
annually answer answers approximately are around ask available average based basis became become been begin begins began beginning being below
besides both brings call called can carried case cases choice choose comes comprise comprises comprised concerned concerning consist consisted consists contact contacted contain contained
contains continue continued continues continuously cost costs cover covered covers currently dedicated deliver delivered depending described designed
detail details done during e each either enable enables end ended ends entire especially established etc euros exactly example exist existed exists expected
extends fall falls fees fell field find first focus focused focuses focusing follow followed following follows form formed found
from full further furthermore gave given gives goes group groups handled has held helped hence here higher hold include included
includes including individual information initially inside instance intended into involved involves involving itself keep kept kind lasted lasting lasts
later lead leads led listed lists located location made main mainly make makes many mean means mentioned minimum month monthly more moreover most
mostly must named namely names number numbers occur offered offering offers often once ongoing online operated operates order organised original
originally other otherwise overall own parallel part participant participants participate participated participates participating participation
particular particularly parts per percent percentage period phone place placed places plan planned plus point possible present provide provided provides providing
question questions ran range ranges rate reach reached reaching received regarding regular regularly relates relation remain remained
remains report reported reports respectively responsible result results run running runs same second section see seen separate series serve served serves
set several share should side similar simultaneously single since spans special specific specifically specified spent spread staff start
started starting starts state stated states stay stays still subject such sum take taken takes taking target targeted targeting
targets team term terms then there therefore third those through throughout thus time times together took top total totalled totals toward
towards twice type types under until upon use used uses using usually various via was week weekly well were when whereas
which while who whole whose will with within without work worked works would write year yearly yet
""".split()
_LIGHT = frozenset(_GERMAN) | frozenset(_ENGLISH)


def is_light(word: str) -> bool:
    """Whether a word claims nothing by itself."""
    low = word.lower()
    return low in _LIGHT or re.sub(r"(?:s|'s)$", "", low) in _LIGHT

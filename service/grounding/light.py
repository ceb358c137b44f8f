"""Words with which anything is reported: they claim nothing that the words beside them don't."""

import re

_GERMAN = """
abrufbar aktuell aktuellen allein alles allgemein allgemeine anderem anderen anfallen anfang angabe angaben angeben
angeboten angegeben angesiedelt angesprochen anhand anmelden anpassen anschließend ansprechen ansprechpartner
ansprechpartnerin anzahl anzupassen arbeiten arbeitet art aspekte aufgeführt aufteilen ausgelegt auskunft ausprobieren
außerdem bald basieren basiert beantworten beantwortet bedeutet bedroht begann beginn beginnen beginnt begleiten
begleitet begonnen behalten beinhaltet beispiel beispielsweise beitrag bekommen bekommt benötigen benötigt bereit
bereitgestellt bereits beruht beschreiben beschreibt beschrieben bestand bestanden bestehen besteht bestimmte
bestimmten beteiligen beteiligt betont betrag betragen betreffen betreuen betreut betrifft betrug betrugen beträgt
bezeichnen bezeichnet beziehen bezieher bezieht bieten bietet bisher bislang bleiben bleibt blieb bot brachte brauchen
braucht bringen bringt bzw dadurch damit danach daneben dann darf darunter dauern dauert dauerte dazu derzeit
derzeitig dienen dient direkt diverse drohen droht durchführung durchgeführt durften dürfen ebenfalls ebenso egal
eigene eigenen eigener eigenes eingesetzt einige einschließlich einzeln einzelne einzelnen einzelner entfallen
entfällt enthalten enthält entsprechend entsprechende entsprechenden entspricht entweder erfahren erfolgen erfolgt
erfolgte erforderliche erfährt ergibt erleben erlebt ermitteln ermittelt ermöglichen ermöglicht ermöglichte erreichbar
erreichen erreicht erreichte erste ersten erstreckt erwähnt etwas euro existiert fallen falls fand fanden fehlen fehlt
festgestellt feststellen fiel fielen finden findet fließen fließt folgende folgenden folgt form fragen fällt führen
führt gab ganz ganze ganzen gearbeitet geben geboten gebracht gedacht geeignet gefunden geführt gegangen gegeben gehen
geholt geht gehören gehört geklärt gelegt geleistet gelten gemeinsam gemeint gemäß genannt genutzt geprüft gesagt
gesamt gesamte gesamten geschaffen gesehen gesetzt gestartet gestellt gesucht gewisse gezeigt gezogen gibt gilt ging
gleich gleichzeitig grundlage grundsatz grundsätze grundsätzlich größe halbe halben halbes halfen halten handelt
hauptsächlich heißt helfen hervorgehoben hielt hierbei hierfür hierunter hierzu hilft hinaus hinzu holen hält höhe
indem informationen inhalt inhalte inhaltlich insbesondere insbesonders insgesamt inzwischen je jeweilige jeweiligen
jeweils jährlich kam kamen kann kennen kennenlernen klären kommen kommend kommt komplett konkret konnte konnten
kontaktieren konzipiert kopf kosten kostet kostete kurz kurze können kümmern kümmert lag lagen lang lange lassen
laufen laufend laut lauten lautet legen leisten leistet leiten lernen lernt lief liefen liegen liegt länger lässt
läuft machen maximal mehrere meist mitte mittlerweile mitwirken momentan monatlich möglich mögliche möglichen
möglichst nachdem nahm nahmen namens nehmen nennen nennt nichts nimmt notwendige nutzen nutzt näher nämlich obwohl
parallel passend passende passenden passendes pro probieren prozent prüfen rahmen rechnen rechnet rechnung regel
regelfall richten richtet richtete rund sagen sagt schaffen schafft schließen schließlich schließt sehen selbst setzen
setzt siehe sieht sobald sodass sofern sogenannt solange soll sollen sollte somit sorgen sowie sowohl speziell später
stammen stammt stand standen starten startet startete statt stattfand stattfinden stattfindet stehen steht stellen
stellt stellte stets suchen summe teil teilen teilgenommen teilnahme teilnehmen teilnehmende teilnehmenden teilnehmer
teilnehmerin teilnehmerinnen teils teilweise telefonisch tragen trägt umfang umfassen umfasst umfasste unerheblich
unmittelbar unterliegen unterliegt unterschiedliche unterschiedlichen unterstützen unterstützt unterteilt verbindung
verfügbar verfügt verfügung verlief verläuft vermittelt verschieden verschiedene verschiedenen verschiedener verteilen
verteilt viel viele vielen vollständig vorgesehen vorhanden vorher vorrangig vorsehen vorsieht vorwiegend wahlweise
weder weil weitere weiteren weiterhin wenden wendet wenig wenige wenn wesentlich wesentliche wichtig wichtige
wichtigen wichtigste wichtigsten wirken wirkt wobei wodurch wählen während zeigen zeigt zeigte zeitgleich zeitlich
zeitraum zentral zentrale zentralen ziehen ziel zielt zudem zuerst zufolge zugehörig zuletzt zunächst zusammen
zuständig zusätzlich zusätzliche zusätzlichen zuvor zweck zwecks zählen zählt übernimmt überwiegend
"""
_ENGLISH = """
about accessible accompanied accompanies accompany according account addition additional additionally afterwards again
aim aimed aims allow allowed allows almost along already also although amount amounted amounts annual annually another
answer answers any applied applies apply appropriate approx approximately are around as ask aspect aspects assist
assisted assists available average away back bad base based basis be became because become been beforehand began begin
beginning begins being below besides between big both bring brings brought call called calls came can carried central
certain choice choose combine combined combines come comes common comprise comprised comprises concern concerned
concerning concerns connect connected connects consist consisted consists contact contacted contain contained contains
continue continued continues continuously cost costs could count counted counts cover covered covers currently deal
deals dealt dedicated deliver delivered depending describe described describes designed detail details determine
determined determines did different do does done down draw draws drew during e each early either element elements
enable enables end ended ends entire especially essential established etc euro euros even everyone exactly example
excused exist existed exists expected extends face faces facing fact factor factors facts fall falls fees fell few
field final find finds first flow flows focus focused focuses focusing follow followed following follows form formed
found from full further furthermore gave geared general get gets give given gives go goes gone good got great group
groups handled has have having held help helping helps hold holds identified identifies identify if important include
included includes including indicator indicators information initially inside instance intended into involved involves
involving itself jointly just keep keeps kept key kind kinds lasted lasting lasts later lead leads least led let lets
link linked links listed lists little located long look looked looking looks made main mainly make makes many may mean
means meant member members mention mentioned mentions might minimum month monthly more moreover most mostly much must
named namely names nearly necessary need needed needs neither now number numbers occur off offered offering offers
often once ongoing online open operated operates order organised original originally other others otherwise out over
overall own parallel part participant participants participate participated participates participating participation
particular particularly parts passed past people per percent percentage period person persons phone place placed
places plan planned plus point possible previously provide provided provides providing put puts question questions
quite raised ran range ranges rate rather reach reached reaching realised realized receive received receives recently
recognise recognised recognises regarding regular regularly relate related relates relation relevant remain remained
remains report reported reports required respective respectively responsible roughly run running runs said same saw
say says second section see seen sees separate series serve served serves set sets several shall share short should
show showed shown shows side sign signs similar simultaneously since single small so some soon sort sorts spans
special specific specifically specified spent spread staff start started starting starts state stated states stay
stays still subject such suitable sum support supported supports sure tailored take taken takes taking target targeted
targeting targets team tell tells term terms then there therefore these thing things third those though through
throughout thus time times today together told too took total totals toward towards tried tries try turn turns twice
type types typical under unless until up upon use used uses using usually various very via want wanted wants was way
ways week weekly well went were when whenever whereas wherever whether which while who whole whom whose will with
within without work worked works would write year yearly yes yet
"""
_COUNTED = """
betreuen betreut case cases group groups hour hours kosten look looked looks member members month months participant
participants people person persons place places session sessions staff support supported supports team teilnehmende
teilnehmenden teilnehmer teilnehmerin teilnehmerinnen total week weeks year years
"""
_LIGHT = frozenset(_GERMAN.split()) | frozenset(_ENGLISH.split())
_NO_MEASURE = _LIGHT - frozenset(_COUNTED.split())


def is_light(word: str) -> bool:
    """Whether a word claims nothing by itself."""
    return _is_in(_LIGHT, word)


def counts_nothing(word: str) -> bool:
    """Whether a word claims nothing by itself, nor is what numbers count: participants, places, hours."""
    return _is_in(_NO_MEASURE, word)


def _is_in(words: frozenset[str], word: str) -> bool:
    low = word.lower()
    return low in words or re.sub(r"(?:s|'s)$", "", low) in words

"""Words of questions that say nothing about what is looked for, folded as the analyser folds them."""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderen anderer anderes anders auch auf aus bei beim bin
bis bist bitte brauch brauche brauchen braucht da dabei dafur daher damit dann daran darauf daraus darin das dass
davon dazu dein deine dem den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses
dir doch dort du durch durfen ein eine einem einen einer eines einige einigen einiger einiges er es etwa etwas euch
euer finde finden findet fur gar geben gegen gehort geht genau gerade gern gerne gib gibt gibts ging habe haben hab
hallo hast hat hatte hatten hilft hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ins ist ja
jede jedem jeden jeder jedes kein keine keinem keinen keiner keines jemand jemanden kann kannst konnen konnte konnten
man mal mehr mein meine meinem meinen meiner meines mich mir mit mochte mochten muss mussen musste nach nachdem neben
nicht noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit seid selbst sich sie sind so solche
soll sollen sollte sondern sonst such suche suchen sucht tun uber um und uns unser unsere unserem unseren unserer
unter viel viele vielen vom von vor wann war waren warum was weiter weitere weiteren welche welchem welchen welcher
welches wem wen wenn wer werde werden wie wieder wieso will wir wird wirst wo woher wohin womit wollen worden wurde
wurden zeig zeige zeigen zu zum zur zwar zwischen angebot angebote angeboten massnahme massnahmen massnahm
handlungsansatz handlungsansatze projekt projekte ansatz ansatze kunde kunden kundin kundinnen klient klientin
klienten person personen leute menschen fall jahre jahr geeignet geeignete passend passende passt passen moglich
moglichkeit moglichkeiten liste nenn nenne welchs bieten bietet anbieten
"""
_ENGLISH = """
a about after all also am an and any anyone anything are as at be been before being but by can could did do doing down
for from get gets give had has have having he help helps her here him his how i if in into is it its just like list
looking me might more most my need needs no nor not of off offer offers offered on one only or other others our out
over own please recommend she should show so some somebody someone something such suitable tell than that the their
them then there these they this those to too under up us very want wants was we were what whats when where which while
who whom whose why will with would you your measure measures programme programmes program programs project projects
option options client clients customer customers people person available fit fits suit exist exists got dos anybody
year years old
"""

STOP_WORDS: frozenset[str] = frozenset(_GERMAN.split()) | frozenset(_ENGLISH.split())

"""What the tables and the page of an evaluation say, in German and English."""

from collections.abc import Mapping

from corpus.text.language import Language

_WORDS: Mapping[str, tuple[str, str]] = {
    "measure": ("Maßnahmen", "Measures"),
    "passage": ("Textstellen", "Passages"),
    "document": ("Texte", "Texts"),
    "keyword": ("Stichwortverzeichnis", "Keyword index"),
    "group": ("Fragen", "questions"),
    "all": ("alle", "all"),
    "de": ("deutsch", "German"),
    "en": ("englisch", "English"),
    "question": ("ganze Frage", "full question"),
    "colloquial": ("umgangssprachlich", "colloquial"),
    "case": ("Fallbeschreibung", "case description"),
    "typo": ("Tippfehler", "typos"),
    "keyword-style": ("Stichwort", "keyword"),
    "numbers": ("Zahlen", "numbers"),
    "legal": ("Recht", "legal"),
    "contact": ("Kontakt", "contact"),
    "n": ("Zahl", "n"),
    "figure": ("Wert", "value"),
    "abstention": ("Was der Bestand nicht beantwortet", "What the documents don't answer"),
    "answered": ("beantwortbare Fragen beantwortet", "answerable questions answered"),
    "precision": ("zu Recht nicht beantwortet (Precision)", "refused rightly (precision)"),
    "recall": ("nicht beantwortbare erkannt (Recall)", "unanswerable recognised (recall)"),
    "recall_near": ("… knapp daneben", "… near misses"),
    "recall_strange": ("… fachfremd", "… from elsewhere"),
    "auroc": ("Trennschärfe (AUROC)", "separation (AUROC)"),
    "at": ("erkannt, wenn {} beantwortet bleiben", "recognised with {} answered"),
    "near_at": ("… knapp daneben, bei {}", "… near misses, with {}"),
    "facts": ("Gefragte Angaben", "Facts"),
    "first": ("in der ersten Textstelle", "in the first passage"),
    "three": ("in den ersten drei Textstellen", "in the first three passages"),
    "answer": ("in der Antwort", "in the answer"),
    "conversations": ("Gespräche", "Conversations"),
    "followed": ("Nachfragen im Gespräch, nDCG@10", "follow-ups, nDCG@10"),
    "alone": ("dieselben Fragen für sich, nDCG@10", "the same asked standalone, nDCG@10"),
    "told": ("gefragte Angaben in der Antwort", "facts in the answer"),
    "cited": ("Zitate", "Citations"),
    "reproduced": ("stehen so in der Quelle", "reproduce the source"),
    "ablation": ("Was jeder Teil wert ist", "What each part is worth"),
    "worth-measure": ("Maßnahmen", "measures"),
    "worth-passage": ("Stellen", "passages"),
    "worth-first": ("Angaben 1", "facts@1"),
    "worth-three": ("Angaben 3", "facts@3"),
    "ablation-note": (
        "nDCG@10 der Maßnahmen und Unterschiede zum ganzen System: nDCG@10 von Maßnahmen und Textstellen; Anteil der "
        "Angaben, die in der ersten (1) oder den ersten drei Textstellen (3) stehen.",
        "nDCG@10 of measures, and differences to the whole system: nDCG@10 of measures and passages; share of facts in "
        "the first passage (1) or the first three (3).",
    ),
    "ablation-more": ("… nach Sprache und für gefragte Angaben", "… by language and for facts"),
    "system": ("System", "system"),
    "difference": ("zum Ganzen", "to the whole"),
    "comparison": ("Vergleich", "Comparison"),
    "difference-of": ("Unterschied", "difference"),
    "found-before": ("zuerst gefunden, vorher", "found first, before"),
    "found-after": ("zuerst gefunden, nachher", "found first, after"),
    "p-note": (
        "p: wie oft der Zufall einen so großen Unterschied ergäbe (gepaarter Randomisierungstest).",
        "p: how often chance would give so large a difference (paired randomisation test).",
    ),
    "changed": ("Am stärksten geändert", "Changed most"),
    "before": ("vorher", "before"),
    "after": ("nachher", "after"),
    "text": ("Frage", "question"),
    "worst": ("Die schwächsten Fragen", "The worst questions"),
    "wanted": ("gesucht", "wanted"),
    "found": ("stattdessen zuerst", "found first instead"),
    "distribution": ("Wie sicher sich die Suche ist", "How sure the search is"),
    "sure": ("Sicherheit", "confidence"),
    "real": ("beantwortbar", "answerable"),
    "near": ("knapp daneben", "near misses"),
    "strange": ("fachfremd", "from elsewhere"),
    "title": ("Wie gut die Suche findet", "How well the search finds"),
    "made": (
        "Index {generation}, Encoder {encoder}, Stand des Programms {commit}, gefragt {asked_at}.",
        "Index {generation}, encoder {encoder}, program at {commit}, asked {asked_at}.",
    ),
    "intervals": (
        "Werte mit 95-%-Intervall; je weniger Fragen, desto breiter.",
        "Values with 95 % intervals; the fewer questions, the wider.",
    ),
    "dev": (
        "Teil dev: nach ihm darf man die Suche einstellen. Für einen Bericht: --split test.",
        "Split dev, by which the search may be tuned. To report: --split test.",
    ),
    "test": (
        "Teil test: nur zum Berichten; nach ihm wird nichts eingestellt.",
        "Split test, to report only; nothing is tuned on it.",
    ),
    "all-split": (
        "Beide Teile zusammen: zum Einstellen und zum Berichten ungeeignet.",
        "Both splits together: neither to tune on nor to report.",
    ),
    "keyword-note": (
        "Jedes Stichwort fragt nach den Maßnahmen auf seinen Seiten; niemand hier hat es gewählt.",
        "Each keyword asks for the measures on its pages; no one here chose it.",
    ),
    "interval_of": ("{}–{}", "{}–{}"),
    "interval_signed": ("{} bis {}", "{} to {}"),
    "plot": ("Bild zur folgenden Tabelle: {}", "Picture of the table that follows: {}"),
    "contents": ("Inhalt", "Contents"),
    "instead": ("stattdessen gefunden", "found instead"),
    "overconfident": ("Beantwortet, obwohl der Bestand nichts dazu sagt", "Answered, although the documents don't say"),
    "dots-note": (
        "Im Bild: nDCG@10 (1 heißt: alles Gesuchte steht vorn), der Balken ist das 95-%-Intervall.",
        "In the picture: nDCG@10 (1 means that all that is wanted comes first); the bar is the 95 % interval.",
    ),
    "distribution-note": (
        "Wie viele Fragen mit welcher Sicherheit beantwortet werden. Gut wäre: beantwortbare rechts, andere links.",
        "How many questions are answered how surely. Good would be: answerable ones on the right, others on the left.",
    ),
}

_VARIANTS: Mapping[str, tuple[str, str]] = {
    "whole": ("ganzes System", "whole system"),
    "words": ("nur Wörter (BM25)", "words only (BM25)"),
    "vectors": ("nur Vektoren", "vectors only"),
    "fused": ("Wörter und Vektoren, sonst nichts", "fused, nothing else"),
    "without words": ("ohne Wörter", "without words"),
    "without vectors": ("ohne Vektoren", "without vectors"),
    "without thesaurus": ("ohne Thesaurus", "without thesaurus"),
    "without compounds": ("ohne Zerlegung von Komposita", "without compounds"),
    "without asked field": ("ohne Vorrang des gefragten Felds", "without bonus for asked fields"),
    "without title context": ("ohne Titel im Kontext", "without title context"),
    "without named": ("ohne Namen, Orte, Paragraphen", "without names, places, paragraphs"),
    "without examples": ("ohne ähnliche Fragen der Übungsmaßnahmen", "without similar practice questions"),
    "without spelling": ("ohne Rechtschreibung", "without spelling"),
    "without conflicts": ("ohne Widersprüche", "without conflicts"),
}


def say(key: str, language: Language) -> str:
    """Words by key; what has none, such as somebody's own style of question, is said as it is."""
    german, english = _WORDS.get(key) or _VARIANTS.get(key) or (key, key)
    return german if language == "de" else english

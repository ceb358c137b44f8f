"""What problems say, in German and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.text.language import Language


@dataclass(frozen=True, slots=True)
class Text:
    """The same in German and English; `{name}` is filled in."""

    german: str
    english: str

    def say(self, language: Language, values: Mapping[str, object]) -> str:
        """The text in `language`."""
        return (self.german if language == "de" else self.english).format_map(values)


@dataclass(frozen=True, slots=True)
class ProblemText:
    """A kind of problem: its HTTP status, a short title, and what to do about it."""

    status: int
    title: Text
    detail: Text


PROBLEMS: dict[str, ProblemText] = {
    "bad-json": ProblemText(
        400,
        Text("Kein gültiges JSON", "Not valid JSON"),
        Text(
            "Der Inhalt der Anfrage muss JSON in UTF-8 sein.",
            "The body of the request must be JSON in UTF-8.",
        ),
    ),
    "not-found": ProblemText(
        404,
        Text("Nicht gefunden", "Not found"),
        Text("Diese Adresse gibt es nicht.", "There is nothing at this address."),
    ),
    "unknown-model": ProblemText(
        404,
        Text("Modell nicht gefunden", "Model not found"),
        Text("Es gibt nur das Modell {known}.", "The only model is {known}."),
    ),
    "unknown-measure": ProblemText(
        404,
        Text("Maßnahme nicht gefunden", "Measure not found"),
        Text("Keine Maßnahme hat diese Kennung.", "No measure has this id."),
    ),
    "unknown-document": ProblemText(
        404,
        Text("Dokument nicht gefunden", "Document not found"),
        Text("Kein Dokument hat diese Kennung.", "No document has this id."),
    ),
    "unknown-generation": ProblemText(
        404,
        Text("Stand nicht gefunden", "Generation not found"),
        Text("Diesen Stand des Index gibt es nicht (mehr).", "There is no such generation of the index (any more)."),
    ),
    "unauthorised": ProblemText(
        401,
        Text("Schlüssel fehlt oder stimmt nicht", "Key missing or wrong"),
        Text("Bitte den Schlüssel der Verwaltung angeben.", "Please give the key of the administration."),
    ),
    "no-folder": ProblemText(
        409,
        Text("Kein Ordner für eigene Dokumente", "No folder for own documents"),
        Text(
            "Der Dienst nutzt die mitgelieferten Dokumente. Ein eigener Ordner wird mit LOTSE_DOCUMENTS eingestellt.",
            "The service uses the shipped documents. A folder of your own is set by LOTSE_DOCUMENTS.",
        ),
    ),
    "document-exists": ProblemText(
        409,
        Text("Dokument ist schon da", "Document is there already"),
        Text(
            "Ein Dokument mit diesem Namen gibt es schon. Mit `?replace=true` wird es ersetzt.",
            "There is a document of this name already. `?replace=true` replaces it.",
        ),
    ),
    "rebuild-running": ProblemText(
        409,
        Text("Der Index wird schon gebaut", "The index is being built already"),
        Text("Bitte warten, bis der Bau fertig ist.", "Please wait until it is finished."),
    ),
    "generation-damaged": ProblemText(
        409,
        Text("Stand ist beschädigt", "Generation is damaged"),
        Text("Dieser Stand kann nicht dienen: {reason}", "This generation can't serve: {reason}"),
    ),
    "unreadable": ProblemText(
        422,
        Text("Nicht lesbar", "Can't be read"),
        Text("Das kann nicht gelesen werden: {reason}", "This can't be read: {reason}"),
    ),
    "method-not-allowed": ProblemText(
        405,
        Text("Methode nicht erlaubt", "Method not allowed"),
        Text("Diese Adresse nimmt nur andere HTTP-Methoden an.", "This address only takes other HTTP methods."),
    ),
    "too-large": ProblemText(
        413,
        Text("Anfrage zu groß", "Request too large"),
        Text("Der Inhalt darf höchstens {limit} KiB haben.", "The body may have {limit} KiB at most."),
    ),
    "unsupported-media-type": ProblemText(
        415,
        Text("Falscher Inhaltstyp", "Unsupported media type"),
        Text("Bitte mit Content-Type: application/json senden.", "Please send Content-Type: application/json."),
    ),
    "invalid": ProblemText(
        422,
        Text("Ungültige Angaben", "Invalid request"),
        Text("Was nicht passt, steht in „errors“.", "What doesn't fit is listed in “errors”."),
    ),
    "feedback-full": ProblemText(
        507,
        Text("Kein Platz für Rückmeldungen", "No room for feedback"),
        Text("Die Rückmeldung wurde nicht gespeichert.", "The feedback was not kept."),
    ),
    "internal": ProblemText(
        500,
        Text("Interner Fehler", "Internal error"),
        Text(
            "Die Anfrage konnte nicht bearbeitet werden. Der Grund steht im Protokoll des Dienstes.",
            "The request could not be answered. The reason is in the service's log.",
        ),
    ),
    "loading": ProblemText(
        503,
        Text("Index wird geladen", "Loading the index"),
        Text("Bitte in ein paar Sekunden noch einmal versuchen.", "Please try again in a few seconds."),
    ),
    "no-index": ProblemText(
        503,
        Text("Kein Index", "No index"),
        Text(
            "Bitte `lotse index` ausführen; der Dienst lädt den Index dann von selbst.",
            "Please run `lotse index`; the service then loads the index by itself.",
        ),
    ),
    "no-encoder": ProblemText(
        503,
        Text("Modell nicht geladen", "Model not loaded"),
        Text(
            "Das Modell für die Suche kann nicht geladen werden; der Dienst versucht es weiter. "
            "Der Grund steht im Protokoll des Dienstes.",
            "The model for searching can't be loaded; the service keeps trying. The reason is in the service's log.",
        ),
    ),
    "other": ProblemText(
        500,
        Text("Fehler", "Error"),
        Text("Die Anfrage kann nicht bearbeitet werden.", "The request can't be answered."),
    ),
}

_NUMBER = Text("muss eine ganze Zahl sein", "must be a whole number")
_TEXT = Text("muss Text sein", "must be text")
_OBJECT = Text("muss ein JSON-Objekt sein", "must be a JSON object")
_ONE_OF = Text("muss eines davon sein: {expected}", "must be one of {expected}")

INVALID: dict[str, Text] = {
    "missing": Text("fehlt", "is missing"),
    "extra_forbidden": Text("ist nicht bekannt", "is not known"),
    "unknown_key": Text("ist nicht bekannt; bekannt sind {known}", "is not known; known are {known}"),
    "blank": Text("ist leer", "is empty"),
    "string_type": _TEXT,
    "string_unicode": Text("ist kein gültiger Text", "is not valid text"),
    "string_too_short": Text("ist leer", "is empty"),
    "string_too_long": Text("darf höchstens {max_length} Zeichen haben", "may have {max_length} characters at most"),
    "bool_type": Text("muss true oder false sein", "must be true or false"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "greater_than_equal": Text("muss mindestens {ge} sein", "must be {ge} at least"),
    "less_than_equal": Text("darf höchstens {le} sein", "may be {le} at most"),
    "literal_error": _ONE_OF,
    "only_true": Text("kann nur true sein", "can only be true"),
    "list_type": Text("muss Text oder eine Liste von Texten sein", "must be text or a list of texts"),
    "too_short": Text("braucht mindestens einen Wert", "needs one value at least"),
    "too_long": Text("darf höchstens {max_length} Werte haben", "may have {max_length} values at most"),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "half_span": Text("start und end gehören zusammen", "start and end go together"),
    "outside": Text("liegt außerhalb des Textes", "lies outside the text"),
    "no_question": Text("muss mit einer Frage der Nutzerin enden", "must end with a question of the user"),
    "question_too_long": Text("darf höchstens {max_length} Zeichen haben", "may have {max_length} characters at most"),
    "not_text": Text("kann nur Text sein", "can only be text"),
    "text_only": Text("kann nur text sein", "can only be text"),
    "unknown_measure": Text("ist keine Maßnahme des Bestands", "is no measure of the collection"),
}
"""By the type of a validation error. Its own message isn't used: some of them repeat the value."""

UNKNOWN_ERROR = Text("passt nicht", "doesn't fit")

"""Follow-ups: what the last message of a conversation means by itself."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.retriever import Retriever
from service.chat.assistant import Chat
from service.chat.message import Message, Resolved

JUMITA = "jumita-junge-muetter-in-teilzeit"
BAHN_FREI = "bahn-frei-in-100-tagen-zum-ziel"
BG_COACHING = "bg-coaching"
AMIGA = "amiga-arbeitsfoerderung"
EINSTIEG = "perspektive-einstieg"
SHOWN = (BAHN_FREI, EINSTIEG, JUMITA)


def resolved(chat: Chat, *turns: str, shown: Sequence[str] = SHOWN) -> Resolved:
    """The last of the user's messages, where each one before it was answered by showing `shown`."""
    messages = [Message("user", turns[0])]
    for turn in turns[1:]:
        messages += [Message("assistant", "...", tuple(shown)), Message("user", turn)]
    return chat.resolve(messages)


@pytest.mark.parametrize(
    ("before", "after", "standalone"),
    [
        ("Was gibt es bei Schulden?", "und in Bayern?", "Was gibt es bei Schulden in Bayern?"),
        ("Was gibt es bei Schulden in Hessen?", "und im Saarland?", "Was gibt es bei Schulden im Saarland?"),
        ("Was gibt es in Hessen bei Schulden?", "nein, ich meinte Bayern", "Was gibt es in Bayern bei Schulden?"),
        ("Hilfe bei Sucht", "In Thüringen?", "Hilfe bei Sucht In Thüringen"),
        ("measures for debts", "and in Bavaria?", "measures for debts in Bavaria"),
        ("support for debts in Hesse", "what about the Saarland?", "support for debts in the Saarland"),
        (
            "Maßnahmen für Alleinerziehende mit Schulden",
            "gibt es das auch für Jugendliche?",
            "Maßnahmen für Jugendliche mit Schulden",
        ),
        ("measures for women with debts", "and for men?", "measures for men with debts"),
        ("Angebote für Frauen", "und nur für junge?", "Angebote für Frauen, für junge"),
        ("Beschäftigung nach § 16e SGB II", "und nach § 16d?", "Beschäftigung nach § 16d"),
        ("Coaching für Familien", "nur Teilzeit", "Coaching für Familien, Teilzeit"),
        ("Hilfe bei Schulden", "no, I meant addiction", "Hilfe bei Schulden, addiction"),
        ("Hilfe bei Schulden", "auf Englisch bitte", "Hilfe bei Schulden"),
    ],
)
def test_a_question_changed_in_one_respect(chat: Chat, before: str, after: str, standalone: str) -> None:
    """A place takes the place of a place, a group of a group; what narrows is added; the rest stays."""
    found = resolved(chat, before, after)
    assert (found.task, found.text, found.rewritten) == ("search", standalone, True)


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("das zweite", (EINSTIEG,)),
        ("mehr zum dritten bitte", (JUMITA,)),
        ("the last one", (JUMITA,)),
        ("Nr. 2", (EINSTIEG,)),
        ("was kostet das?", (BAHN_FREI,)),
        ("wie lange?", (BAHN_FREI,)),
        ("wer ist zuständig?", (BAHN_FREI,)),
        ("Rechtsgrundlage?", (BAHN_FREI,)),
        ("is it voluntary?", (BAHN_FREI,)),
        ("how old can they be?", (BAHN_FREI,)),
        ("what does the first one cost?", (BAHN_FREI,)),
        ("und das zweite, wer macht das?", (EINSTIEG,)),
        ("was kostet das in Göttingen?", (JUMITA,)),
        ("wie viele Plätze hat AmigA?", (AMIGA,)),
        ("bei JUMITA", (JUMITA,)),
        ("was kosten die?", SHOWN),
        ("how long do they take?", SHOWN),
    ],
)
def test_what_a_message_is_about(chat: Chat, message: str, about: tuple[str, ...]) -> None:
    """Numbers, names, places and pronouns point at what was shown; the first where nothing says which."""
    found = resolved(chat, "Wer hilft bei Schulden?", message)
    assert (found.task, found.about) == ("about", about)


def test_the_measure_spoken_of_last_is_meant(chat: Chat) -> None:
    """After a question about the second, `das` is the second."""
    assert resolved(chat, "Wer hilft bei Schulden?", "was kostet das zweite?", "und wie lange dauert das?").about == (
        EINSTIEG,
    )


def test_the_same_asked_of_another_and_of_the_others(chat: Chat) -> None:
    """`und das dritte?` and `und die anderen?` repeat what was asked."""
    third = resolved(chat, "Wer hilft bei Schulden?", "was kostet das?", "und das dritte?")
    assert (third.about, third.asked) == ((JUMITA,), "was kostet das?")
    others = resolved(chat, "Wer hilft bei Schulden?", "was kostet das?", "und die anderen?")
    assert (others.about, others.asked) == ((EINSTIEG, JUMITA), "was kostet das?")


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("vergleiche die beiden", (BAHN_FREI, EINSTIEG)),
        ("Unterschied zwischen 1 und 3", (BAHN_FREI, JUMITA)),
        ("compare the first and the last one", (BAHN_FREI, JUMITA)),
        ("what is the difference between JUMITA and AmigA?", (AMIGA, JUMITA)),
        ("vergleiche alle", SHOWN),
    ],
)
def test_comparisons(chat: Chat, message: str, about: tuple[str, ...]) -> None:
    """By number, by name, both, all."""
    found = resolved(chat, "Wer hilft bei Schulden?", message)
    assert (found.task, set(found.about)) == ("compare", set(about))


def test_a_comparison_that_names_both_stands_as_typed(chat: Chat) -> None:
    """Names are put in front only where the message doesn't say them."""
    found = resolved(chat, "Wer hilft bei Schulden?", "Unterschied zwischen JUMITA und AmigA?")
    assert (found.text, found.rewritten) == ("Unterschied zwischen JUMITA und AmigA?", False)


@pytest.mark.parametrize(
    "message", ["weitere?", "gibt es noch mehr?", "show more", "any others?", "Was gibt es sonst noch?"]
)
def test_more_of_the_same(chat: Chat, message: str) -> None:
    """The subject stays, and what was shown is known."""
    found = resolved(chat, "Wer hilft bei Schulden?", message)
    assert (found.task, found.text, found.seen) == ("more", "Wer hilft bei Schulden?", SHOWN)


@pytest.mark.parametrize(
    "message",
    [
        "Welche Angebote gibt es für Ärzte und Ingenieure?",
        "Who goes on supporting people after they have started work?",
        "Alleinerziehende in Sachsen",
        "Sprachkurse",
        "Was kostet ein Deutschkurs für Geflüchtete?",
    ],
)
def test_a_change_of_subject_drags_nothing_along(chat: Chat, message: str) -> None:
    """A question that stands by itself is taken as it is."""
    found = resolved(chat, "Wer hilft bei Schulden in Bayern?", message)
    assert (found.task, found.text, found.rewritten, found.filters) == ("search", message, False, {})


def test_typed_words_are_taken_as_they_stand(chat: Chat) -> None:
    """What was misunderstood can be undone."""
    messages = [
        Message("user", "Wer hilft bei Schulden?"),
        Message("assistant", "", SHOWN),
        Message("user", "und in Bayern?", as_typed=True),
    ]
    assert chat.resolve(messages).text == "und in Bayern?"


@pytest.mark.parametrize(
    "message",
    [
        "Wer ist zuständig?",
        "und wie viele Stunden pro Woche?",
        "Wie viele Plätze hat die zweite?",
        "Wie hoch sind die Kosten?",
    ],
)
def test_a_fact_of_nothing_named_is_asked_back(chat: Chat, message: str) -> None:
    """Taken as it stands, such a question isn't answered about any measure that happens to state most to it."""
    messages = [
        Message("user", "Was kostet JUMITA?"),
        Message("assistant", "", SHOWN),
        Message("user", message, as_typed=True),
    ]
    answer = chat.reply(messages)
    assert (answer.kind, answer.asks_back, answer.answerable, answer.question) == ("nothing", True, False, message)
    assert len(answer.measures) > 1
    assert answer.opening[0] == "Um welche Maßnahme geht es? Nennen Sie ihren Namen oder Ort."


def test_the_only_measure_is_meant(tmp_path: Path, encoder: Encoder) -> None:
    """A catalogue of one measure is asked nothing back."""
    text = "# Katalog\n\n## Vormittags starten\nZielgruppe: Mütter\nAnsprechpartner: Frau Anna Beispiel, 0551 1234\n"
    (tmp_path / "katalog.md").write_text(text, "utf-8")
    build_index(Corpus.from_folder(tmp_path), encoder, tmp_path / "index")
    chat = Chat(Retriever(Index.load(tmp_path / "index", encoder), encoder))
    answer = chat.reply([Message("user", "Wer ist zuständig?")])
    assert (answer.kind, answer.asks_back) == ("value", False)
    assert "Anna Beispiel" in answer.items[0].quotes[0].text


@pytest.mark.parametrize(
    ("message", "talk", "language"),
    [
        ("Hallo", "greeting", "de"),
        ("Thank you!", "thanks", "en"),
        ("Was kannst du?", "abilities", "de"),
        ("Where does the data come from?", "sources", "en"),
        ("Speicherst du das?", "privacy", "de"),
        ("Are you a robot?", "identity", "en"),
    ],
)
def test_talk(chat: Chat, message: str, talk: str, language: str) -> None:
    """Greetings, thanks and questions about the assistant are no questions for measures."""
    found = resolved(chat, message)
    assert (found.task, found.talk, found.language) == ("talk", talk, language)


def test_the_language_of_the_last_message_decides(chat: Chat) -> None:
    """What tells no language keeps the one before; a wish for one is obeyed."""
    assert resolved(chat, "measures for single parents", "und in Bayern?").language == "de"
    assert resolved(chat, "measures for single parents", "Bremen?").language == "en"
    assert resolved(chat, "measures for single parents", "auf Deutsch bitte: was kostet das?").language == "de"


def test_part_time_narrows_by_the_record(chat: Chat) -> None:
    """And stays in force for what follows."""
    found = resolved(chat, "Coaching für Familien", "nur Teilzeit", "und in Bayern?")
    assert found.filters == {"part_time": ("true",)}


def test_a_client_need_not_say_what_was_shown(chat: Chat) -> None:
    """Then what the subject shows is taken, as for clients that know text alone."""
    messages = [Message("user", "Was kostet JUMITA?"), Message("assistant", "..."), Message("user", "wie lange?")]
    assert chat.resolve(messages).about == (JUMITA,)


def test_measures_that_are_gone_are_no_error(chat: Chat) -> None:
    """An index may have been rebuilt in the middle of a conversation; the second is still the one shown as such."""
    found = resolved(chat, "Wer hilft bei Schulden?", "das zweite", shown=("gibt-es-nicht", BAHN_FREI, EINSTIEG))
    assert (found.task, found.about, found.gone) == ("about", (BAHN_FREI,), ())
    found = resolved(chat, "Wer hilft bei Schulden?", "das erste", shown=("gibt-es-nicht", BAHN_FREI, EINSTIEG))
    assert (found.task, found.about, found.gone) == ("gone", (), ("gibt-es-nicht",))


def test_a_conversation_ends_with_the_user(chat: Chat) -> None:
    """Nothing else can be answered."""
    with pytest.raises(ValueError, match="the last message must be the user's"):
        chat.resolve([Message("assistant", "Hallo")])

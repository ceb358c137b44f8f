"""Measures that were shown before the index was built anew: ids stay with them, or they are said to be gone."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from retriever.retriever import Retriever
from service.chat.answer import Answer
from service.chat.assistant import Chat
from service.chat.markdown import markdown
from service.chat.message import Message

CITIES = {
    "kiel": ("Katalog Kiel", "Nordlicht", "Alleinerziehende in Kiel", "6 Monate"),
    "luebeck": ("Katalog Lübeck", "Nordlicht", "Jugendliche in Lübeck", "12 Monate"),
    "flensburg": ("Katalog Flensburg", "Nordlicht", "Männer in Flensburg", "3 Monate"),
    "husum": ("Katalog Husum", "Leuchtturm", "Ältere in Husum", "9 Monate"),
}
OLD, NEW = ("kiel", "luebeck"), ("flensburg", "kiel", "luebeck")


@pytest.fixture(scope="module")
def chat_of(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Callable[..., Chat]:
    """A chat over catalogues of these cities."""
    root = tmp_path_factory.mktemp("cities")

    def built(*cities: str) -> Chat:
        folder = root / "-".join(cities)
        if not folder.exists():
            folder.mkdir()
            for city in cities:
                title, measure, group, period = CITIES[city]
                text = f"# {title}\n\n## {measure}\nZielgruppe: {group}\nDauer: {period}\n"
                (folder / f"{city}.md").write_text(text, "utf-8")
        return Chat(Retriever(build_index(Corpus.from_folder(folder), encoder, root / "index" / folder.name), encoder))

    return built


def ids(chat: Chat) -> dict[str, str]:
    """The id of each measure by the title of its document."""
    index = chat._index
    return {index.documents[measure.document].title: measure.id for measure in index.measures}


def asked(chat: Chat, shown: tuple[str, ...], question: str, first: str = "Alleinerziehende in Kiel") -> Answer:
    return chat.reply([Message("user", first), Message("assistant", "...", shown), Message("user", question)])


def test_an_id_stays_with_its_measure(chat_of: Callable[..., Chat]) -> None:
    """Of three measures of one title, each keeps its id when another catalogue comes in front of it or goes."""
    old, new = ids(chat_of(*OLD)), ids(chat_of(*NEW))
    assert {title: new[title] for title in old} == old
    assert len(set(new.values())) == 3
    assert ids(chat_of("luebeck")) == {"Katalog Lübeck": old["Katalog Lübeck"]}


@pytest.mark.parametrize("cities", [OLD, NEW, ("kiel", "husum")])
def test_a_conversation_goes_on_after_a_build(chat_of: Callable[..., Chat], cities: tuple[str, ...]) -> None:
    """What was shown is what is spoken of, whatever else the new index holds."""
    kiel = ids(chat_of(*OLD))["Katalog Kiel"]
    answer = asked(chat_of(*cities), (kiel,), "Wie lange dauert das?")
    assert [item.id for item in answer.items] == [kiel]
    assert "»6 Monate« [1]" in markdown(answer)
    assert answer.preface == ()


@pytest.mark.parametrize(
    "question",
    [
        "Wie lange dauert das?",
        "wie lange dauert das erste?",
        "Und für wen ist es?",
        "how long does it take?",
        "Fass das bitte zusammen",
        "Was kostet das?",
        "mehr zur ersten bitte",
        "Wie lange?",
        "Welche davon ist die kürzeste?",
    ],
)
def test_a_measure_that_is_gone_is_said_to_be(chat_of: Callable[..., Chat], question: str) -> None:
    """Nothing else takes its place: no quote, no measure, in the language of the question."""
    kiel = ids(chat_of(*OLD))["Katalog Kiel"]
    answer = asked(chat_of("luebeck", "husum"), (kiel,), question)
    said = {
        "de": f"Die Maßnahme {kiel} ist im Verzeichnis nicht mehr enthalten.",
        "en": f"The measure {kiel} is no longer in the index.",
    }
    assert (answer.kind, answer.answerable, answer.opening) == ("nothing", False, (said[answer.language],))
    assert (answer.language == "en") is question.startswith("how")
    assert (answer.items, answer.measures, answer.citations) == ((), (), ())
    assert kiel in markdown(answer)


def test_the_others_of_a_list_are_still_counted(chat_of: Callable[..., Chat]) -> None:
    """The second is the one that was shown second, though the first is gone; the first is said to be gone."""
    first, second = (ids(chat_of(*NEW))[f"Katalog {city}"] for city in ("Kiel", "Lübeck"))
    left = chat_of("luebeck", "husum")
    answer = asked(left, (first, second), "Wie lange dauert das zweite?")
    assert ([item.id for item in answer.items], answer.preface) == ([second], ())
    assert "»12 Monate« [1]" in markdown(answer)
    assert asked(left, (first, second), "Wie lange dauert das erste?").kind == "nothing"
    assert asked(left, (first, second), "wie lange dauert es in Lübeck?").items[0].id == second


@pytest.mark.parametrize("question", ["Vergleiche 1 und 2", "Wie lange dauern die alle?", "und die anderen?"])
def test_of_several_those_that_are_left_are_answered(chat_of: Callable[..., Chat], question: str) -> None:
    """First it is said which one is gone, then what is known of the other."""
    gone, left = (ids(chat_of(*NEW))[f"Katalog {city}"] for city in ("Kiel", "Lübeck"))
    chat = chat_of("luebeck", "husum")
    shown = (ids(chat)["Katalog Husum"], gone, left) if "anderen" in question else (gone, left)
    answer = asked(chat, shown, question)
    assert answer.preface == (f"Die Maßnahme {gone} ist im Verzeichnis nicht mehr enthalten.",)
    assert [hit.measure.id for hit in answer.measures] == [left]
    assert markdown(answer).startswith(f"Die Maßnahme {gone} ist im Verzeichnis nicht mehr enthalten.")


def test_several_that_are_gone_are_named_together(chat_of: Callable[..., Chat]) -> None:
    kiel, luebeck = (ids(chat_of(*OLD))[f"Katalog {city}"] for city in ("Kiel", "Lübeck"))
    answer = asked(chat_of("husum"), (kiel, luebeck), "Vergleiche die beiden")
    assert answer.opening == (f"Diese Maßnahmen sind im Verzeichnis nicht mehr enthalten: {kiel} und {luebeck}.",)


@pytest.mark.parametrize("question", ["Was gibt es für Ältere in Husum?", "und in Husum?", "Weitere?", "Danke!"])
def test_what_is_not_about_them_is_answered_as_ever(chat_of: Callable[..., Chat], question: str) -> None:
    """A new question, a changed one, a wish for more, thanks: nobody asked for what is gone."""
    kiel = ids(chat_of(*OLD))["Katalog Kiel"]
    answer = asked(chat_of("luebeck", "husum"), (kiel,), question)
    assert answer.preface == ()
    assert "nicht mehr enthalten" not in markdown(answer)
    assert answer.kind == "talk" or answer.measures


def test_the_conversation_goes_on_after_that(chat_of: Callable[..., Chat]) -> None:
    """The next question is a question like any other; the one after it still knows what it is about."""
    kiel, luebeck = (ids(chat_of(*OLD))[f"Katalog {city}"] for city in ("Kiel", "Lübeck"))
    chat = chat_of("luebeck", "husum")
    messages = [
        Message("user", "Alleinerziehende in Kiel"),
        Message("assistant", "...", (kiel, luebeck)),
        Message("user", "Wie lange dauert das erste?"),
        Message("assistant", "Das gibt es nicht mehr."),
        Message("user", "und das zweite?"),
    ]
    assert "»12 Monate« [1]" in markdown(chat.reply(messages))


@pytest.mark.parametrize("strange", ["x" * 200, "**fett** [1](https://x)", "\u202enegnagev", "1. a\n2. b"])
def test_ids_that_never_were(chat_of: Callable[..., Chat], strange: str) -> None:
    """A client may send anything: it is shown as it stands, and is no markup."""
    answer = asked(chat_of("luebeck", "husum"), (strange,), "Wie lange dauert das?")
    assert answer.kind == "nothing"
    assert "[1](https" not in markdown(answer)
    assert "**" not in markdown(answer)
    assert "\n" not in markdown(answer)

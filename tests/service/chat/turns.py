"""A user's turns, answered one after the other."""

from service.chat.answer import Answer
from service.chat.assistant import Chat
from service.chat.message import Message


def asked(chat: Chat, *turns: str) -> Answer:
    """The answer to the last of the turns; the client says what it was shown."""
    messages: list[Message] = []
    for turn in turns:
        messages.append(Message("user", turn))
        answer = chat.reply(messages)
        messages.append(Message("assistant", "", tuple(hit.measure.id for hit in answer.measures)))
    return answer

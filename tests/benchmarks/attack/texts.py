"""Texts that keep patterns and parsers busy."""

import json
import socket
from time import monotonic

from tests.benchmarks.attack.attacked import Attacked, Outcome

PUMPS = (
    "\t",
    " ",
    "\n",
    "[",
    "(",
    "<",
    "**",
    "*",
    "»",
    "0",
    "0,",
    "1.",
    "a@",
    "_",
    "§",
    "§ 1 ",
    "für ",
    "für a ",
    "?",
    "und ",
)
"""What questions are filled with; each has stopped a pattern of this project or another."""
LONGEST = 3_900
QUICK = 1.0
"""Seconds that an answer may take, whatever is asked."""
MOST_STOPPED = 250.0
"""Milliseconds that everybody else may have to wait meanwhile."""


def _asked(attacked: Attacked, requests: list[tuple[str, object]], what: str) -> Outcome:
    took, kept = [], []
    for path, body in requests:
        with attacked.probed(1.5) as latencies:
            began = monotonic()
            status = attacked.post(path, body).status_code
            took.append(monotonic() - began)
        kept.append(max(latencies))
    fine = [seconds < QUICK and wait < MOST_STOPPED for seconds, wait in zip(took, kept, strict=True)]
    return Outcome.of(
        fine, f"{what}: answered after {max(took):.2f} s at most, health after {max(kept):.0f} ms ({status})"
    )


def questions(attacked: Attacked, quick: bool) -> Outcome:
    """Questions of 3,900 characters to /api/search, made of what patterns repeat."""
    pumps = PUMPS[:4] if quick else PUMPS
    asked = [("/api/search", {"question": f"x {pump * (LONGEST // len(pump))}\0"}) for pump in pumps]
    return _asked(attacked, [*asked], "3.9 kB each")


def markers(attacked: Attacked, quick: bool) -> Outcome:
    """Markers without their end, to the OpenAI-compatible route."""
    blanks = " " * (1_000 if quick else 5_000)
    texts = [f"<user_query>{blanks}x", f"### Task: title\n<chat_history>{blanks}x"]
    asked: list[tuple[str, object]] = [("/v1/chat/completions", _completion(text)) for text in texts]
    if not quick:
        said = {"role": "assistant", "content": "**\\" * 13_000}
        asked.append(
            ("/v1/chat/completions", {**_completion("und?"), "messages": [_user("x"), *[said] * 10, _user("und?")]})
        )
    return _asked(attacked, asked, "1 to 400 kB each")


def bodies(attacked: Attacked, _: bool) -> Outcome:
    """Large and deep JSON."""
    long = {"messages": [_user("Was kostet JUMITA?"), {"role": "assistant", "content": "»keine« [1]"}] * 10_000}
    asked: list[tuple[str, object]] = [
        ("/api/search", b"[" * 60_000),
        ("/api/chat", b'{"messages": ' + b"[" * 500_000),
        ("/v1/chat/completions", {"model": "massnahmenlotse", "messages": [*long["messages"][:18_000], _user("x")]}),
        ("/v1/responses", {"model": "massnahmenlotse", "input": [*long["messages"][:18_000], _user("x")]}),
        ("/api/search", b'{"question": "' + b"\\u0000" * 10_000 + b'"}'),
    ]
    return _asked(attacked, asked, "60 to 900 kB each")


def chunks(attacked: Attacked, quick: bool) -> Outcome:
    """Bodies in chunks of one byte, whose framing is six times the text."""
    fine, waits = [], []
    for _ in range(1 if quick else 5):
        with attacked.probed(2) as latencies, attacked.connect() as client:
            client.sendall(
                b"POST /api/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 60_000 + b"0\r\n\r\n"
            )
            answer = _first_line(client)
        waits.append(max(latencies))
        fine.append(b" 400 " in answer and waits[-1] < MOST_STOPPED)
    return Outcome.of(fine, f"60,000 chunks each: health after {max(waits):.0f} ms at most")


def heads(attacked: Attacked, quick: bool) -> Outcome:
    """Heads as long as they may be: languages, encodings, tags, addresses, many lines."""
    lines = {
        "languages": b"Accept-Language: " + b"xx," * 4_500,
        "weights": b"Accept-Language: " + b"de;q=0." + b"1" * 13_000,
        "tags": b"If-None-Match: " + b'"",' * 4_500,
        "blanks": b"Accept-Encoding: x" + b" " * 13_000 + b"y",
        "many": b"\r\n".join(b"X-%d: 1" % number for number in range(1_200)),
    }
    fine, waits = [], []
    for line in list(lines.values())[: 2 if quick else None]:
        request = b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n" + line + b"\r\n\r\n"
        with attacked.probed(2) as latencies, attacked.connect() as client:
            for _ in range(20):
                client.sendall(request)
                answer = _first_line(client)
        waits.append(max(latencies))
        fine.append(b"404" in answer and waits[-1] < MOST_STOPPED)
    return Outcome.of(fine, f"20 requests of 14 kB each: health after {max(waits):.0f} ms at most")


def _first_line(client: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received and (piece := client.recv(262_144)):
        received += piece
    head, _, content = received.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
    while len(content) < length and (piece := client.recv(262_144)):
        content += piece
    return head.split(b"\r\n")[0]


def _user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def _completion(text: str) -> dict[str, object]:
    return json.loads(json.dumps({"model": "massnahmenlotse", "messages": [_user(text)]}))  # type: ignore[no-any-return]

"""Requests that aren't meant for the service, or that it must not be fooled by."""

import httpx

from tests.benchmarks.attack.attacked import Attacked, Outcome

_STRANGERS = ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "")
_OWN = ("date", "x-request-id")
_PATHS = {"{id}": "jumita-junge-muetter-in-teilzeit", "{name}": "x"}


def _routes(attacked: Attacked, method: str) -> list[str]:
    described = httpx.get(f"{attacked.url}/openapi.json", trust_env=False).json()["paths"]
    paths = [path for path, operations in described.items() if method in operations]
    for name, value in _PATHS.items():
        paths = [path.replace(name, value) for path in paths]
    return paths + (["/", "/barrierefreiheit", "/widget.js", "/openapi.json"] if method == "get" else [])


def names(attacked: Attacked, _: bool) -> Outcome:
    """Names of other people's, as a page has them that was rebound to this address (DNS rebinding)."""
    fine = []
    with httpx.Client(base_url=attacked.url, trust_env=False) as client:
        for method in ("get", "post"):
            for path in _routes(attacked, method):
                fine += [client.request(method, path, headers={"Host": host}).status_code == 421 for host in _STRANGERS]
    return Outcome.of(fine, "refused with 421, whatever the route")


def heads(attacked: Attacked, _: bool) -> Outcome:
    """HEAD, as monitors ask."""
    fine = []
    with httpx.Client(base_url=attacked.url, trust_env=False) as client:
        for path in _routes(attacked, "get"):
            whole, head = client.get(path), client.head(path)
            same = all(whole.headers[name] == value for name, value in head.headers.items() if name not in _OWN)
            fine.append(head.status_code == whole.status_code and same and not head.content)
    return Outcome.of(fine, "status and headers of GET")


def caches(attacked: Attacked, _: bool) -> Outcome:
    """Caches on the way: nothing that was asked stays in one."""
    with httpx.Client(base_url=attacked.url, trust_env=False) as client:
        answers = [client.post(path, json={}) for path in _routes(attacked, "post")]
        answers += [
            client.get(path) for path in _routes(attacked, "get") if path.startswith(("/api", "/v1", "/healthz"))
        ]
    return Outcome.of([answer.headers.get("cache-control") == "no-store" for answer in answers], "no-store")


def methods(attacked: Attacked, _: bool) -> Outcome:
    """Methods that a route doesn't take."""
    taken: dict[str, set[str]] = {}
    for method in ("get", "post"):
        for path in _routes(attacked, method):
            taken.setdefault(path, set()).add(method.upper())
    fine = []
    with httpx.Client(base_url=attacked.url, trust_env=False) as client:
        for path, own in taken.items():
            for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} - own:
                answer = client.request(method, path)
                allowed = set(answer.headers.get("allow", "").split(", "))
                fine.append(answer.status_code == 405 and allowed == own | ({"HEAD"} if "GET" in own else set()))
    return Outcome.of(fine, "405, with all that it takes under Allow")

"""How a file becomes a response: compressed, revalidated by its content, and pages under a strict policy."""

from starlette.requests import Request
from starlette.responses import Response

from service.web.assets import Asset

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",  # KERN's icons are masks that stand in its style sheet
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
REVALIDATED = "no-cache"
FOREVER = "public, max-age=31536000, immutable"


def deliver(request: Request, asset: Asset, cache: str = REVALIDATED) -> Response:
    """`asset` for `request`; 304 if the browser has it."""
    small = asset.compressed if _takes_gzip(request) else None
    tag = f'"{asset.version}{"-gz" if small else ""}"'
    headers = {"Cache-Control": cache, "ETag": tag, "Vary": "Accept-Encoding, Origin"}
    if asset.media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
    if tag in _known(request):
        return Response(status_code=304, headers=headers)
    if small:
        headers["Content-Encoding"] = "gzip"
    return Response(small or asset.content, headers=headers, media_type=asset.media_type)


def _known(request: Request) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]


def _takes_gzip(request: Request) -> bool:
    offers = (each.replace(" ", "").lower() for each in request.headers.get("accept-encoding", "").split(","))
    return any(offer.partition(";")[0] == "gzip" and not offer.endswith((";q=0", ";q=0.0")) for offer in offers)

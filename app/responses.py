"""What the server adds to its responses: headers that keep to this host, the style, a first sight.

Streamlit's own page gets its style only after a part of the script has run; put into the page, it
is there before anything is drawn, and nothing jumps. Its page is also blank until its scripts have
run: until then the title stands there, in the reader's scheme.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.middleware import Middleware

# Streamlit sets styles and compiles charts as it runs, and loads parts of pages as blobs; what
# matters is that nothing is loaded from, sent to or framed by another host.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
_FOLDER = Path(__file__).parent
# What a keyboard needs of the viewer and its maker left out.
_SCRIPT = (_FOLDER / "viewer.js").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
# What parses a file in the browser stands apart: of no origin, with no cookies and no dialogs, it
# runs its own scripts and this one, evaluates none, and asks nobody for anything.
VIEWER = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        f"script-src 'self' 'sha256-{_DIGEST}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src data: blob:",
        "connect-src data:",
        "frame-ancestors 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    )
)
_VIEWERS = "/component/"
_ADDED = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))
_TITLES = {"zh-CN": "行业报告知识库", "en": "Industry report knowledge base"}
_ROOT = '<div id="root"></div>'
# Of the page as it lies on disk, not of the page as it is sent.
_CHANGED = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Responses:
    """Adds the headers to every response, the style to the page, a script to the viewer."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        """``app`` is the application that answers."""
        self._app = app
        # Within #root they weigh more than Streamlit's own rules, which come later.
        data = (_FOLDER / "data.css").read_text(encoding="utf-8")
        self._style = f"{(_FOLDER / 'style.css').read_text(encoding='utf-8')}\n#root {{ {data} }}"

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        held: list[Message] = []  # the start of a page's response, until its body is there
        body = b""
        viewer = _VIEWERS in scope.get("path", "")

        async def add(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", (VIEWER if viewer else POLICY).encode())
                message["headers"] = [*message.get("headers", ()), policy, *_ADDED]
                if _is_page(message):
                    held.append(message)
                    return
            elif held and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = _scripted(body) if viewer else self._styled(body, scope)
                kept = [pair for pair in held[0]["headers"] if pair[0].lower() not in _CHANGED]
                held[0]["headers"] = [*kept, (b"content-length", str(len(page)).encode())]
                await send(held[0])
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self._app(_asking_for_all(scope), receive, add)

    def _styled(self, body: bytes, scope: Message) -> bytes:
        page = body.decode("utf-8")
        language = _language(scope)
        title = _TITLES[language]
        page = page.replace('<html lang="en">', f'<html lang="{language}">', 1)
        page = page.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
        waiting = f'<p class="kb-loading" role="status">{title}</p>'
        page = page.replace(_ROOT, _ROOT.replace("></", f">{waiting}</"), 1)
        return page.replace("</head>", f"<style>{self._style}</style></head>", 1).encode()


def _scripted(body: bytes) -> bytes:
    script = f"<script>{_SCRIPT}</script>"
    return body.decode("utf-8").replace("</head>", f"{script}</head>", 1).encode()


def _is_page(message: Message) -> bool:
    kind = next((v for name, v in message["headers"] if name.lower() == b"content-type"), b"")
    return message["status"] == 200 and bytes(kind).startswith(b"text/html")


def _asking_for_all(scope: Message) -> Message:
    """The request for a page, as if the browser had no copy and could not unpack one."""
    headers = scope.get("headers", ())
    accepts = next((value for name, value in headers if name == b"accept"), b"")
    if scope["type"] != "http" or b"text/html" not in accepts:
        return scope
    left_out = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [pair for pair in headers if pair[0] not in left_out]}


def _language(scope: Message) -> str:
    """The page's language, by which a browser also chooses the shapes of Chinese characters."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return "en" if asked == "en" else "zh-CN"


RESPONSES = Middleware(Responses)

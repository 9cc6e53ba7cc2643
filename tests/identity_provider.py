"""An OpenID provider in the tests' own process: it lets one analyst in, who has only to say so."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "kb-page", "not-much-of-a-secret"
USER = {"sub": "1", "email": "analyst@example.com", "name": "分析员<b>"}


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider(ThreadingHTTPServer):
    """Answers what an OpenID client asks; ``paths`` are those that were asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes: dict[str, dict[str, str]] = {}
        self.paths: list[str] = []

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/leave",
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, Any]:
        numbers = self.key.public_key().public_numbers()
        shown = {
            name: _encoded(number.to_bytes((number.bit_length() + 7) // 8))
            for name, number in (("n", numbers.n), ("e", numbers.e))
        }
        return {"keys": [{"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", **shown}]}

    def signed(self, nonce: str) -> str:
        """The identity token."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
        parts = [
            _encoded(json.dumps(part).encode())
            for part in ({"alg": "RS256", "kid": "1", "typ": "JWT"}, claims | USER)
        ]
        signature = self.key.sign(".".join(parts).encode(), padding.PKCS1v15(), SHA256())
        return ".".join([*parts, _encoded(signature)])

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """What a code is changed for, once, by the client that it was made for."""
        asked = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        challenge = _encoded(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or challenge != asked["code_challenge"]:
            return None
        if authorization != f"Basic {basic}" or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        token = {"token_type": "Bearer", "expires_in": 600, "access_token": "of no use"}
        return token | {"id_token": self.signed(asked["nonce"])}


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        path, query = self._asked()
        if path == "/.well-known/openid-configuration":
            self._say(json.dumps(self.server.metadata()))
        elif path == "/keys":
            self._say(json.dumps(self.server.keys()))
        elif path == "/authorize" and query["client_id"] == CLIENT:
            code = secrets.token_hex(8)
            self.server.codes[code] = query
            back = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            self._say(f'<a href="{escape(back)}">Yes, it is me</a>', "text/html")
        elif path == "/leave":
            self.send_response(302)
            self.send_header("Location", query["post_logout_redirect_uri"])
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self._asked()
        length = int(self.headers["Content-Length"])
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        tokens = self.server.tokens(form, self.headers.get("Authorization", ""))
        self._say(json.dumps(tokens or {"error": "invalid_grant"}), status=200 if tokens else 400)

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        self.server.paths.append(parts.path)
        return parts.path, dict(parse_qsl(parts.query))

    def _say(self, text: str, kind: str = "application/json", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers until the block is left."""
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()

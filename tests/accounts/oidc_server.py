"""A municipality's single sign-on for tests: a small OpenID provider on this machine that says yes at once."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "steunkeuze", "geheim-van-de-test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """What it says about who signs in (`claims`), and what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.is_broken = False

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [json.loads(RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "een", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The address that the browser is sent back to."""
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(sent.get("code", ""), None)
        if asked is None or sent.get("client_secret") != CLIENT_SECRET or not sent.get("code_verifier"):
            return None
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 60} | self.claims
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": jwt.encode(said, KEY, "RS256", headers={"kid": "een"})}


def handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            if provider.is_broken:
                return self.answer(500, {})
            if where.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize({name: values[0] for name, values in parse_qs(where.query).items()}))
                self.end_headers()
                return None
            pages = {"/.well-known/openid-configuration": provider.discovery, "/jwks": provider.keys, "/userinfo": lambda: provider.claims}
            return self.answer(200, pages[where.path]())

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            found = provider.token({name: values[0] for name, values in sent.items()})
            self.answer(200 if found else 400, found or {"error": "invalid_grant"})

        def answer(self, status: int, data: dict[str, Any]) -> None:
            body = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    return Handler


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(provider))
    server.daemon_threads = True
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

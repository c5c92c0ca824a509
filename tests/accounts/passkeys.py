"""A passkey for tests: a small authenticator in software that makes and uses one, as a browser would send it."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2 import cbor
from fido2.cose import ES256

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def coded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def uncoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Passkey:
    """One passkey, for one portal. `verifies`: it asks for a finger or a pin code."""

    host: str = "testserver"
    identity: bytes = b"passkey-in-a-test"
    verifies: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    uses: int = 0

    def _data(self, flags: int, extra: bytes = b"") -> bytes:
        self.uses += 1
        flags |= USER_PRESENT | (USER_VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big") + extra

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{self.host}", "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        identity = coded(self.identity)
        return {"type": "public-key", "id": identity, "rawId": identity, "response": response, "clientExtensionResults": {"credProps": {"rk": True}}}

    def made(self, challenge: str = "AAAA") -> dict[str, Any]:
        """What a browser sends when the passkey is made."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        attested = bytes(16) + len(self.identity).to_bytes(2, "big") + self.identity + public
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED, attested)})
        return self._answer({"clientDataJSON": coded(self._client("webauthn.create", challenge)), "attestationObject": coded(attestation)})

    def used(self, challenge: str, user: User) -> dict[str, Any]:
        """What a browser sends when the passkey is used."""
        client, data = self._client("webauthn.get", challenge), self._data(0)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        handle = coded(user_pk_to_url_str(user).encode())
        return self._answer({"clientDataJSON": coded(client), "authenticatorData": coded(data), "signature": coded(signature), "userHandle": handle})


def give_passkey(user: User) -> Passkey:
    """Links a passkey to a person."""
    passkey = Passkey()
    WebAuthn.add(user, "Mijn passkey", passkey.made())
    return passkey

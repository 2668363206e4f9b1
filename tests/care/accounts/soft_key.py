"""A passkey in software: makes and uses credentials as a phone would (WebAuthn level 2, ES256, no attestation)."""

import base64
import hashlib
import json
import os
import struct
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class SoftKey:
    """One key pair for one account of one site."""

    origin: str = "http://testserver"
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: os.urandom(16))
    user_handle: str = ""
    uses: int = 0

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def register(self, options: dict) -> str:
        """The answer to creation options, as the page would post it."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        site = hashlib.sha256(asked["rp"]["id"].encode()).digest()
        public = cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))
        data = site + bytes([USER_PRESENT | USER_VERIFIED | ATTESTED]) + struct.pack(">I", self.uses)
        data += bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id + public
        return json.dumps(
            {
                "type": "public-key",
                "id": b64(self.credential_id),
                "rawId": b64(self.credential_id),
                "response": {
                    "clientDataJSON": b64(self._client_data("webauthn.create", asked["challenge"])),
                    "attestationObject": b64(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
                    "transports": ["internal"],
                },
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

    def sign(self, options: dict) -> str:
        """The answer to request options, as the page would post it."""
        asked = options["publicKey"]
        self.uses += 1
        site = hashlib.sha256(asked["rpId"].encode()).digest()
        data = site + bytes([USER_PRESENT | USER_VERIFIED]) + struct.pack(">I", self.uses)
        client_data = self._client_data("webauthn.get", asked["challenge"])
        signature = self.private.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            {
                "type": "public-key",
                "id": b64(self.credential_id),
                "rawId": b64(self.credential_id),
                "response": {
                    "clientDataJSON": b64(client_data),
                    "authenticatorData": b64(data),
                    "signature": b64(signature),
                    "userHandle": self.user_handle,
                },
                "clientExtensionResults": {},
            }
        )

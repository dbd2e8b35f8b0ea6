"""A passkey as a browser would have registered it; its private half does not exist, so it opens nothing."""

from fido2.cose import CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PUBLIC_KEY = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
PRESENT_AND_VERIFIED_WITH_KEY = 0x45


def registered(name: str) -> dict:
    """What allauth keeps of a registration."""
    key = AttestedCredentialData.create(b"\0" * 16, b"a key", CoseKey.parse(PUBLIC_KEY))
    data = AuthenticatorData.create(b"0" * 32, PRESENT_AND_VERIFIED_WITH_KEY, 0, key)
    said = CollectedClientData.create(type="webauthn.create", origin="https://localhost", challenge=b"c")
    response = {
        "clientDataJSON": websafe_encode(said),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    credential = {"id": websafe_encode(b"a key"), "rawId": websafe_encode(b"a key"), "type": "public-key"}
    return {"name": name, "credential": {**credential, "response": response, "clientExtensionResults": {}}}

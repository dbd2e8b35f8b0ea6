"""Field encryption and keyed search indexes; the key is never in the database. [security 10, 12]"""

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE_BYTES = 12
HASH_LENGTH = 40  # hex digits of SHA-256 that stand for a session


def _key(purpose: str) -> bytes:
    return hmac.new(bytes.fromhex(settings.FIELD_KEY), purpose.encode(), hashlib.sha256).digest()


def encrypt(text: str) -> bytes:
    return Fernet(base64.urlsafe_b64encode(_key("fields"))).encrypt(text.encode())


def decrypt(blob: bytes) -> str:
    return Fernet(base64.urlsafe_b64encode(_key("fields"))).decrypt(bytes(blob)).decode()


def lock_bytes(content: bytes, name: str) -> bytes:
    """A whole file, encrypted; it opens under that name only, so that one cannot be laid in another's place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key("files")).encrypt(nonce, content, name.encode())


def open_bytes(blob: bytes, name: str) -> bytes:
    """Raises cryptography's InvalidTag for what was changed, cut, moved or encrypted with another key."""
    return AESGCM(_key("files")).decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], name.encode())


def hash_key(session_key: str) -> str:
    """What the tables know of a session's key."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:HASH_LENGTH]


def keyed_index(value: str, principal_id: UUID) -> str:
    """The same for the same value within one principal only, so that no index tells across principals."""
    return hmac.new(_key(f"index:{principal_id}"), value.encode(), hashlib.sha256).hexdigest()


class EncryptedField(models.BinaryField):
    """Text that lies encrypted in the database."""

    def get_prep_value(self, value):
        return super().get_prep_value(encrypt(value) if isinstance(value, str) else value)

    def from_db_value(self, value, expression, connection):
        return None if value is None else decrypt(value)

    def to_python(self, value):
        return value

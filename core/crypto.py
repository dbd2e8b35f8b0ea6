"""Field encryption and keyed search indexes; the key is never in the database. [security 10, 12]"""

import base64
import hashlib
import hmac
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

HASH_LENGTH = 40  # hex digits of SHA-256 that stand for a session


def _key(purpose: str) -> bytes:
    return hmac.new(bytes.fromhex(settings.FIELD_KEY), purpose.encode(), hashlib.sha256).digest()


def encrypt(text: str) -> bytes:
    return Fernet(base64.urlsafe_b64encode(_key("fields"))).encrypt(text.encode())


def decrypt(blob: bytes) -> str:
    return Fernet(base64.urlsafe_b64encode(_key("fields"))).decrypt(bytes(blob)).decode()


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

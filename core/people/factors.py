"""The second factor: a code from an app, a passkey, or one of ten recovery codes; each code once. [security 8]"""

import secrets
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

Type = Authenticator.Type
SECOND_FACTORS = (Type.TOTP, Type.WEBAUTHN)
LAST_STEP = "last_step"  # the time step of the last code that was used


def has_second_factor(user: Any) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def has_passkey(user: Any) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type=Type.WEBAUTHN).exists()


def of_user(user: Any) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user_id=user.pk).order_by("type", "created_at"))


def plain(code: str) -> str:
    """As it was meant: people type and paste spaces."""
    return "".join(code.split())


def right_step(secret: str, code: str) -> int | None:
    """The time step that the code belongs to: now, the one before or the one after; None when it is wrong."""
    given = plain(code)
    if not given.isascii():
        return None
    for step in yield_hotp_counters_from_time():
        if secrets.compare_digest(given, format_hotp_value(hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def use_code(user: Any, code: str) -> Authenticator | None:
    """Take a code from the app, or a recovery code, for good; None when it is wrong or has been used.

    The rows are locked, so that of two who send the same code at once one is refused; in the order of their keys, or
    two who each lock one would wait for each other. What was used stands in the database and not in the cache, which
    may be emptied.
    """
    held = Authenticator.objects.select_for_update().filter(user_id=user.pk, type__in=(Type.TOTP, Type.RECOVERY_CODES))
    for authenticator in sorted(held.order_by("pk"), key=lambda row: row.type != Type.TOTP):
        if authenticator.type == Type.TOTP:
            taken = _use_totp(authenticator, code)
        else:
            taken = authenticator.wrap().validate_code(plain(code))
        if taken:
            return authenticator
    return None


def _use_totp(authenticator: Authenticator, code: str) -> bool:
    step = right_step(decrypt(authenticator.data["secret"]), code)
    if step is None or step <= authenticator.data.get(LAST_STEP, 0):
        return False
    mark_used(authenticator, step)
    return True


def mark_used(authenticator: Authenticator, step: int) -> None:
    """No code of this or an earlier step opens anything again."""
    authenticator.data[LAST_STEP] = step
    authenticator.save(update_fields=["data"])


def remove_all(user_id: UUID) -> int:
    """Take every factor and code from an account; the services that reset say who may."""
    return Authenticator.objects.filter(user_id=user_id).delete()[0]

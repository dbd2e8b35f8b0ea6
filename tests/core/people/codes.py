"""Codes as the app on a telephone makes them."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.core.people.build import SECRET

PERIOD = 30


def code_at(moment: float, secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(moment) // PERIOD))


def code_now(secret: str = SECRET) -> str:
    return code_at(time.time(), secret)

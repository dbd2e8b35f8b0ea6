"""Links that are mailed. The mail itself is a row that the layer above writes in the same transaction. [security 8, 11]

No link is kept anywhere: an invitation's is made of its id and the signing key each time it is wanted, so that a mail
sent twice is the same mail; a forgotten passphrase's is made as its mail leaves.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from core import clock
from core.access import Acting
from core.people.models import Invitation, RoleAssignment, User
from core.people.queries import has_working_account

SALT = "core.people.invitation"
# Who writes the row of a mail; the layer above adds itself.
invited: list[Callable[[Invitation, RoleAssignment, Acting], None]] = []
passphrase_asked: list[Callable[[str], None]] = []


class PassphraseLinks(PasswordResetTokenGenerator):
    """Opens once, within PASSWORD_RESET_TIMEOUT; nothing is written when one is made."""

    key_salt = "core.people.passphrase"


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(invitation_id: UUID) -> str:
    """The secret of an invitation that is being made: 256 bits, under the key of today."""
    return next(_tokens(invitation_id))


def link_of(invitation: Invitation) -> str:
    """What its mail carries; "" when the key that the link was made under is no longer known."""
    for token in _tokens(invitation.pk):
        if constant_time_compare(hash_token(token), invitation.token_hash):
            return _address("people:accept", token)
    return ""


def is_open(invitation: Invitation) -> bool:
    """Still good for something: neither used, replaced nor too old, and its person awaited and without an account."""
    if invitation.used_at is not None or invitation.expires_at <= clock.now():
        return False
    held = RoleAssignment.objects.filter(region_id=invitation.region_id, person_id=invitation.person_id)
    return held.not_ended(clock.today()).exists() and not has_working_account(invitation.person_id)


def passphrase_link(user: User) -> str:
    """Where the holder of the mailbox chooses a new passphrase; by our own address, whatever the request said."""
    return _address("account_reset_password_from_key", user.pk.hex, PassphraseLinks().make_token(user))


def account_at(email: str) -> User | None:
    """Whom the address signs in."""
    return User.objects.filter(email=email.lower(), is_active=True).first()


def _tokens(invitation_id: UUID) -> Iterator[str]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        digest = salted_hmac(SALT, str(invitation_id), secret=key, algorithm="sha256").digest()
        yield base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _address(name: str, *args: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=args)

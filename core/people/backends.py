"""Passphrase against account, with one answer for unknown, ended and wrong. [security 8]"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class PassphraseBackend(AuthenticationBackend):
    """allauth's, which spends the same time on an unknown account; one that is shut answers as a wrong phrase."""

    def _check_password(self, user, password):
        if user is None:
            return None
        self._did_check_password = True
        is_right = user.check_password(password)
        return user if is_right and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return user.is_active

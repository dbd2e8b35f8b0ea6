"""What allauth asks us: who is let in, what is said, where to go next. The one adapter. [security 8]"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import crypto
from core.people import factors, limits, signing_in

WRONG = gettext_lazy("E-postadressen eller lösenfrasen stämmer inte. Kontrollera båda och försök igen.")
WRONG_CODE = gettext_lazy("Koden stämmer inte eller är redan använd. Vänta på nästa kod i appen och försök igen.")
WAIT = gettext_lazy("Det har varit för många försök. Vänta en stund och försök igen.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation; every failure looks the same; every sign-in is logged."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "enter_current_password": gettext_lazy("Lösenfrasen du har nu stämmer inte."),
        "incorrect_password": gettext_lazy("Lösenfrasen stämmer inte."),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": gettext_lazy("Länken gäller inte längre. Beställ en ny."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        return False  # one answer for all: a page

    def pre_authenticate(self, request, **credentials):
        limits.refuse_while_waiting(request, self.attempts_key(request, credentials.get("email", "")))
        super().pre_authenticate(request, **credentials)

    def attempts_key(self, request: HttpRequest, email: str) -> str:
        """Under what allauth counts the tries for an address."""
        return self._get_login_attempts_cache_key(request, email=email)

    def authentication_failed(self, request, **credentials):
        email = credentials.get("email", "")
        signing_in.note_failure(request, email, waits=limits.wait(request, self.attempts_key(request, email)) > 0)

    def login(self, request, user):
        """New session id always, also for one who signs in on top of an open session."""
        records = get_authentication_records(request, user)
        if SESSION_KEY in request.session:
            request.session.cycle_key()
        super().login(request, user)
        signing_in.complete(request, user, factors=len({record["method"] for record in records}))

    def logout(self, request):
        signing_in.note_logout(request)
        super().logout(request)

    def respond_user_inactive(self, request, user):
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str = "", **kwargs: Any) -> bool:
        """Ten minutes from the sign-in itself count as fresh, not only from a second asking."""
        session = self.request.session
        return not (session.is_fresh or session.is_demo)

    def get_login_redirect_url(self, request):
        return signing_in.next_page(request)

    def get_logout_redirect_url(self, request):
        return reverse("people:signed_out")

    def get_password_change_redirect_url(self, request):
        return reverse("people:account")

    def set_password(self, user, password):
        super().set_password(user, password)
        signing_in.end_sessions(user.pk, keep=self.request.session)

    def add_message(self, *args, **kwargs):
        """Our own pages say what happened, in our own words."""

    def send_mail(self, template_prefix, email, context):
        """No mail leaves in a request. Raises ImproperlyConfigured: a page writes a row. [security 11]"""
        raise ImproperlyConfigured(f"{template_prefix} must go through the outbox.")

    def get_reauthentication_methods(self, user):
        labels = {
            "reauthenticate": _("Använd lösenfrasen"),
            "mfa_reauthenticate": _("Använd en kod"),
            "mfa_reauthenticate:webauthn": _("Använd en passnyckel"),
        }
        return [
            {**method, "description": labels[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]


class MFAAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted, and the last second factor stays until another administrator says otherwise."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Du behöver minst ett andra steg. Lägg till ett nytt innan du tar bort det här."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Lägg till ett andra steg innan du skapar reservkoder."),
    }

    def encrypt(self, text):
        return crypto.encrypt(text).decode()

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text.encode())

    def can_delete_authenticator(self, authenticator):
        held = factors.of_user(authenticator.user)
        return any(other.type in factors.SECOND_FACTORS and other.pk != authenticator.pk for other in held)

    def generate_authenticator_name(self, user, type):  # noqa: A002  (allauth's name)
        return _("Passnyckel %(n)d") % {"n": sum(row.type == type for row in factors.of_user(user)) + 1}

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": "BUS-portalen"}

    def get_public_key_credential_user_entity(self, user):
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.email}

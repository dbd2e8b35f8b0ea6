"""In and out: passphrase, second step, forgotten passphrase, invitation, a fresh login. [security 8]"""

import json
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from django.views.generic.edit import FormMixin

from core.errors import Refused
from core.people import factors, forms, limits, services, signing_in
from core.people.adapter import AccountAdapter
from core.ui import errors
from core.ui.pages import refuse, render_page

WHY_ENDED = {
    "idle": gettext_lazy(
        "Du har varit inaktiv i 15 minuter och är därför utloggad. Logga in igen så kommer du tillbaka till sidan."
    ),
    "old": gettext_lazy("Du har varit inloggad i tio timmar. Logga in igen så kommer du tillbaka till sidan."),
    "ended": gettext_lazy("Inloggningen har avslutats, här eller på en annan plats. Logga in igen."),
}
PAUSE_SECONDS = 60  # what allauth's own limits ask for, told where it does not say


def handler429(request):
    """allauth's answer when an address asks too often."""
    return errors.too_many(request, PAUSE_SECONDS)


secret = method_decorator(sensitive_post_parameters(), name="dispatch")


def why_ended(request: Any) -> str:
    """The sentence for one whose session has ended; the address says which, in a code."""
    return str(WHY_ENDED.get(request.GET.get("orsak", ""), ""))


def passkey_options(context: dict, key: str) -> str:
    """The ceremony's options for an attribute of the form; no script stands in a page of ours."""
    return json.dumps(context["js_data"][key], cls=DjangoJSONEncoder)


class RefusedIs422(FormMixin):
    """A form that is refused comes back with 422, everything typed but the secrets kept."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@secret
class LoginView(RefusedIs422, account.LoginView):
    def post(self, request, *args, **kwargs):
        email = request.POST.get("login", "").strip()
        if seconds := limits.wait(request, AccountAdapter(request).attempts_key(request, email)):
            return self._wait(email, seconds)
        return super().post(request, *args, **kwargs)

    def _wait(self, email: str, seconds: int) -> HttpResponse:
        """429: how long to wait; the address stays."""
        form = self.get_form_class()(initial={"login": email}, request=self.request)
        context = self.get_context_data(form=form, wait_seconds=seconds, wait_minutes=-(-seconds // 60))
        response = self.render_to_response(context)
        response.status_code = 429
        response.headers["Retry-After"] = str(seconds)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"why_ended": why_ended(self.request)}


class LogoutView(account.LogoutView):
    """The way out is on every page; the browser forgets what it kept of us."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


@require_GET
def signed_out(request):
    return render_page(request, "account/signed_out.html")


@secret
class SecondStepView(mfa.AuthenticateView):
    """Before any page of the portal: a code, a passkey or a recovery code."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        has_passkey = factors.has_passkey(self.stage.login.user)
        options = passkey_options(context, "request_options") if has_passkey else ""
        return context | {"has_passkey": has_passkey, "passkey_options": options, "action_url": self.request.path}

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class ResetView(RefusedIs422, account.PasswordResetView):
    """The same page and the same time, whether the account exists or not."""


@secret
class ResetFromKeyView(RefusedIs422, account.PasswordResetFromKeyView):
    """A new passphrase by a mailed link; the second step is asked for as always."""

    def form_valid(self, form):
        signing_in.note_passphrase(self.reset_user, "reset")
        return super().form_valid(form)


class FreshlySignedIn(RefusedIs422):
    """Whoever sits there has shown again who it is."""

    request: Any

    def form_valid(self, form):
        self.request.session.confirm()
        signing_in.note_confirmed(self.request)
        return super().form_valid(form)


@secret
class ReauthenticateView(FreshlySignedIn, account.ReauthenticateView):
    pass


@secret
class ReauthenticateCodeView(FreshlySignedIn, mfa.ReauthenticateView):
    pass


class ReauthenticatePasskeyView(FreshlySignedIn, webauthn.ReauthenticateWebAuthnView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = passkey_options(context, "request_options")
        return context | {"form": kwargs.get("form") or self.get_form(), "passkey_options": options}

    def form_invalid(self, form):
        messages.error(self.request, _("Passnyckeln kunde inte användas. Försök igen eller välj ett annat sätt."))
        return redirect("account_reauthenticate")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request, token):
    """The mailed invitation: choose a passphrase, then set up the second step."""
    if request.user.is_authenticated:
        return render_page(request, "core/people/accept_signed_in.html")
    if not services.open_invitation(token):
        return render_page(request, "core/people/accept_gone.html", status=404)
    if request.method == "GET":
        return render_page(request, "core/people/accept.html", {"form": forms.NewPassphrase()})
    form = forms.NewPassphrase(request.POST)
    if not form.is_valid():
        return refuse(request, "core/people/accept.html", form)
    try:
        user = services.accept_invitation(token, passphrase=form.cleaned_data["password1"])
    except Refused as refused:
        return render_page(request, "core/people/accept_gone.html", {"sentence": str(refused)}, status=404)
    record_authentication(request, user, method="password")
    AccountAdapter(request).login(request, user)
    return redirect(signing_in.next_page(request))

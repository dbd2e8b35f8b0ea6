"""One's own account: second steps, passphrase, sessions, which assignment. [security 8]"""

from textwrap import wrap
from typing import Any
from uuid import UUID

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.crypto import hash_key
from core.people import factors, signing_in
from core.people.views.door import RefusedIs422, passkey_options, secret
from core.ui.pages import render_page


@require_GET
def account_page(request):
    """What belongs to one's account, on one page."""
    held = factors.of_user(request.user)
    context = {
        "app": next((row for row in held if row.type == factors.Type.TOTP), None),
        "passkeys": [row for row in held if row.type == factors.Type.WEBAUTHN],
        "codes_left": next(
            (len(row.wrap().get_unused_codes()) for row in held if row.type == factors.Type.RECOVERY_CODES), 0
        ),
        "sessions": _sessions(request),
    }
    return render_page(request, "core/people/account.html", context)


@require_GET
def factor_setup(request):
    """The page between the first sign-in and the portal: app or passkey."""
    if request.session.has_both_factors:
        return redirect("people:account")
    if factors.has_second_factor(request.user):  # set up elsewhere meanwhile: sign in with it
        signing_in.note_logout(request)
        request.session.flush()
        return redirect("account_login")
    return render_page(request, "core/people/factor_setup.html")


# Which assignment.


@require_GET
def choose(request):
    """Several assignments: under which do I act?"""
    held = signing_in.assignments_of(request.session)
    return render_page(
        request, "core/people/choose.html", {"assignments": held, "next": _safe_next(request, request.GET)}
    )


@require_POST
def switch(request):
    """Act under another assignment, in a session with a new key."""
    try:
        wanted = UUID(request.POST.get("assignment", ""))
    except ValueError:
        raise Http404 from None
    if not signing_in.choose(request, wanted):
        raise Http404
    return redirect(_safe_next(request, request.POST) or reverse("core:start"))


def _safe_next(request: HttpRequest, given: QueryDict) -> str:
    address = given.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""


# Sessions.


@require_GET
def sessions(request):
    return render_page(request, "core/people/sessions.html", {"sessions": _sessions(request)})


@require_POST
def session_end(request, pk):
    """End a sign-in of one's own, here or elsewhere."""
    if not signing_in.end_own(request, pk):
        raise Http404
    messages.success(request, _("Inloggningen är avslutad."))
    return redirect("people:sessions")


def _sessions(request: Any) -> list[dict]:
    """The key in an address is the hash's: it opens nothing."""
    here = hash_key(request.session.session_key)
    rows = signing_in.live_sessions(request.user.pk)
    return [
        {"pk": row.pk, "started_at": row.started_at, "last_seen_at": row.last_seen_at, "is_here": row.pk == here}
        for row in rows
    ]


# Passphrase.


@secret
class ChangePassphraseView(RefusedIs422, account.PasswordChangeView):
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            messages.info(request, _("Kontot har ingen lösenfras att byta."))
            return redirect("people:account")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session.cycle_key()
        signing_in.note_passphrase(self.request.user, "changed")
        messages.success(self.request, _("Lösenfrasen är bytt. Andra inloggningar är avslutade."))
        return response


# Second steps. Each change ends the other sessions and gives this one a new key.


@secret
class ActivateAppView(RefusedIs422, totp.ActivateTOTPView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"key_text": " ".join(wrap(context["form"].secret, 4))}

    def form_valid(self, form):
        response = super().form_valid(form)
        app = next(row for row in factors.of_user(self.request.user) if row.type == factors.Type.TOTP)
        factors.mark_used(app, form.step)
        signing_in.factor_changed(self.request, "totp_added")
        messages.success(self.request, _("Appen är kopplad till ditt konto."))
        return response


class DeactivateAppView(RefusedIs422, totp.DeactivateTOTPView):
    """GET shows the question; the form says no itself when the app is the last second step."""

    def form_valid(self, form):
        response = super().form_valid(form)
        signing_in.factor_changed(self.request, "totp_removed")
        messages.success(self.request, _("Appen är borttagen."))
        return response


@require_GET
def totp_qr(request):
    """The picture for the app, an address of our own: the policy allows no data in a page. [security 9]"""
    secret_text = request.session.get(SECRET_SESSION_KEY)
    if not secret_text:
        raise Http404
    adapter = get_mfa_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret_text))
    return HttpResponse(picture, content_type="image/svg+xml")


class AddPasskeyView(RefusedIs422, webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = passkey_options(context, "creation_options")
        return context | {"form": kwargs.get("form") or self.get_form(), "passkey_options": options}

    def form_valid(self, form):
        response = super().form_valid(form)
        signing_in.factor_changed(self.request, "passkey_added")
        messages.success(self.request, _("Passnyckeln är tillagd."))
        return response


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("people:account")

    def form_valid(self, form):
        if not get_mfa_adapter().can_delete_authenticator(self.object):
            messages.error(self.request, get_mfa_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("people:account")
        response = super().form_valid(form)
        signing_in.factor_changed(self.request, "passkey_removed")
        messages.success(self.request, _("Passnyckeln är borttagen."))
        return response


class RecoveryCodesView(recovery.ViewRecoveryCodesView):
    """Shown once, the first time."""


class NewRecoveryCodesView(RefusedIs422, recovery.GenerateRecoveryCodesView):
    def form_valid(self, form):
        response = super().form_valid(form)
        signing_in.factor_changed(self.request, "codes_made")
        return response


@require_GET
def second_steps(request):
    """allauth's own name for the list of second steps; the account page shows them."""
    return redirect("people:account")

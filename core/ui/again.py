"""Asking again who sits there, in any form that touches rights. [security 8]"""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_PASSPHRASE = 128  # characters


class Passphrase(forms.CharField):
    """Never shown again, never trimmed."""

    def __init__(self, *, label: Any, autocomplete: str = "current-password", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=label, strip=False, max_length=LONGEST_PASSPHRASE, widget=widget, **kwargs)


class ConfirmMixin(forms.Form):
    """Asks again who sits there when the sign-in is older than ten minutes; else the field is not shown.

    In the demo a tick is enough, since nobody has a passphrase there.
    """

    def __init__(self, *args, request, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)
        if request.session.is_fresh:
            return
        self.fields["confirm"] = self._field()

    def _field(self) -> forms.Field:
        hint = _("Det har gått mer än tio minuter sedan du loggade in.")
        if self.request.session.is_demo:
            missing = {"required": _("Kryssa i att det är du.")}
            return forms.BooleanField(
                label=_("Det är jag (i demon räcker ett kryss)"), help_text=hint, error_messages=missing
            )
        missing = {"required": _("Skriv din lösenfras för att gå vidare.")}
        return Passphrase(label=_("Bekräfta med din lösenfras"), help_text=hint, error_messages=missing)

    def clean_confirm(self):
        given = self.cleaned_data["confirm"]
        if not self.request.session.is_demo and not get_adapter().reauthenticate(self.request.user, given):
            raise ValidationError(_("Lösenfrasen stämmer inte."))
        return given

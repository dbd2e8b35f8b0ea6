"""What is typed at the door and on one's own account, in our words over allauth's rules. [security 8]"""

import struct
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.people import factors, letters, limits, signing_in
from core.ui.again import Passphrase
from core.ui.forms import Form

PASSPHRASE = gettext_lazy("Lösenfras")
ADVICE = gettext_lazy(
    "Minst 15 tecken. Flera ord efter varandra är lätt att minnas och svårt att gissa. Du får klistra in."
)
CODE = gettext_lazy("Kod")
CODE_HINT = gettext_lazy("Sex siffror från appen, eller en av dina reservkoder. Mellanslag spelar ingen roll.")


NO_PASSKEY = gettext_lazy("Passnyckeln kunde inte användas. Försök igen eller välj ett annat sätt.")
# What a made-up answer of a browser can lead the libraries to raise; all of it is «no».
UNREADABLE = (ValidationError, KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError, struct.error)


class Credential(forms.JSONField):
    """What the browser's ceremony gave, as an object; anything else is no passkey."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        read = super().to_python(value)
        if read is not None and not isinstance(read, dict):
            raise ValidationError(str(NO_PASSKEY))
        return read


class Code(forms.CharField):
    def __init__(self, *, label=CODE, help_text=CODE_HINT):
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
        super().__init__(label=label, help_text=help_text, max_length=40, widget=widget)


class LoginForm(Form, account.LoginForm):
    marks_optional = False
    password = Passphrase(label=PASSPHRASE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-postadress")
        login.widget = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
        login.error_messages["required"] = _("Fyll i din e-postadress.")
        login.error_messages["invalid"] = _("Skriv en hel e-postadress, till exempel namn@exempel.se.")


class NewPassphrase(Form):
    """Twice, since nothing is shown; checked against what is guessed first."""

    marks_optional = False
    password1 = Passphrase(label=gettext_lazy("Ny lösenfras"), autocomplete="new-password", help_text=ADVICE)
    password2 = Passphrase(label=gettext_lazy("Samma lösenfras en gång till"), autocomplete="new-password")

    def __init__(self, *args, user=None, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data["password2"]
        if first and first != second:
            raise ValidationError(_("Lösenfraserna är inte lika. Skriv samma två gånger."))
        return second


class ResetKeyForm(NewPassphrase):
    """The mailed link's form; the second factor stays as it is."""

    def __init__(self, *args, temp_key=None, **kwargs):
        self.temp_key = temp_key
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class ChangePassphraseForm(NewPassphrase):
    oldpassword = Passphrase(label=gettext_lazy("Lösenfrasen du har nu"))
    field_order = ["oldpassword", "password1", "password2"]

    def clean_oldpassword(self) -> str:
        """A try like any other: counted, and followed by a wait."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class ResetForm(Form, account.ResetPasswordForm):
    """Known and unknown alike: a row that a mail goes to this address; which words it has is told by the sender."""

    marks_optional = False
    email = forms.EmailField(
        label=gettext_lazy("E-postadress"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def save(self, request: Any, **kwargs: Any) -> str:
        for write in letters.passphrase_asked:
            write(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class ReauthenticateForm(Form, account.ReauthenticateForm):
    marks_optional = False
    password = Passphrase(label=PASSPHRASE)


class CodeForm(Form, mfa.AuthenticateForm):
    """The second step: one code, used once, spaces left out."""

    marks_optional = False
    code = Code()

    def clean_code(self) -> str:
        request, key = get_adapter().request, limits.second_factor_key(self.user)
        limits.refuse_while_waiting(request, key)
        clear = mfa.check_rate_limit(self.user)
        authenticator = factors.use_code(self.user, self.cleaned_data["code"])
        if authenticator is None:
            signing_in.note_wrong_code(self.user, waits=limits.wait(request, key) > 0)
            raise get_mfa_adapter().validation_error("incorrect_code")
        clear()
        authenticator.user = self.user
        self.authenticator = authenticator
        return self.cleaned_data["code"]


class ReauthenticateCodeForm(CodeForm, mfa.ReauthenticateForm):
    def save(self) -> None:
        mfa.ReauthenticateForm.save(self)


class ActivateAppForm(Form, totp.ActivateTOTPForm):
    """The first code shows that the app has the key; the same code does not sign in afterwards."""

    marks_optional = False
    code = Code(
        label=gettext_lazy("Kod från appen"), help_text=gettext_lazy("Sex siffror. Mellanslag spelar ingen roll.")
    )
    step: int | None = None

    def clean_code(self) -> str:
        request = get_adapter().request
        limits.refuse_while_waiting(request, limits.second_factor_key(self.user))
        clear = mfa.check_rate_limit(self.user)
        self.step = factors.right_step(self.secret, self.cleaned_data["code"])
        if self.step is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        clear()
        return self.cleaned_data["code"]


class AddPasskeyForm(Form, webauthn.AddWebAuthnForm):
    name = forms.CharField(
        label=gettext_lazy("Vad ska den heta?"),
        help_text=gettext_lazy("Till exempel Arbetsdatorn eller Nyckelringen."),
        max_length=60,
        required=False,
    )
    credential = Credential()

    def clean(self) -> dict | None:
        try:
            return super().clean()
        except UNREADABLE:
            raise ValidationError(str(NO_PASSKEY)) from None


class PasskeyForm(Form, webauthn.AuthenticateWebAuthnForm):
    """The second step by passkey: a try like any other, counted and logged when it fails."""

    credential = Credential()

    def clean_credential(self) -> Any:
        request, key = get_adapter().request, limits.second_factor_key(self.user)
        limits.refuse_while_waiting(request, key)
        try:
            return super().clean_credential()
        except UNREADABLE:
            signing_in.note_wrong_code(self.user, reason="passkey", waits=limits.wait(request, key) > 0)
            raise ValidationError(str(NO_PASSKEY)) from None


class ReauthenticatePasskeyForm(PasskeyForm):
    reauthenticated = True

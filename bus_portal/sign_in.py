"""allauth's settings: passphrase, then TOTP or passkey; its own growing limits. [security 8]"""

from bus_portal.environment import env, process

_BEHIND_PROXY = process() != "test" and not env.bool("BUS_DEMO", False)

ACCOUNT_ADAPTER = "core.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to the address
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/15m/ip,5/15m/key",
    "login": "60/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/15m/user",
    "reset_password": "20/15m/ip,5/15m/key",
    "reset_password_from_key": "20/15m/ip",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "core.people.letters.PassphraseLinks"  # noqa: S105
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "core.people.forms.LoginForm",
    "change_password": "core.people.forms.ChangePassphraseForm",
    "reset_password": "core.people.forms.ResetForm",
    "reset_password_from_key": "core.people.forms.ResetKeyForm",
    "reauthenticate": "core.people.forms.ReauthenticateForm",
}
# How many proxies of ours stand before the web process: the client's address is counted from that end.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("BUS_PROXY_COUNT", 1 if _BEHIND_PROXY else 0)

AUTH_PASSWORD_VALIDATORS = [{"NAME": "core.people.passphrases.PassphraseValidator"}]
PASSWORD_RESET_TIMEOUT = 3600

MFA_ADAPTER = "core.people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "BUS-portalen"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds, for telephones whose clock is a little off
MFA_FORMS = {
    "authenticate": "core.people.forms.CodeForm",
    "reauthenticate": "core.people.forms.ReauthenticateCodeForm",
    "activate_totp": "core.people.forms.ActivateAppForm",
    "add_webauthn": "core.people.forms.AddPasskeyForm",
    "authenticate_webauthn": "core.people.forms.PasskeyForm",
    "reauthenticate_webauthn": "core.people.forms.ReauthenticatePasskeyForm",
}

# Notes to the reader lie in the session, so that no further cookie is set.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

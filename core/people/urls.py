"""Addresses of sign-in and of people. allauth's names are kept; those we do not need have no address at all."""

from allauth.account.views import PasswordResetDoneView, PasswordResetFromKeyDoneView
from django.conf import settings
from django.urls import include, path, re_path

from core.people.views import batches, demo, door, own
from core.people.views import people as directory

APP = "people"

people = [
    path("utloggad/", door.signed_out, name="signed_out"),
    path("inbjudan/<str:token>/", door.accept, name="accept"),
    path("konto/", own.account_page, name="account"),
    path("konto/andra-steget/", own.factor_setup, name="factor_setup"),
    path("konto/andra-steget/app/bild.svg", own.totp_qr, name="totp_qr"),
    path("konto/inloggningar/", own.sessions, name="sessions"),
    path("konto/inloggningar/<str:pk>/avsluta/", own.session_end, name="session_end"),
    path("uppdrag/valj/", own.choose, name="choose"),
    path("uppdrag/byt/", own.switch, name="switch"),
    path("personer/", directory.person_list, name="person_list"),
    path("personer/ny/", directory.invite, name="invite"),
    path("personer/forslag/", directory.grant_list, name="grant_list"),
    path("personer/forslag/<uuid:pk>/", directory.grant_approve, name="grant_approve"),
    path("personer/forslag/<uuid:pk>/aterta/", directory.grant_withdraw, name="grant_withdraw"),
    path("personer/forslag/fil/<uuid:pk>/", batches.batch_answer, name="batch_answer"),
    path("personer/forslag/fil/<uuid:pk>/aterta/", batches.batch_withdraw, name="batch_withdraw"),
    path("personer/andra-steget/<uuid:pk>/", directory.factor_reset_approve, name="factor_reset_approve"),
    path("personer/uppdrag/<uuid:pk>/avsluta/", directory.assignment_end, name="assignment_end"),
    path("personer/<uuid:pk>/", directory.person_detail, name="person_detail"),
    path("personer/<uuid:pk>/roll/", directory.grant, name="grant"),
    path("personer/<uuid:pk>/inbjudan/", directory.invitation_send, name="invitation_send"),
    path("personer/<uuid:pk>/andra-steget/", directory.factor_reset, name="factor_reset"),
]
if settings.DEMO:
    people.append(path("demo/", demo.demo, name="demo"))

urlpatterns = [
    path("", include((people, APP))),
    path("logga-in/", door.LoginView.as_view(), name="account_login"),
    path("logga-in/andra-steget/", door.SecondStepView.as_view(), name="mfa_authenticate"),
    path("logga-ut/", door.LogoutView.as_view(), name="account_logout"),
    path("losenfras/glomd/", door.ResetView.as_view(), name="account_reset_password"),
    path("losenfras/glomd/skickad/", PasswordResetDoneView.as_view(), name="account_reset_password_done"),
    path("losenfras/ny/klar/", PasswordResetFromKeyDoneView.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^losenfras/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door.ResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("bekrafta/", door.ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("bekrafta/kod/", door.ReauthenticateCodeView.as_view(), name="mfa_reauthenticate"),
    path("bekrafta/passnyckel/", door.ReauthenticatePasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("konto/losenfras/", own.ChangePassphraseView.as_view(), name="account_change_password"),
    path("konto/andra-steg/", own.second_steps, name="mfa_index"),
    path("konto/andra-steget/app/", own.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("konto/andra-steget/app/ta-bort/", own.DeactivateAppView.as_view(), name="mfa_deactivate_totp"),
    path("konto/andra-steget/passnyckel/", own.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "konto/andra-steget/passnyckel/<int:pk>/ta-bort/", own.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"
    ),
    path("konto/reservkoder/", own.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("konto/reservkoder/nya/", own.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
]

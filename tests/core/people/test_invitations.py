"""Accounts come by invitation: 24 hours, once. [security 8]"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from core.people import services
from core.people.letters import hash_token
from core.people.models import Invitation, RoleAssignment, Session, User
from tests.core.people import build
from tests.core.people.codes import code_now
from tests.core.people.races import race
from tests.database import as_loader

pytestmark = pytest.mark.django_db


def invited(town) -> tuple[RoleAssignment, str]:
    """A granted role without an account, and the token that was mailed."""
    newcomer = build.person(town.region, "Ny", "Person", "ny@prov.example")
    with as_loader():
        held = RoleAssignment.objects.create(
            region=town.region, person=newcomer, role="caseworker", unit=town.unit, valid_from=build.LONG_AGO
        )
    with acting_as(build.acting(town.ada)) as acting:
        services.send_invitation(newcomer, by=acting)
    return held, token_in(build.deliver()[-1])


def token_in(message) -> str:
    return re.search(r"/inbjudan/([^/\s]+)/", message.body)[1]


def choose(client, token, passphrase=build.PASSPHRASE, again=None):
    address = reverse("people:accept", args=[token])
    return client.post(address, {"password1": passphrase, "password2": again or passphrase})


def test_the_mail_holds_the_link_and_no_name(town):
    _, token = invited(town)
    message = mail.outbox[-1]
    assert message.to == ["ny@prov.example"]
    assert message.cc == message.bcc == []
    assert f"{settings.BASE_URL}/inbjudan/{token}/" in message.body
    said = (message.subject + message.body).replace(token, "")  # letters by chance, and they may spell a name
    for word in ("Ny", "Person", "Ada", town.unit.name, town.region.name, "ny@prov.example"):
        assert word not in said, word


def test_the_database_does_not_know_the_link(town):
    _, token = invited(town)
    with as_loader():
        row = Invitation.objects.get()
    assert row.token_hash == hash_token(token) != token


def test_accepting_leads_to_the_second_step_before_any_page(client, town):
    held, token = invited(town)
    assert client.get(reverse("people:accept", args=[token])).status_code == 200
    answer = choose(client, token)
    assert answer["Location"] == reverse("people:factor_setup")
    user = User.objects.get(email="ny@prov.example")
    with as_loader():
        assert RoleAssignment.objects.get(pk=held.pk).user_id == user.pk
    assert Session.objects.get(user=user).factors == 1
    for name in ("core:start", "people:account", "people:sessions", "people:choose", "account_change_password"):
        assert client.get(reverse(name))["Location"] == reverse("people:factor_setup"), name
    assert client.get(reverse("people:factor_setup")).status_code == 200


def test_setting_up_the_app_opens_the_portal_with_ten_codes(client, town):
    _, token = invited(town)
    choose(client, token)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="key"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    picture = client.get(reverse("people:totp_qr"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    assert "data:" not in page

    code = code_now(secret)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    codes = re.findall(r"<li>(\d{8})</li>", client.get(answer["Location"]).content.decode())
    assert len(set(codes)) == 10
    again = client.get(answer["Location"]).content.decode()
    assert not any(code in again for code in codes)
    assert client.get(reverse("people:sessions")).status_code == 200

    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": "ny@prov.example", "password": build.PASSPHRASE})
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 422
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302


def test_a_wrong_first_code_keeps_the_same_key(client, town):
    _, token = invited(town)
    choose(client, token)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="key"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    refused = client.post(reverse("mfa_activate_totp"), {"code": "12345"})
    assert refused.status_code == 422
    assert client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}).status_code == 302


def test_a_link_opens_once(client, town):
    _, token = invited(town)
    choose(client, token)
    client.post(reverse("account_logout"))
    assert client.get(reverse("people:accept", args=[token])).status_code == 404
    assert choose(client, token, build.OTHER_PASSPHRASE).status_code == 404
    assert User.objects.get(email="ny@prov.example").check_password(build.PASSPHRASE)


@pytest.mark.parametrize(("hours", "status"), [(23.9, 200), (24.1, 404)])
def test_a_link_opens_for_24_hours(client, town, hours, status):
    _, token = invited(town)
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert client.get(reverse("people:accept", args=[token])).status_code == status


def test_a_new_link_shuts_the_earlier(client, town):
    held, first = invited(town)
    with acting_as(build.acting(town.ada)) as acting:
        services.send_invitation(held.person, by=acting)
    second = token_in(build.deliver()[-1])
    assert client.get(reverse("people:accept", args=[first])).status_code == 404
    assert client.get(reverse("people:accept", args=[second])).status_code == 200


def test_a_made_up_link_answers_as_a_used_one(client, town):
    _, token = invited(town)
    choose(client, token)
    client.post(reverse("account_logout"))
    used = client.get(reverse("people:accept", args=[token]))
    made_up = client.get(reverse("people:accept", args=["x" * 43]))
    assert used.status_code == made_up.status_code == 404
    assert _body(used) == _body(made_up)


def _body(answer) -> str:
    return re.sub(r"csrfmiddlewaretoken[^>]*|name=\"next\"[^>]*", "", answer.content.decode())


@pytest.mark.parametrize(
    ("passphrase", "again"),
    [("kort fras", None), (build.PASSPHRASE, build.OTHER_PASSPHRASE), ("Stockholm2026!!!", None)],
)
def test_a_weak_or_unequal_passphrase_uses_nothing_up(client, town, passphrase, again):
    _, token = invited(town)
    assert choose(client, token, passphrase, again).status_code == 422
    assert not User.objects.filter(email="ny@prov.example").exists()
    assert choose(client, token).status_code == 302


def test_one_who_is_signed_in_is_told_to_sign_out_first(client, town):
    _, token = invited(town)
    build.sign_in(client, town.maj)
    assert choose(client, token).status_code == 200
    assert not User.objects.filter(email="ny@prov.example").exists()


def test_who_has_an_account_is_not_invited_again(town):
    with acting_as(build.acting(town.ada)) as acting, pytest.raises(Refused):
        services.send_invitation(town.maj.person, by=acting)
    assert build.deliver() == []


def test_what_happened_is_logged(client, town):
    invited(town)
    with as_loader():
        invitation = Invitation.objects.get()
    choose(client, token_in(mail.outbox[-1]))
    with as_loader():
        rows = AuditEvent.objects.filter(object_id=invitation.pk).order_by("number")
        assert list(rows.values_list("act", "region_id")) == [
            ("invitation.sent", town.region.pk),
            ("invitation.accepted", town.region.pk),
        ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_the_link_at_once_one_is_refused(town):
    _, token = invited(town)
    outcomes = race(
        lambda: services.accept_invitation(token, passphrase=build.PASSPHRASE),
        lambda: services.accept_invitation(token, passphrase=build.OTHER_PASSPHRASE),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "User"]

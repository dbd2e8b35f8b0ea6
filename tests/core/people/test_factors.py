"""Second factors: each code once, also of two at the same moment; the last one stays. [security 8]"""

import json
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.notices.kinds import kind_of
from core.notices.models import Notice
from core.people import factors, signing_in
from core.people.sessions import SessionStore
from tests.core.people import build
from tests.core.people.codes import PERIOD, code_at, code_now
from tests.core.people.races import race
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def maj(town):
    build.with_app(town.maj.user)
    return town.maj


def test_secrets_lie_encrypted(maj):
    for row in Authenticator.objects.filter(user=maj.user):
        assert build.SECRET not in json.dumps(row.data)
    seed = Authenticator.objects.get(user=maj.user, type="recovery_codes").data["seed"]
    assert seed.startswith("gAAAA")


def test_ten_different_codes(maj):
    assert len(set(build.recovery_codes(maj.user))) == 10


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_half_a_minute_off_is_understood(maj, monkeypatch, steps, opens):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    assert (factors.use_code(maj.user, code_at(now + steps * PERIOD)) is not None) is opens


@pytest.mark.parametrize(
    "code", ["", "abcdef", "１２３４５６", "12345", "1234567", "'; --", "\u0661\u0662\u0663\u0664\u0665\u0666"]
)
def test_nonsense_is_a_wrong_code(maj, code):
    assert factors.use_code(maj.user, code) is None


def test_anothers_code_opens_nothing(town, maj):
    other = build.assignment(town.region)
    build.with_app(other.user)
    assert factors.use_code(other.user, build.recovery_codes(maj.user)[0]) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_two_who_send_the_same_code_at_once_one_gets_in(maj, kind):
    code = code_now() if kind == "app" else build.recovery_codes(maj.user)[0]
    user = get_user_model().objects.get(pk=maj.user_id)
    outcomes = race(*[lambda: factors.use_code(user, code)] * 4)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert sorted(one is not None for one in outcomes) == [False, False, False, True]


def test_factors_are_locked_in_one_order(maj):
    """A used code moves its row to the end of the table: who reads it before and after must not meet halfway."""
    with CaptureQueriesContext(connection) as sent:
        factors.use_code(maj.user, "000000")
    locking = next(one["sql"] for one in sent.captured_queries if "FOR UPDATE" in one["sql"])
    assert 'ORDER BY "mfa_authenticator"."id" ASC' in locking


class TestOwnAccount:
    @pytest.fixture
    def signed_in(self, client, maj):
        build.sign_in(client, maj)
        return client

    def test_the_last_second_step_stays(self, signed_in, maj):
        page = signed_in.get(reverse("mfa_deactivate_totp"))
        assert "minst ett andra steg" in page.content.decode()
        assert signed_in.post(reverse("mfa_deactivate_totp")).status_code == 422
        assert factors.has_second_factor(maj.user)

    def test_a_step_that_is_not_the_last_goes_and_others_are_signed_out(self, signed_in, maj):
        passkey(maj.user)
        elsewhere = build.session_of(maj.user, maj)
        key = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
        assert signed_in.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert [row.type for row in factors.of_user(maj.user)] == ["recovery_codes", "webauthn"]
        assert SessionStore(elsewhere.session_key).load() == {}
        assert signed_in.cookies[settings.SESSION_COOKIE_NAME].value != key
        assert signed_in.get(reverse("people:account")).status_code == 200

    def test_new_recovery_codes_shut_the_old(self, signed_in, maj):
        old = build.recovery_codes(maj.user)
        assert signed_in.post(reverse("mfa_generate_recovery_codes")).status_code == 302
        assert set(old).isdisjoint(build.recovery_codes(maj.user))
        assert factors.use_code(maj.user, old[0]) is None

    @pytest.mark.parametrize(
        "name", ["mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_view_recovery_codes"]
    )
    def test_a_change_of_factors_asks_for_a_fresh_login(self, client, maj, name):
        stale(client, maj)
        asked = client.get(reverse(name))
        assert asked["Location"] == f"{reverse('account_reauthenticate')}?next={reverse(name).replace('/', '%2F')}"

    @pytest.mark.parametrize("way", ["account_reauthenticate", "mfa_reauthenticate"])
    def test_showing_again_who_it_is_goes_on_where_one_was(self, client, maj, way):
        stale(client, maj)
        given = {"password": build.PASSPHRASE} if way == "account_reauthenticate" else {"code": code_now()}
        address = reverse("mfa_generate_recovery_codes")
        answer = client.post(reverse(way), {**given, "next": address})
        assert answer["Location"] == address
        assert client.get(address).status_code == 200

    def test_a_wrong_answer_is_no_fresh_login(self, client, maj):
        stale(client, maj)
        refused = client.post(reverse("account_reauthenticate"), {"password": build.OTHER_PASSPHRASE})
        assert refused.status_code == 422
        assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 302

    def test_anothers_passkey_is_not_there(self, town, signed_in):
        foreign = passkey(build.assignment(town.region).user)
        assert signed_in.get(reverse("mfa_remove_webauthn", args=[foreign.pk])).status_code == 404
        assert signed_in.post(reverse("mfa_remove_webauthn", args=[foreign.pk])).status_code == 404

    def test_a_passkey_that_is_not_the_last_step_goes(self, signed_in, maj):
        key = passkey(maj.user)
        address = reverse("mfa_remove_webauthn", args=[key.pk])
        assert "Arbetsdatorn" in signed_in.get(address).content.decode()
        assert signed_in.post(address)["Location"] == reverse("people:account")
        assert [row.type for row in factors.of_user(maj.user)] == ["recovery_codes", "totp"]

    def test_a_passkey_that_is_the_last_step_stays(self, signed_in, maj):
        key = passkey(maj.user)
        Authenticator.objects.filter(user=maj.user, type="totp").delete()
        page = signed_in.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)
        assert "minst ett andra steg" in page.content.decode()
        assert factors.has_passkey(maj.user)

    @pytest.mark.parametrize("credential", ["", "{}", "not json", '{"id": "x"}', "[]", '{"id":1,"response":{}}'])
    def test_a_made_up_passkey_is_refused(self, signed_in, maj, credential):
        signed_in.get(reverse("mfa_add_webauthn"))
        answer = signed_in.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential})
        assert answer.status_code == 422
        assert not factors.has_passkey(maj.user)

    @pytest.mark.parametrize(
        "credential", ["[]", '{"id": "x"}', '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}', "{", "1"]
    )
    def test_a_made_up_passkey_does_not_sign_in(self, client, maj, credential):
        client.post(reverse("account_login"), {"login": maj.user.email, "password": build.PASSPHRASE})
        assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 422
        assert client.get(reverse("people:account")).status_code == 302

    def test_one_who_has_both_steps_is_past_the_set_up(self, signed_in):
        assert signed_in.get(reverse("people:factor_setup"))["Location"] == reverse("people:account")

    def test_a_step_set_up_elsewhere_meanwhile_must_be_shown(self, client, maj):
        """An open session with the passphrase alone is no way around the app that was added since."""
        build.sign_in(client, maj, factors=1)
        assert client.get(reverse("people:factor_setup"))["Location"] == reverse("account_login")
        assert client.get(reverse("people:account"))["Location"].startswith(reverse("account_login"))

    def test_an_account_without_a_passphrase_has_none_to_change(self, client, maj):
        with as_loader():
            maj.user.set_unusable_password()
            maj.user.save()
        build.sign_in(client, maj)
        assert client.get(reverse("account_change_password"))["Location"] == reverse("people:account")

    def test_the_picture_is_there_only_while_an_app_is_being_added(self, signed_in):
        assert signed_in.get(reverse("people:totp_qr")).status_code == 404


def passkey(user) -> Authenticator:
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "Arbetsdatorn", "credential": {}})


def stale(client, under) -> None:
    """Signed in, and seen just now, but the sign-in itself is eleven minutes old."""
    store = build.sign_in(client, under)
    store.signed_in_at -= timedelta(minutes=11)
    store.save()


class TestTheHolderIsTold:
    """A changed second step or passphrase is told by the outbox, in fixed words. [security 8]"""

    def told(self):
        with as_loader():
            return sorted(Notice.objects.filter(kind="account_changed").values_list("recipient_id", "channel"))

    def test_of_new_codes(self, client, maj):
        build.sign_in(client, maj)
        assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302

        assert self.told() == [(maj.pk, "in_app"), (maj.pk, "mail")]

    def test_of_a_passphrase_changed_before_any_assignment_is_chosen(self, maj):
        signing_in.note_passphrase(maj.user, "reset")

        assert self.told() == [(maj.pk, "in_app"), (maj.pk, "mail")]

    def test_one_without_an_assignment_in_force_is_told_by_nobody(self):
        signing_in.note_passphrase(build.user(), "reset")

        assert self.told() == []

    def test_in_words_that_say_nothing_of_anybody(self, maj):
        said = f"{kind_of('account_changed').text} {kind_of('account_changed').subject}"
        assert maj.user.email not in said
        assert str(maj.person) not in said

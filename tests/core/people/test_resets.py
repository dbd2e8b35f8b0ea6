"""A lost second factor: checked anew, approved by another, and nothing half open in between. [security 8]"""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.people import factors, services
from core.people.models import User
from core.people.sessions import SessionStore
from tests.core.people import build
from tests.core.people.codes import code_now
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def maj(town):
    build.with_app(town.maj.user)
    return town.maj


def ask(town, who, *, by=None):
    with acting_as(build.acting(by or town.ada)) as acting:
        return services.ask_for_reset(who.person, by=acting, identity_check="in_person")


def approve(reset, under):
    with acting_as(build.acting(under)) as acting:
        return services.approve_reset(reset, by=acting)


def mailed_token() -> str:
    return re.search(r"/inbjudan/([^/\s]+)/", build.deliver()[-1].body)[1]


def test_asking_alone_takes_nothing(town, maj):
    ask(town, maj)
    assert factors.has_second_factor(maj.user)
    assert build.deliver() == []


def test_the_one_who_asked_does_not_approve(town, maj):
    reset = ask(town, maj)
    with pytest.raises(PermissionDenied):
        approve(reset, town.ada)
    assert factors.has_second_factor(maj.user)


def test_nobody_resets_or_approves_for_oneself(town, maj):
    with pytest.raises(PermissionDenied):
        ask(town, town.ada)
    with pytest.raises(PermissionDenied):
        approve(ask(town, town.bo), town.bo)


def test_approval_leaves_neither_passphrase_nor_factor_nor_session(client, town, maj):
    store = build.session_of(maj.user, maj)
    reset = approve(ask(town, maj), town.bo)
    user = User.objects.get(pk=maj.user_id)
    assert (factors.of_user(user), user.has_usable_password()) == ([], False)
    assert SessionStore(store.session_key).load() == {}
    sign_in = client.post(reverse("account_login"), {"login": user.email, "password": build.PASSPHRASE})
    assert sign_in.status_code == 422
    with as_loader():
        acts = AuditEvent.objects.filter(object_id=reset.pk).order_by("number").values_list("act", flat=True)
        assert list(acts) == ["factor.reset_asked", "factor.reset"]


def test_the_mailed_link_begins_again_with_the_same_account(client, town, maj):
    approve(ask(town, maj), town.bo)
    token = mailed_token()
    assert mail.outbox[-1].to == [maj.person.email]
    assert [(one.to, one.subject) for one in mail.outbox[:-1]] == [([maj.user.email], "Inloggningen har ändrats")]
    given = {"password1": build.OTHER_PASSPHRASE, "password2": build.OTHER_PASSPHRASE}
    answer = client.post(reverse("people:accept", args=[token]), given)
    assert answer["Location"] == reverse("people:factor_setup")
    assert User.objects.get(email=maj.user.email).pk == maj.user_id
    assert client.get(reverse("core:start"))["Location"] == reverse("people:factor_setup")


def test_one_request_at_a_time_and_one_answer(town, maj):
    reset = ask(town, maj)
    with pytest.raises(Refused):
        ask(town, maj, by=town.bo)
    approve(reset, town.bo)
    with pytest.raises(WrongState):
        approve(reset, town.bo)


def test_a_refused_request_takes_nothing(town, maj):
    reset = ask(town, maj)
    with acting_as(build.acting(town.bo)) as acting:
        services.refuse_reset(reset, by=acting)
    assert factors.has_second_factor(maj.user)
    ask(town, maj)


def test_a_stale_login_resets_nothing(town, maj):
    stale = build.acting(town.ada, signed_in_ago=timedelta(minutes=11))
    with acting_as(stale) as acting, pytest.raises(Refused):
        services.ask_for_reset(maj.person, by=acting, identity_check="video")


class TestForgottenPassphrase:
    """A mailed link changes the passphrase and nothing else."""

    def order(self, client, email):
        return client.post(reverse("account_reset_password"), {"email": email})

    def link(self) -> str:
        return re.search(r"https?://[^/\s]+(/losenfras/ny/\S+)", build.deliver()[-1].body)[1]

    def test_known_and_unknown_get_the_same_answer_and_both_a_mail(self, client, maj):
        known = self.order(client, maj.user.email)
        unknown = self.order(client, "nobody@prov.example")
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert mail.outbox == []
        assert sorted(message.to for message in build.deliver()) == sorted([[maj.user.email], ["nobody@prov.example"]])
        assert mail.outbox[0].subject == mail.outbox[1].subject

    def test_the_new_passphrase_still_needs_the_second_step(self, client, maj):
        elsewhere = build.session_of(maj.user, maj)
        self.order(client, maj.user.email)
        page = client.get(self.link(), follow=True)
        address = page.redirect_chain[-1][0]
        assert "set-password" in address
        given = {"password1": build.OTHER_PASSPHRASE, "password2": build.OTHER_PASSPHRASE}
        assert client.post(address, given)["Location"] == reverse("account_reset_password_from_key_done")
        assert client.get(reverse("core:start"))["Location"].startswith(reverse("account_login"))
        assert SessionStore(elsewhere.session_key).load() == {}
        assert [row.type for row in factors.of_user(maj.user)] == ["recovery_codes", "totp"]

        sign_in = client.post(reverse("account_login"), {"login": maj.user.email, "password": build.OTHER_PASSPHRASE})
        assert sign_in["Location"] == reverse("mfa_authenticate")
        assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).status_code == 302

    def test_a_link_opens_once(self, client, maj):
        self.order(client, maj.user.email)
        link = self.link()
        address = client.get(link, follow=True).redirect_chain[-1][0]
        given = {"password1": build.OTHER_PASSPHRASE, "password2": build.OTHER_PASSPHRASE}
        client.post(address, given)
        assert "gäller inte längre" in client.get(link, follow=True).content.decode()

    def test_the_mailed_address_is_our_own_whatever_the_request_says(self, client, maj, settings):
        settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
        client.post(reverse("account_reset_password"), {"email": maj.user.email}, headers={"Host": "evil.example"})
        (message,) = build.deliver()
        assert f"{settings.BASE_URL}/losenfras/ny/" in message.body
        assert "evil.example" not in message.body

    def test_a_weak_passphrase_is_refused_with_422(self, client, maj):
        self.order(client, maj.user.email)
        address = client.get(self.link(), follow=True).redirect_chain[-1][0]
        assert client.post(address, {"password1": "kort", "password2": "kort"}).status_code == 422
        assert User.objects.get(pk=maj.user_id).check_password(build.PASSPHRASE)

    def test_a_token_of_djangos_own_making_is_no_key_to_another_account(self, client, town, maj):
        token = default_token_generator.make_token(town.bo.user)
        page = client.get(f"/losenfras/ny/{maj.user_id.hex}-{token}/", follow=True)
        assert "gäller inte längre" in page.content.decode()

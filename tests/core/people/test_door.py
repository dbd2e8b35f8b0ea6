"""The way in: passphrase, then a second step, then an assignment; the same answer for all who fail. [security 8]"""

import time

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import NoReverseMatch, reverse

from core.audit.models import AuditEvent
from core.crypto import hash_key
from core.people import limits
from core.people.models import Session
from tests.core.people import build
from tests.core.people.codes import PERIOD, code_at, code_now
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseworker():
    region = build.region()
    held = build.assignment(region, unit=build.unit(region))
    build.with_app(held.user)
    return held


def give_passphrase(client, email, passphrase=build.PASSPHRASE, **more):
    return client.post(reverse("account_login"), {"login": email, "password": passphrase, **more})


def give_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def key_of(client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def outcomes(user) -> list[tuple[str, str, str]]:
    with as_loader():
        rows = AuditEvent.objects.filter(object_id=user.pk, act__startswith="login.").order_by("number")
        return list(rows.values_list("act", "outcome", "reason"))


def test_passphrase_and_code_lead_to_work(client, caseworker):
    first = give_passphrase(client, caseworker.user.email)
    assert (first.status_code, first["Location"]) == (302, reverse("mfa_authenticate"))

    second = give_code(client, code_now())
    assert (second.status_code, second["Location"]) == (302, reverse("core:start"))
    session = Session.objects.get(user=caseworker.user, ended_at__isnull=True)
    assert (session.factors, session.assignment_id) == (2, caseworker.pk)
    assert client.get(reverse("people:sessions")).status_code == 200
    assert outcomes(caseworker.user) == [("login.succeeded", "ok", "factors_2")]


def test_the_page_that_was_asked_for_comes_after_the_second_step(client, caseworker):
    asked = client.get(reverse("people:account"))
    assert asked["Location"] == f"{reverse('account_login')}?next=%2Fkonto%2F"
    give_passphrase(client, caseworker.user.email, next=reverse("people:account"))
    assert give_code(client, code_now())["Location"] == reverse("people:account")


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client, caseworker, address):
    give_passphrase(client, caseworker.user.email, next=address)
    assert give_code(client, code_now())["Location"] == reverse("core:start")


def test_the_passphrase_alone_opens_no_page(client, caseworker):
    give_passphrase(client, caseworker.user.email)
    for name in ("core:start", "people:account", "people:sessions", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_login")), name


def test_spaces_in_a_code_do_not_matter(client, caseworker):
    give_passphrase(client, caseworker.user.email)
    code = code_now()
    assert give_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_code_opens_once(client, caseworker):
    code = code_now()
    give_passphrase(client, caseworker.user.email)
    assert give_code(client, code).status_code == 302
    client.post(reverse("account_logout"))

    give_passphrase(client, caseworker.user.email)
    again = give_code(client, code)
    assert again.status_code == 422
    assert "redan använd" in again.content.decode()


def test_emptying_the_cache_gives_no_used_code_back(client, caseworker, emptied_cache):
    code = code_now()
    give_passphrase(client, caseworker.user.email)
    give_code(client, code)
    client.post(reverse("account_logout"))
    emptied_cache()

    give_passphrase(client, caseworker.user.email)
    assert give_code(client, code).status_code == 422


def test_an_earlier_code_than_the_one_used_opens_nothing(client, caseworker):
    now = time.time()
    give_passphrase(client, caseworker.user.email)
    give_code(client, code_at(now))
    client.post(reverse("account_logout"))

    give_passphrase(client, caseworker.user.email)
    assert give_code(client, code_at(now - PERIOD)).status_code == 422


def test_a_recovery_code_opens_once(client, caseworker):
    code = build.recovery_codes(caseworker.user)[3]
    give_passphrase(client, caseworker.user.email)
    assert give_code(client, f"{code[:4]} {code[4:]}").status_code == 302
    client.post(reverse("account_logout"))

    give_passphrase(client, caseworker.user.email)
    assert give_code(client, code).status_code == 422
    assert len(build.recovery_codes(caseworker.user)) == 9


def test_a_wrong_code_is_told_and_logged(client, caseworker):
    give_passphrase(client, caseworker.user.email)
    answer = give_code(client, "000000" if code_now() != "000000" else "111111")
    assert answer.status_code == 422
    assert "Koden stämmer inte" in answer.content.decode()


def test_every_failure_is_logged_with_the_account_or_none(client, caseworker):
    give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE)
    give_passphrase(client, "nobody@prov.example", build.OTHER_PASSPHRASE)
    give_passphrase(client, caseworker.user.email)
    give_code(client, "000000" if code_now() != "000000" else "111111")
    assert outcomes(caseworker.user) == [("login.failed", "refused", "passphrase"), ("login.failed", "refused", "code")]
    with as_loader():
        assert AuditEvent.objects.filter(act="login.failed", object_id__isnull=True).count() == 1
        written = " ".join(str(row) for row in AuditEvent.objects.values_list())
    assert "@" not in written


def test_the_way_out_is_logged(client, caseworker):
    build.sign_in(client, caseworker)
    client.post(reverse("account_logout"))
    assert outcomes(caseworker.user) == [("login.ended", "ok", "")]


def test_the_address_is_the_same_in_any_case(client, caseworker):
    assert give_passphrase(client, caseworker.user.email.upper())["Location"] == reverse("mfa_authenticate")


def without_token(answer) -> str:
    """The page but for what differs between any two answers."""
    lines = answer.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line and "@" not in line)


def test_unknown_shut_and_wrong_answer_alike(client, caseworker):
    shut = build.user()
    with as_loader():
        shut.is_active = False
        shut.save()
    invited = build.user(passphrase=None)
    wrong = give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE)
    answers = [
        give_passphrase(client, "nobody@prov.example"),
        give_passphrase(client, shut.email),
        give_passphrase(client, invited.email),
    ]
    assert wrong.status_code == 422
    for answer in answers:
        assert answer.status_code == 422
        assert without_token(answer) == without_token(wrong)
        assert lasting(answer) == lasting(wrong)


def lasting(answer) -> dict[str, str]:
    """The headers but for the request's own name and the time of day."""
    passing = {"X-Request-ID", "Content-Length", "Expires"}
    return {name: value for name, value in answer.headers.items() if name not in passing}


def test_an_unknown_account_costs_a_passphrase_check_too(client, caseworker, monkeypatch):
    work = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a, **k: work.append(1) or encode(*a, **k))
    spent = []
    for email in (caseworker.user.email, "nobody@prov.example"):
        work.clear()
        give_passphrase(client, email, build.OTHER_PASSPHRASE)
        spent.append(len(work))
    assert spent[0] == spent[1] == 1


def test_what_was_typed_stays_but_the_passphrase(client, caseworker):
    page = give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE).content.decode()
    assert f'value="{caseworker.user.email}"' in page
    assert build.OTHER_PASSPHRASE not in page


def test_each_failure_makes_the_wait_longer(client, caseworker, monkeypatch):
    moment, waits, failures = [time.time()], [], 0
    monkeypatch.setattr(time, "time", lambda: moment[0])
    while failures < 5:
        answer = give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE)
        if answer.status_code == 429:
            waits.append(int(answer["Retry-After"]))
            moment[0] += waits[-1]
        else:
            failures += 1
    last = int(give_passphrase(client, caseworker.user.email)["Retry-After"])
    told = [reason for act, _outcome, reason in outcomes(caseworker.user) if act == "login.failed"]
    assert told == ["passphrase", *["passphrase.waits"] * 4]
    assert waits == [pause for pause in limits.PAUSES if pause]
    assert waits == sorted(waits)
    assert waits[-1] < last <= 15 * 60


def test_the_page_says_how_long_and_keeps_the_address(client, caseworker):
    for _ in range(2):
        give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE)
    held_back = give_passphrase(client, caseworker.user.email)
    page = held_back.content.decode()
    assert (held_back.status_code, held_back["Retry-After"]) == (429, "5")
    assert "Försök igen om 5 sekunder." in page
    assert f'value="{caseworker.user.email}"' in page


def test_five_failures_wait_out_the_quarter_of_an_hour(client, caseworker, monkeypatch):
    moment = [time.time()]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    for _ in range(5):
        assert give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE).status_code == 422
        moment[0] += 61
    held_back = give_passphrase(client, caseworker.user.email)
    assert held_back.status_code == 429
    assert 500 < int(held_back["Retry-After"]) <= 900

    moment[0] += 901
    assert give_passphrase(client, caseworker.user.email)["Location"] == reverse("mfa_authenticate")


def test_the_right_passphrase_too_soon_is_not_even_tried(client, caseworker):
    for _ in range(2):
        give_passphrase(client, caseworker.user.email, build.OTHER_PASSPHRASE)
    assert give_passphrase(client, caseworker.user.email).status_code == 429


def test_an_address_waits_whatever_the_account(client, monkeypatch):
    moment = [time.time()]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    for number in range(20):
        moment[0] += 3
        assert give_passphrase(client, f"nobody{number}@prov.example").status_code == 422
    assert give_passphrase(client, "somebody.else@prov.example").status_code == 429


def test_wrong_codes_are_held_back_too(client, caseworker):
    give_passphrase(client, caseworker.user.email)
    wrong = "000000" if code_now() != "000000" else "111111"
    assert [give_code(client, wrong).status_code for _ in range(3)] == [422, 422, 429]


def test_signing_in_gives_a_new_key_each_time(client, caseworker):
    """A key that somebody planted before opens nothing afterwards."""
    give_passphrase(client, caseworker.user.email)
    before = key_of(client)
    give_code(client, code_now())
    after = key_of(client)
    assert before != after
    assert Session.objects.get(pk=hash_key(before)).ended_at is not None


def test_a_key_that_the_browser_made_up_is_not_taken(client, caseworker):
    planted = "a" * 32
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    give_passphrase(client, caseworker.user.email)
    assert key_of(client) != planted
    assert not Session.objects.filter(pk=hash_key(planted)).exists()


def test_signing_out_ends_it_and_clears_the_browser(client, caseworker):
    build.sign_in(client, caseworker)
    key = key_of(client)
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == reverse("people:signed_out")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get(reverse("people:account"))["Location"].startswith(reverse("account_login"))


def test_a_link_signs_nobody_out(client, caseworker):
    build.sign_in(client, caseworker)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("people:account")).status_code == 200


@pytest.mark.parametrize(
    "address", ["/accounts/signup/", "/signup/", "/konto/epost/", "/accounts/login/", "/konto/passnyckel/login/"]
)
def test_there_is_no_other_door(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "mfa_login_webauthn", "account_inactive"])
def test_what_is_not_needed_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)

"""How long a sign-in lives, and what ends it. [security 8]"""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.urls import reverse
from django.utils import timezone

from core.crypto import hash_key
from core.people import signing_in
from core.people.models import Session
from core.people.sessions import SessionStore
from core.people.tasks import clear_sessions
from tests.core.people import build
from tests.core.people.codes import code_now
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/konto/"}


@pytest.fixture
def caseworker():
    region = build.region()
    return build.assignment(region, unit=build.unit(region))


@pytest.fixture
def signed_in(client, caseworker):
    build.sign_in(client, caseworker)
    return client


def after(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def test_the_table_knows_neither_key_nor_content(caseworker):
    store = build.session_of(caseworker.user, caseworker)
    row = Session.objects.get(user=caseworker.user)
    assert row.pk == hash_key(store.session_key) != store.session_key
    assert store.session_key not in row.session_data
    assert str(caseworker.user_id) not in row.session_data
    assert SessionStore(row.pk).load() == {}


def test_one_statement_opens_a_session(caseworker, django_assert_num_queries):
    key = build.session_of(caseworker.user, caseworker).session_key
    store = SessionStore(key)
    with django_assert_num_queries(1):
        store.open()
    assert (store.user, store.acting.assignment_id, store.acting.region_id) == (
        caseworker.user,
        caseworker.pk,
        caseworker.region_id,
    )
    assert (store.acting.person_name, store.acting.unit_name) == ("Maj Ek", "Barnenheten")


@pytest.mark.parametrize(("minutes", "lives"), [(14.9, True), (15, False), (60, False)])
def test_fifteen_idle_minutes_end_it(signed_in, minutes, lives):
    with after(minutes=minutes):
        answer = signed_in.get(reverse("people:account"))
    assert (answer.status_code == 200) is lives
    if not lives:
        assert answer["Location"] == "/logga-in/?next=%2Fkonto%2F&orsak=idle"


def test_ten_hours_end_it_however_active(signed_in, caseworker):
    start = timezone.now()
    for minutes in range(10, 600, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert signed_in.get(reverse("people:account")).status_code == 200, minutes
    with time_machine.travel(start + timedelta(minutes=600), tick=False):
        assert signed_in.get(reverse("people:account"))["Location"].endswith("orsak=old")


def test_a_change_of_assignment_does_not_lengthen_the_ten_hours(client, caseworker):
    other = build.assignment(caseworker.region, who=caseworker.user, person=caseworker.person, unit=caseworker.unit)
    store = build.sign_in(client, caseworker)
    with after(minutes=5):
        client.post(reverse("people:switch"), {"assignment": str(other.pk)})
    rows = Session.objects.filter(user=caseworker.user, ended_at__isnull=True)
    assert [row.started_at for row in rows] == [store.started_at]


def test_the_sign_in_page_says_why(signed_in):
    with after(minutes=16):
        page = signed_in.get(reverse("people:account"), follow=True)
    assert "inaktiv i 15 minuter" in page.content.decode()


def test_what_a_script_asks_by_itself_keeps_no_session_alive(signed_in):
    start = timezone.now()
    for minutes in range(2, 15, 2):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert signed_in.get(reverse("people:account"), headers={"X-Automatic": "1"}).status_code == 200
    with time_machine.travel(start + timedelta(minutes=15), tick=False):
        assert signed_in.get(reverse("people:account")).status_code == 302


def test_last_seen_is_written_at_most_once_a_minute(signed_in, caseworker):
    start = timezone.now()
    seen = []
    for seconds in (20, 40, 65, 90, 130):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            signed_in.get(reverse("people:account"))
        seen.append(Session.objects.get(user=caseworker.user).last_seen_at)
    assert seen[0] == seen[1] < seen[2] == seen[3] < seen[4]


def test_htmx_is_told_to_leave_the_page(signed_in):
    with after(minutes=16):
        answer = signed_in.get(reverse("people:sessions"), headers=HTMX)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["HX-Redirect"] == "/logga-in/?next=%2Fkonto%2F&orsak=idle"


def test_an_automatic_save_is_refused_with_401(signed_in):
    with after(minutes=16):
        answer = signed_in.post(reverse("people:switch"), {}, headers={"X-Autosave": "1"})
    assert answer.status_code == 401


def test_htmx_before_the_second_factor_leaves_the_page_too(client, caseworker):
    build.sign_in(client, caseworker, factors=1)
    answer = client.get(reverse("people:account"), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("people:factor_setup"))


def test_a_third_sign_in_ends_the_oldest(caseworker):
    start = timezone.now()
    stores = []
    for minutes in (0, 1, 2):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            stores.append(build.session_of(caseworker.user, caseworker))
            signing_in.end_surplus(caseworker.user_id, keep=stores[-1])
    with time_machine.travel(start + timedelta(minutes=3), tick=False):
        lives = [bool(SessionStore(store.session_key).load()) for store in stores]
    assert lives == [False, True, True]


def test_an_assignment_that_ends_ends_the_session_on_the_next_request(signed_in, caseworker):
    assert signed_in.get(reverse("people:account")).status_code == 200
    with as_loader():
        caseworker.valid_to = timezone.localdate() - timedelta(days=1)
        caseworker.save()
    answer = signed_in.get(reverse("people:account"))
    assert answer["Location"] == "/logga-in/?next=%2Fkonto%2F&orsak=ended"
    assert signed_in.get(reverse("people:account"), headers=HTMX).status_code == 401


def test_an_account_that_is_shut_ends_the_session(signed_in, caseworker):
    with as_loader():
        caseworker.user.is_active = False
        caseworker.user.save()
    assert signed_in.get(reverse("people:account")).status_code == 302


def test_a_new_passphrase_ends_every_other_session(client, caseworker):
    elsewhere = build.session_of(caseworker.user, caseworker)
    here = build.sign_in(client, caseworker)
    answer = client.post(
        reverse("account_change_password"),
        {
            "oldpassword": build.PASSPHRASE,
            "password1": build.OTHER_PASSPHRASE,
            "password2": build.OTHER_PASSPHRASE,
        },
    )
    assert answer["Location"] == reverse("people:account")
    assert SessionStore(elsewhere.session_key).load() == {}
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != here.session_key
    assert client.get(reverse("people:account")).status_code == 200


def test_one_sees_and_ends_ones_own_sessions_only(client, caseworker):
    build.sign_in(client, caseworker)
    own = hash_key(build.session_of(caseworker.user, caseworker).session_key)
    stranger = build.assignment(caseworker.region, unit=caseworker.unit)
    foreign = hash_key(build.session_of(stranger.user, stranger).session_key)

    page = client.get(reverse("people:sessions")).content.decode()
    assert own in page
    assert foreign not in page
    assert client.post(reverse("people:session_end", args=[foreign])).status_code == 404
    assert client.post(reverse("people:session_end", args=[own])).status_code == 302
    assert [Session.objects.get(pk=key).ended_at is None for key in (own, foreign)] == [False, True]


def test_ending_the_session_one_sits_in_leads_out(client, caseworker):
    here = build.sign_in(client, caseworker)
    answer = client.post(reverse("people:session_end", args=[hash_key(here.session_key)]))
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    client.cookies[settings.SESSION_COOKIE_NAME] = here.session_key
    assert client.get(reverse("people:account"))["Location"].endswith("orsak=ended")


def test_content_that_cannot_be_read_opens_nothing(signed_in, caseworker):
    Session.objects.filter(user=caseworker.user).update(session_data="x")
    assert signed_in.get(reverse("people:account")).status_code == 302


def test_content_moved_to_anothers_row_opens_nothing(client, caseworker):
    """Whoever can write rows but has no key cannot make one session into another person's."""
    stranger = build.assignment(caseworker.region, unit=caseworker.unit)
    build.session_of(stranger.user, stranger)
    mine = build.sign_in(client, caseworker)
    Session.objects.filter(pk=hash_key(mine.session_key)).update(user=stranger.user, assignment=stranger)
    assert client.get(reverse("people:account")).status_code == 302


def test_the_key_in_the_address_of_a_session_opens_nothing(client, caseworker):
    listed = hash_key(build.session_of(caseworker.user, caseworker).session_key)
    client.cookies[settings.SESSION_COOKIE_NAME] = listed
    assert client.get(reverse("people:account")).status_code == 302


def test_a_session_that_ended_while_the_request_ran_is_not_raised_again(caseworker):
    store = build.session_of(caseworker.user, caseworker)
    late = SessionStore(store.session_key)
    late.open()
    late["more"] = "1"
    store.delete()
    with pytest.raises(UpdateError):
        late.save()
    assert SessionStore(store.session_key).load() == {}


def test_what_ended_a_month_ago_is_forgotten_by_the_worker(caseworker):
    with time_machine.travel(timezone.now() - timedelta(days=31), tick=False):
        old = build.session_of(caseworker.user, caseworker)
    new = build.session_of(caseworker.user, caseworker)
    with as_role("bus_worker"):
        assert clear_sessions() == 1
        assert clear_sessions() == 0
    assert list(Session.objects.values_list("pk", flat=True)) == [hash_key(new.session_key)]
    assert hash_key(old.session_key) != hash_key(new.session_key)


class TestAssignments:
    @pytest.fixture
    def two(self):
        first = build.assignment(build.region("ett"), unit=None)
        second = build.assignment(build.region("tva"), who=first.user)
        return first, second

    def test_one_who_holds_several_chooses(self, client, two):
        first = two[0]
        build.with_app(first.user)
        client.post(reverse("account_login"), {"login": first.user.email, "password": build.PASSPHRASE})
        answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})
        assert answer["Location"] == reverse("people:choose")
        page = client.get(reverse("people:choose")).content.decode()
        assert [str(one.pk) in page for one in two] == [True, True]

    def test_before_the_choice_only_ones_own_account_opens(self, client, two):
        build_session(client, two[0].user)
        assert client.get(reverse("core:start"))["Location"] == "/uppdrag/valj/?next=%2F"
        assert client.get(reverse("people:person_list"))["Location"].startswith("/uppdrag/valj/")
        assert client.get(reverse("people:account")).status_code == 200

    def test_the_choice_gives_a_new_key_and_the_role(self, client, two):
        before = build_session(client, two[0].user)
        answer = client.post(reverse("people:switch"), {"assignment": str(two[1].pk), "next": "/konto/"})
        assert answer["Location"] == "/konto/"
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert key != before.session_key
        store = SessionStore(key)
        store.open()
        assert (store.acting.assignment_id, store.acting.region_code) == (two[1].pk, "tva")
        assert SessionStore(before.session_key).load() == {}

    def test_nobody_takes_anothers_assignment(self, client, two):
        build_session(client, two[0].user)
        foreign = build.assignment(two[0].region)
        assert client.post(reverse("people:switch"), {"assignment": str(foreign.pk)}).status_code == 404
        assert client.post(reverse("people:switch"), {"assignment": "x"}).status_code == 404

    def test_nobody_takes_an_assignment_that_is_not_in_force(self, client, two):
        build_session(client, two[0].user)
        with as_loader():
            two[1].valid_from, two[1].valid_to = date(2020, 1, 1), date(2020, 6, 30)
            two[1].save()
        assert client.post(reverse("people:switch"), {"assignment": str(two[1].pk)}).status_code == 404

    def test_a_get_changes_no_assignment(self, client, two):
        build_session(client, two[0].user)
        assert client.get(reverse("people:switch"), {"assignment": str(two[1].pk)}).status_code == 405


def build_session(client, user) -> SessionStore:
    store = build.session_of(user)
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return store

"""A request is answered within a month; more time is told of in time, once, and never more than two months. [DL-57]"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import clock, obligations
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from core.roles import Role
from core.workdays import add_months
from sip.extracts import building, deadlines, policies, services
from sip.extracts.models import Extract
from tests.core.obligations.build import day
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.sip.extracts import town as e
from tests.sip.extracts.test_pages import browser
from tests.sip.retention import town as r
from tests.sip.walk import page, send, words


@pytest.fixture
def today():
    return clock.today()


def asked(town, child, on: date, *, kind="register"):
    with r.officer(town, "first") as by:
        return building.build(child.pk, by=by, kind=kind, guardian_id=None, asked_on=on)


def stands(extract) -> Obligation:
    with as_loader():
        return Obligation.objects.get(subject_id=extract.pk)


def extend(town, extract, *, who="first", **facts):
    given = {"until": add_months(extract.asked_on, 3), "told_on": clock.today(), "reason": "complex", **facts}
    with r.officer(town, who) as by:
        return services.extend_time(extract, by=by, **given)


@pytest.mark.parametrize("ended", ["handed_out", "refused"])
def test_a_request_is_met_when_it_is_given_or_refused(town, child, today, ended):
    extract = asked(town, child, today)
    running = stands(extract)
    assert (running.status, running.started_on, running.due_on) == ("pending", today, add_months(today, 1))
    assert (running.owner_id, running.subject_code) == (town.assignments["first"].pk, extract.code)
    if ended == "refused":
        with r.officer(town, "second") as by:
            services.refuse(extract, by=by, reason="harm", words="")
    else:
        done = e.passed(town, extract)
        with r.officer(town, "first") as by:
            services.hand_out(done, by=by, manner="in_person", on=today)
    assert stands(extract).status == "met"


def test_what_is_taken_back_is_owed_no_more_and_another_is_counted_from_the_same_request(town, child, today):
    extract = asked(town, child, today)
    with r.officer(town, "first") as by:
        services.revoke(extract, by=by, reason="outdated", words="")
    assert stands(extract).status == "waived"
    assert stands(asked(town, child, today)).status == "pending"


def swept() -> None:
    with as_role("bus_worker"):
        obligations.sweep(clock.now(), wake=False)


def told_of(extract, kind: str) -> set:
    with as_loader():
        found = Notice.objects.filter(obligation_id=stands(extract).pk, kind=kind)
        return set(found.values_list("recipient_id", flat=True))


def test_a_late_request_is_told_to_the_principals_officers_and_stands_first_for_the_colleague(town, child, today):
    extract = asked(town, child, add_months(today, -2))
    assert stands(extract).status == "breached"
    assert told_of(extract, "deadline_breached") == {town.assignments[who].pk for who in ("first", "second", "records")}
    own, other = (words(page(browser(town, who), "/")) for who in ("first", "second"))
    assert "Besvara begäran om utdrag" in own
    assert f"Läs utdraget {extract.code}" not in own
    assert f"Läs utdraget {extract.code}" in other
    assert extract.code not in words(page(browser(town, "other"), "/"))  # another principal's officer


def test_when_who_took_the_request_has_left_the_others_owe_it_and_are_told_in_time(town, child, today):
    extract = asked(town, child, today)
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["first"].pk).update(valid_to=today)
    others = {town.assignments[who].pk for who in ("second", "records")}
    with day(add_months(today, 1) - timedelta(days=7)):
        swept()
        assert told_of(extract, "deadline_warned") == others
        start = words(page(browser(town, "second"), "/"))
        assert "Besvara begäran om utdrag" in start
        assert f"Läs utdraget {extract.code}" not in start  # one line of it
        assert extract.code not in words(page(browser(town, "other"), "/"))
    with day(add_months(today, 1) + timedelta(days=1)):
        swept()
        assert told_of(extract, "deadline_breached") == others


def test_where_nobody_holds_the_role_the_regions_administrator_is_told_and_opens_nothing(town, child, today):
    extract = asked(town, child, today)
    with as_loader():
        officers = RoleAssignment.objects.filter(role="records_officer", principal=town.city)
        officers.update(valid_to=today)
    due, admin = add_months(today, 1), {town.assignments["admin"].pk}
    with day(due - timedelta(days=7)):
        swept()
        assert told_of(extract, "deadline_warned") == admin
        client = browser(town, "admin")
        start = page(client, "/")
        assert "Se till att en arkivansvarig utses, en begäran om utdrag väntar" in words(start)
        assert start.count('class="duty"') == 1
        assert f"{extract.code} , {town.city.name}" in words(start)
        assert reverse("people:person_list") in start
        assert [text for text in (str(extract.pk), child.given_name, child.family_name) if text in start] == []
        assert client.get(extract.get_absolute_url()).status_code == 404
        assert extract.code not in words(page(browser(town, "other"), "/"))  # another principal's officer
    with day(due + timedelta(days=1)):
        swept()
        assert told_of(extract, "deadline_breached") == admin
        with as_loader():
            b.make_assignment(town.region, Role.RECORDS_OFFICER, "Nya Arkiv", principal=town.city)
        assert "arkivansvarig utses" not in words(page(browser(town, "admin"), "/"))


def test_more_time_is_told_once_within_the_month_and_for_two_months_at_most(town, child, today):
    extract = asked(town, child, today)
    for facts, field in (
        ({"until": add_months(today, 1)}, "until"),
        ({"until": add_months(today, 4)}, "until"),
        ({"told_on": add_months(today, 1)}, "told_on"),
        ({"told_on": add_months(today, -1)}, "told_on"),
    ):
        with pytest.raises(Refused) as refused:
            extend(town, extract, **facts)
        assert refused.value.field == field
    url = reverse("sip:extract_extend", args=[extract.pk])
    assert browser(town, "other").get(url).status_code == 404
    client = browser(town, "second")
    assert url in page(client, extract.get_absolute_url())
    until = add_months(today, 3)
    send(client, url, {"until": until.isoformat(), "told_on": today.isoformat(), "reason": "many_requests"})
    assert (stands(extract).due_on, stands(extract).status) == (until, "pending")
    assert "Fristen förlängdes" in words(page(client, extract.get_absolute_url()))
    with pytest.raises(WrongState, match="redan förlängd"):
        extend(town, extract)


def test_what_was_not_told_within_the_first_month_is_late_and_stays_so(town, child, today):
    extract = asked(town, child, add_months(today, -2))
    with pytest.raises(Refused, match="senast"):
        extend(town, extract, until=add_months(today, 1))
    extend(town, extract, until=add_months(today, 1), told_on=extract.asked_on)  # told in time, written down late
    assert stands(extract).status in {"pending", "due_soon"}
    with day(add_months(today, 2)), pytest.raises(WrongState):
        extend(town, extract)


def test_what_goes_to_the_archive_was_asked_for_by_nobody(town, today):
    archive = Extract(region_id=town.region.pk, kind="archive", receiver="archive", code="A", asked_on=today)
    archive.principal_id = town.city.pk
    with r.officer(town, "first") as by:
        deadlines.start(archive, by=by)
        assert not policies.can_extend(by, archive)
        assert deadlines.running(archive) is None

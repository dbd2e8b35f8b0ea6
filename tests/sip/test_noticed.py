"""The day the need was noticed is set right: with a reason, kept, and the clock counts from it. [domain 5, DL-01]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.verifying import differences
from core.regions.models import RegionProfile
from core.ui import dates
from sip.cases import services
from sip.cases.noticed import correct_noticed
from sip.models import CaseNoticed, ForumCase
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w

WHY = "MÄRKE-SKÄL Mötet i matsalen var veckan innan."


def ago(days: int):
    return clock.today() - timedelta(days=days)


@pytest.fixture
def case(town) -> ForumCase:
    return t.raised(town, noticed=ago(3))


def correct(town, case, to, *, who="teacher", reason=WHY) -> ForumCase:
    with acting_as(getattr(town, who)) as by:
        return correct_noticed(case, by=by, noticed_on=to, reason=reason)


def clocks_of(case) -> list[Obligation]:
    with as_loader():
        return [*Obligation.objects.filter(case_id=case.pk, code="DL-01").order_by("created_at")]


def told(obligation) -> list[str]:
    with as_loader():
        events = ObligationEvent.objects.filter(obligation_id=obligation.pk).order_by("sequence")
        return [event.kind for event in events]


@pytest.mark.parametrize("who", ["teacher", "convenor"])
def test_a_running_clock_counts_from_the_right_day_and_keeps_what_has_happened(town, case, who):
    corrected = correct(town, case, ago(8), who=who)

    assert corrected.need_noticed_on == ago(8)
    [running] = clocks_of(case)
    assert (running.started_on, running.due_on, running.status) == (ago(8), ago(8) + timedelta(14), "pending")
    assert told(running) == ["started", "corrected"]
    with as_loader():
        [row] = CaseNoticed.objects.filter(case_id=case.pk)
    assert (row.previous_on, row.noticed_on, row.reason) == (ago(3), ago(8), WHY)
    assert "case.noticed_corrected" in acts_of(case)


def test_a_day_long_ago_makes_the_clock_late_and_it_is_said_at_once(town, case):
    correct(town, case, ago(30))

    [running] = clocks_of(case)
    assert running.status == "breached"
    assert told(running)[:2] == ["started", "corrected"]
    assert "breached" in told(running)


def test_what_the_call_ended_is_judged_anew_counted_once_and_keeps_what_was_judged_before(town, case):
    t.called(town, case, is_deidentified=True)
    [before] = clocks_of(case)
    correct(town, case, ago(20), who="convenor")

    [judged] = clocks_of(case)  # one obligation, one row in every figure
    assert (before.pk, before.status, before.started_on) == (judged.pk, "met", ago(3))
    assert (judged.status, judged.started_on, judged.ended_on) == ("met_late", ago(20), clock.today())
    assert told(judged) == ["started", "met", "corrected"]  # nothing is told of what has been done
    with as_loader():
        events = [*ObligationEvent.objects.filter(obligation_id=judged.pk).order_by("sequence")]
        assert events[-1].data == {"was": "met", "seal": before.verdict_hash}
        assert differences(judged, events) == []
    assert "dessförinnan klar i tid" in w.words(
        w.page(w.as_person(town, "convenor"), reverse("obligations:certificate", args=[judged.pk]))
    )


@pytest.mark.parametrize(
    ("to", "reason", "field"),
    [(3, WHY, "noticed_on"), (-1, WHY, "noticed_on"), (5000, WHY, "noticed_on"), (8, " ", "reason"),
     (8, "Elsa mådde dåligt.", "reason"), (8, "Gäller 900101-9802.", "reason")],
)  # fmt: skip
def test_a_day_that_cannot_be_and_a_reason_that_tells_who_are_refused(town, case, to, reason, field):
    with pytest.raises(Refused) as refused:
        correct(town, case, ago(to), reason=reason)
    assert refused.value.field == field
    assert [one.started_on for one in clocks_of(case)] == [ago(3)]


def test_nobody_else_sets_the_day_right_and_not_when_the_case_has_ended(town, case):
    for who in ("head", "colleague", "chair", "bup_manager", "other_convenor"):
        with pytest.raises(PermissionDenied):
            correct(town, case, ago(8), who=who)
    with acting_as(town.convenor) as by:
        services.withdraw_case(case, by=by, reason="party")
    with pytest.raises(WrongState):
        correct(town, case, ago(8))
    with as_loader():
        assert not CaseNoticed.objects.exists()


def test_the_database_moves_the_day_by_such_a_row_alone(town, case):
    row = {"region_id": case.region_id, "case_id": case.pk, "noticed_on": ago(8), "reason": "x"}
    tries = [
        (town.head, {"previous_on": ago(3), "corrected_by": town.assignments["head"]}),  # did not raise it
        (town.teacher, {"previous_on": ago(3), "corrected_by": town.assignments["convenor"]}),  # in another's name
        (town.teacher, {"previous_on": ago(4), "corrected_by": town.assignments["teacher"]}),  # not what stands
    ]
    for who, facts in tries:
        with acting_as(who), pytest.raises(Error), transaction.atomic():
            CaseNoticed.objects.create(**row, **facts)
    with acting_as(town.convenor), pytest.raises(Error), transaction.atomic():
        ForumCase.objects.filter(pk=case.pk).update(need_noticed_on=ago(8))


def test_the_page_takes_the_last_day_from_the_clock_and_tells_what_was_corrected(town, case):
    client = w.as_person(town, "teacher")
    url = reverse("sip:case_noticed", args=[case.pk])
    assert url in w.page(client, case.get_absolute_url())
    answer = client.post(url, {**w.key(), "noticed_on": ago(9).isoformat(), "reason": ""})
    assert answer.status_code == 422
    w.send(client, url, {"noticed_on": ago(9).isoformat(), "reason": WHY})

    with as_loader():  # another day was promised since: the page must not count for itself
        Obligation.objects.filter(case_id=case.pk).update(due_on=clock.today() + timedelta(days=2))
    page = w.words(w.page(client, case.get_absolute_url()))
    assert dates.weekday(clock.today() + timedelta(days=2)) in page
    assert f"förut {dates.day(ago(3))}: {WHY}" in page
    assert "Startdagen rättades" in page


def test_where_the_region_counts_from_the_day_the_case_was_raised_the_clock_does_so_too(town):
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data["forum_clock_start"] = "raised"
        profile.save(update_fields=["data"])
    case = t.raised(town, noticed=ago(20))

    [running] = clocks_of(case)
    assert (running.started_on, running.due_on) == (clock.today(), clock.today() + timedelta(14))
    page = w.as_person(town, "teacher")
    asked = w.page(page, reverse("sip:raise_step", args=[t.child_of(town).pk, "behov"]))
    assert "De två veckorna räknas från den dag ärendet väcks." in asked
    url = reverse("sip:case_noticed", args=[case.pk])
    assert "De ändras inte när dagen rättas." in w.page(page, url)
    assert "0 av 14 dagar har gått" in w.words(w.page(page, case.get_absolute_url()))
    w.send(page, url, {"noticed_on": ago(10).isoformat(), "reason": WHY})
    [running] = clocks_of(case)
    assert (running.started_on, told(running)) == (clock.today(), ["started"])
    with as_loader():
        assert ForumCase.objects.get(pk=case.pk).need_noticed_on == ago(10)

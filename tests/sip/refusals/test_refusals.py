"""A no to a plan is kept with the plan, words and all; outside it only a pattern is known. [F76, P-42, security 7]"""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused, WrongState
from sip.models import PlanInvitation, PlanMeeting, PlanOffer, Refusal
from sip.plans.services import starting
from sip.refusals.figures import figures
from sip.refusals.services import note_refusal
from sip.surveys.figures import last_finished
from tests.database import as_loader
from tests.groups import build as b
from tests.sip.plans import town as p
from tests.sip.town import make_town
from tests.sip.walk import as_person, page, words

pytestmark = pytest.mark.django_db
URL = reverse("sip:refusal_pattern")
SAID = "MÄRKE-ORD De har inte tid med Elsa."


def noted(town, plan, *, by=None, **facts) -> Refusal:
    by = by or town.teacher
    said = {"unit": town.bup, "refused_to": "take_part", "reason": "not_ours", "on": clock.today(), "words": SAID}
    with acting_as(by):
        return note_refusal(plan, by=by, **said | facts)


def test_a_no_is_noted_with_its_words_and_the_log_has_the_code_alone():
    town, plan = p.until("offered")

    row = noted(town, plan)

    assert (row.unit, row.reason, row.words, row.noted_by_id) == (
        town.bup, "not_ours", SAID, town.teacher.assignment_id,
    )  # fmt: skip
    with as_loader():
        said = AuditEvent.objects.get(act="plan.refused_by_unit")
    assert (said.object_id, said.case_id, said.reason) == (row.pk, plan.pk, "not_ours")


def test_an_impossible_day_and_a_reason_without_words_are_refused():
    town, plan = p.until("offered")

    for facts, field in (
        ({"on": clock.today() + timedelta(days=1)}, "on"),
        ({"on": clock.today() - timedelta(days=4)}, "on"),
        ({"reason": "other", "words": " "}, "words"),
    ):
        with pytest.raises(Refused) as refused:
            noted(town, plan, **facts)
        assert refused.value.field == field

    with as_loader():
        assert Refusal.objects.count() == 0


def test_the_own_unit_a_stranger_and_an_ended_plan_are_refused():
    town, plan = p.until("need_identified")

    with pytest.raises(Refused):
        noted(town, plan, unit=town.school)
    with pytest.raises(PermissionDenied):
        noted(town, plan, by=town.bup_worker)
    with pytest.raises(PermissionDenied):
        noted(town, plan, by=town.head)
    with acting_as(town.teacher):
        starting.leave_out(plan, by=town.teacher, reason="cooperation")
    with pytest.raises(WrongState):
        noted(town, plan)


def test_the_plan_shows_the_no_to_those_who_have_it_and_keeps_what_was_typed_when_refused():
    town, plan = p.until("offered")
    teacher, url = as_person(town, "teacher"), reverse("sip:refusal_note", args=[plan.pk])
    sent = {"unit": town.bup.pk, "refused_to": "begin", "reason": "other", "words": "", "on": clock.today()}

    refused = teacher.post(url, sent)
    assert refused.status_code == 422
    assert "Skriv vilket skälet var." in words(refused.content.decode())
    assert teacher.post(url, {**sent, "words": SAID}).status_code == 302

    told = words(page(teacher, plan.get_absolute_url()))
    assert "BUP Norr säger nej: att börja en sip" in told
    assert SAID in told
    assert as_person(town, "bup_worker").get(plan.get_absolute_url()).status_code == 404


def test_the_reason_of_a_family_is_a_code_and_may_be_left_unsaid():
    town, plan = p.until("offered")
    url = reverse("sip:plan_decline", args=[plan.pk])
    sent = {"answered_by": "guardians", "on": clock.today(), "reason_code": "not_now", "reason": SAID}

    assert as_person(town, "teacher").post(url, sent).status_code == 302

    with as_loader():
        assert list(PlanOffer.objects.values_list("reason_code", "reason")) == [("not_now", SAID)]
    assert "Orkar inte just nu" in words(page(as_person(town, "teacher"), plan.get_absolute_url()))


@pytest.fixture
def before():
    return last_finished(clock.today())


@pytest.fixture
def told(before):
    """(town, say): `say(unit, reason, n)` are so many rows of the loader's in the half-year that ended."""
    town, plan = p.until("consented")
    by = town.assignments["teacher"]

    def say(unit, reason: str, n: int, *, on=before) -> None:
        with as_loader():
            Refusal.objects.bulk_create(
                Refusal(
                    region=town.region, case_id=plan.pk, unit=unit, refused_to="take_part", reason=reason, words=SAID,
                    refused_on=on, noted_by=by,
                )
                for _number in range(n)
            )  # fmt: skip

    return town, plan, say


def seen(acting) -> dict:
    with acting_as(acting):
        return {(one.who, one.axis, one.key): one.number for one in figures(acting)}


def test_a_call_answered_with_no_and_a_family_s_no_are_counted_with_what_was_noted(told, before):
    town, plan, say = told
    say(town.bup, "no_time", 4)
    at = timezone.make_aware(datetime(before.year, before.month, 9, 12))
    with as_loader():
        meeting = PlanMeeting.objects.create(
            region=town.region, case_id=plan.pk, number=1, kind="planning", question="?", starts_at=at, place="Rum 3",
            called_by=town.assignments["teacher"], status="cancelled",
        )  # fmt: skip
        PlanInvitation.objects.create(
            region=town.region, case_id=plan.pk, meeting=meeting, unit=town.bup, has_mandate=True, reply="no",
            assignment=town.assignments["bup_worker"], refusal_reason="no_time", replied_at=at,
        )  # fmt: skip
        for code in ("", "", "", "", "", "not_now", "not_now", "not_now", "not_now", "not_now"):
            PlanOffer.objects.create(
                region=town.region, case_id=plan.pk, unit=town.school, offered_on=before, answer="no",
                answered_on=before, answered_by="child", reason_code=code, offered_by=town.assignments["teacher"],
            )  # fmt: skip

    assert seen(town.secretary) == {
        ("unit", "all", ""): 5,
        ("unit", "party", str(town.bup.principal_id)): 5,
        ("unit", "reason", "no_time"): 5,
        ("family", "all", ""): 10,
        ("family", "reason", "not_said"): 5,
        ("family", "reason", "not_now"): 5,
    }
    html = words(page(as_person(town, "secretary"), URL))
    assert "10 nej sammanlagt." in html
    assert "Orkar inte just nu" in html
    assert SAID not in html
    assert plan.case.code not in html


def test_a_small_number_is_not_the_whole_less_the_others(told):
    town, _plan, say = told
    say(town.bup, "no_time", 9)
    say(town.bup, "not_ours", 6)

    def shown() -> set:
        return {key or axis for _who, axis, key in seen(town.secretary) if axis != "party"}

    assert shown() == {"no_time", "not_ours", "all"}
    say(town.bup, "no_staff", 1)
    assert shown() == {"no_time", "all"}  # the whole less the shown would be one unit's answer
    say(town.bup, "no_staff", 3)
    assert shown() == {"no_time", "all"}
    say(town.bup, "no_staff", 1)
    assert shown() == {"no_time", "not_ours", "no_staff", "all"}


def test_four_say_nothing_nor_does_a_half_year_that_goes_on_and_the_bar_is_never_lowered(told):
    town, _plan, say = told
    say(town.bup, "no_time", 4)
    say(town.bup, "no_time", 20, on=clock.today())

    assert seen(town.secretary) == {}
    assert "För få nej för att visas." in words(page(as_person(town, "secretary"), URL))
    with acting_as(town.secretary), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access.sip_refusals(1)")
        assert cursor.fetchone()[0] == 0


def test_who_works_with_the_plans_or_runs_the_portal_sees_no_pattern(told):
    town, _plan, say = told
    say(town.bup, "no_time", 9)

    for who in ("teacher", "head", "convenor", "admin", "reviewer"):
        assert seen(getattr(town, who)) == {}
    assert as_person(town, "head").get(URL).status_code == 404


def test_chair_secretary_and_politician_see_the_pattern_and_no_row_and_another_region_nothing(told):
    town, _plan, say = told
    say(town.bup, "no_time", 9)
    with as_loader():
        politician = b.acting_for(b.make_assignment(town.region, "political_member", "Pia Politiker"))
        stranger = make_town().secretary

    for acting in (town.chair, town.secretary, politician):
        assert seen(acting)["unit", "all", ""] == 9
        with acting_as(acting):
            assert Refusal.objects.count() == 0
    assert seen(stranger) == {}


def test_the_web_changes_no_refusal(told):
    town, _plan, say = told
    say(town.bup, "no_time", 1)
    for sql in ("UPDATE sip_refusal SET words = ''", "DELETE FROM sip_refusal"):
        with (
            acting_as(town.teacher),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

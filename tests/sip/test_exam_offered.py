"""At the follow-up of a placed child's SIP the placing unit notes that an examination was offered. [P-65, DL-38]"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied
from sip.models import ChildCase, Contact, PlacementStep, PlanMeasure
from sip.placements import offered
from sip.placements.services import note_steps
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.days import days_on
from tests.kept import kept
from tests.sip import placing
from tests.sip import walk as w
from tests.sip.plans import town as p

ASKED = "Har hälsoundersökning erbjudits?"
NOTED = "Vi har följt upp att hälsoundersökning har erbjudits"


@kept
def placed():
    """A plan that runs, of a child whom social services, which takes part, has placed."""
    town, plan = p.until("active", placing.with_rules(p.make_town()))
    child = placing.child_of(town)
    with as_loader():
        ChildCase.objects.create(region=town.region, case_id=plan.pk, child=child)
    return town, plan, placing.placed(town, child=child)


def noted(placement) -> list[tuple]:
    with as_loader():
        rows = PlacementStep.objects.filter(placement=placement)
        return list(rows.order_by("key").values_list("phase", "key", "done_on", "noted_by_id"))


def note(town, plan, placement, by=None) -> None:
    with acting_as(by or town.social_worker) as acting:
        offered.note_offered(plan.pk, by=acting, placements=[placement.pk])


def test_it_is_noted_once_with_its_day_and_beside_what_was_noted_before(placed):
    town, plan, placement = placed
    with acting_as(town.social_worker) as by:
        note_steps(placement, by=by, phase="during", done={"schooling_followed"}, on=clock.today() - timedelta(days=2))

    note(town, plan, placement)
    with days_on(5):
        note(town, plan, placement)

    who = town.assignments["social_worker"].pk
    assert noted(placement) == [
        ("during", "exam_offered", clock.today(), who),
        ("during", "schooling_followed", clock.today() - timedelta(days=2), who),
    ]
    assert "placement.steps_noted" in acts_on(placement.pk)


def test_what_was_taken_back_on_the_placements_page_is_noted_anew(placed):
    town, plan, placement = placed
    note(town, plan, placement)
    with acting_as(town.social_worker) as by:
        note_steps(placement, by=by, phase="during", done=set(), on=clock.today())

    note(town, plan, placement)

    assert [row[2] for row in noted(placement)] == [clock.today()]


def test_nobody_of_another_unit_notes_it_or_learns_that_the_child_is_placed(placed):
    town, plan, placement = placed
    with pytest.raises(PermissionDenied):
        note(town, plan, placement, by=town.bup_worker)
    assert noted(placement) == []
    with acting_as(town.bup_worker) as by:
        assert offered.offered(by, offered.rows_of(by, plan.pk)) == []

    for who in ("teacher", "bup_worker"):
        page = w.page(w.as_person(town, who), reverse("sip:plan_follow_up", args=[plan.pk]))
        assert ASKED not in page
        assert placement.code not in page


def test_by_page_it_stands_with_how_far_the_requests_have_come_and_goes_when_it_is_noted(placed):
    town, plan, placement = placed
    client, url = w.as_person(town, "social_worker"), reverse("sip:plan_follow_up", args=[plan.pk])
    shown = w.words(w.page(client, url))
    assert ASKED in shown
    assert "Hälso- och sjukvården: inte begärd" in shown

    wrong = client.post(url, {**w.key(), f"offered_{placement.pk}": "on"})  # what was seen of the measures lacks
    assert wrong.status_code == 422
    (box,) = re.findall(rf'<input[^>]*name="offered_{placement.pk}"[^>]*>', wrong.content.decode())
    assert " checked" in box
    assert noted(placement) == []

    with as_loader():
        seen = {f"version_{row.pk}": str(row.version) for row in PlanMeasure.objects.filter(case_id=plan.pk)}
    w.send(client, url, {**seen, f"offered_{placement.pk}": "on"})
    shown = w.words(w.page(client, url))
    assert "Uppföljt" in shown
    assert NOTED not in shown
    assert len(noted(placement)) == 1


def test_a_placement_that_has_ended_is_asked_of_no_more(placed):
    town, plan, placement = placed
    with as_loader():
        type(placement).objects.filter(pk=placement.pk).update(
            status="ended", ended_on=clock.today(), end_reason="home"
        )
    with acting_as(town.social_worker) as by:
        assert offered.offered(by, offered.rows_of(by, plan.pk)) == []


def test_who_has_left_the_child_is_not_asked(placed):
    town, plan, placement = placed
    with as_loader():
        Contact.objects.filter(child_id=placement.child_id).update(valid_to=clock.now() - timedelta(hours=1))
    with acting_as(town.social_worker) as by:
        assert offered.offered(by, offered.rows_of(by, plan.pk)) == []

"""A group's plan from draft to its end: who may, what stands still, who reads it, what goes on to the next. [SM-10]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import Error, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from groups.models import ActionPlan, PlanActivity, PlanFocus
from groups.year import policies
from groups.year.services import drafting, moving
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.year import walk as w


def acts() -> list[str]:
    with as_loader():
        return list(AuditEvent.objects.filter(act__startswith="action_plan.").values_list("act", flat=True))


def refusal(act) -> str | None:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.field


def test_a_plan_goes_from_draft_to_its_end(town):
    plan = w.followed_up(town)
    with t.as_(town, "chair") as me:
        plan = moving.close(plan, by=me)
    assert (plan.status, plan.decided_as[-2:], plan.adopted_on, plan.closed_on) == (
        "closed",
        ":1",
        *[clock.today()] * 2,
    )
    assert plan.outcome == "Fler barn är i skolan."
    assert acts() == [f"action_plan.{one}" for one in
                      ("drafted", "activity_added", "adopted", "begun", "followed_up", "closed")]  # fmt: skip
    with as_loader():
        told = set(Notice.objects.filter(kind="action_plan_adopted").values_list("recipient", flat=True))
    assert told == {town.people[one].pk for one in ("bup_head", "school_head", "deputy")}


@pytest.mark.parametrize("who", ["bup_head", "unit_head", "secretariat", "other_chair", "politician", "worker"])
def test_only_the_leader_writes_it(town, who):
    plan, decision = w.drafted(town), w.decision_of(town)
    one, picture = w.activity(plan), w.parts(plan)[0]
    tries = (
        lambda me: drafting.draft(town.steering, by=me, year=w.year() + 1),
        lambda me: drafting.add_focus(plan, by=me, title="Skola"),
        lambda me: drafting.add_activity(plan, by=me, doing=w.doing(town)),
        lambda me: drafting.change_activity(one, by=me, doing=w.doing(town)),
        lambda me: drafting.remove_activity(one, by=me),
        lambda me: drafting.save_focus(picture, by=me, text="Så är läget.", version=0),
        lambda me: moving.adopt(plan, by=me, decision=decision),
    )
    before = len(acts())
    for attempt in tries:
        with t.as_(town, who) as me, pytest.raises((PermissionDenied, ObjectDoesNotExist)):
            attempt(me)
    assert len(acts()) == before


def test_a_year_has_one_plan_this_year_or_the_next(town):
    w.drafted(town)
    with t.as_(town, "chair") as me:
        assert refusal(lambda: drafting.draft(town.steering, by=me, year=w.year())) == "year"
        assert refusal(lambda: drafting.draft(town.steering, by=me, year=w.year() + 2)) == "year"
        with pytest.raises(PermissionDenied):
            drafting.draft(town.working, by=me, year=w.year())


def test_it_is_adopted_by_a_decision_of_its_own_meetings_and_with_something_to_do(town):
    plan, decision = w.drafted(town), w.decision_of(town)
    with as_loader():
        type(decision).objects.filter(pk=decision.pk).update(struck_at=clock.now())
    with t.as_(town, "chair") as me:
        assert refusal(lambda: moving.adopt(plan, by=me, decision=decision)) == "decision"
    with as_loader():
        type(decision).objects.filter(pk=decision.pk).update(struck_at=None)
    with t.as_(town, "chair") as me:
        drafting.remove_activity(w.activity(plan), by=me)
        assert refusal(lambda: moving.adopt(plan, by=me, decision=decision)) is None
    assert w.now(plan).status == "draft"


def test_what_is_to_be_done_names_nobody_and_has_someone_and_a_day(town):
    plan = w.drafted(town)
    number = "Gäller 121212-1212"
    with t.as_(town, "chair") as me:
        for field, value in (("what", number), ("what", " "), ("goal", number), ("answers", "grupp:x"),
                             ("due_on", date(w.year() + 1, 7, 1))):  # fmt: skip
            changed = w.doing(town, **{field: value})
            assert refusal(lambda changed=changed: drafting.add_activity(plan, by=me, doing=changed)) == field
        assert refusal(lambda: drafting.add_focus(plan, by=me, title=number)) == "title"
        drafting.add_focus(plan, by=me, title="Skola")
        assert refusal(lambda: drafting.add_focus(plan, by=me, title="skola")) == "title"
    picture = w.parts(plan)[0]
    with t.as_(town, "chair") as me:
        assert refusal(lambda: drafting.save_focus(picture, by=me, text=number, version=0)) == "text"


def test_two_who_write_the_same_text_lose_nothing(town):
    plan = w.drafted(town)
    picture = w.parts(plan)[0]
    with t.as_(town, "chair") as me:
        drafting.save_focus(picture, by=me, text="Frånvaron ökar.", version=0)
        with pytest.raises(EditedByAnother):
            drafting.save_focus(picture, by=me, text="Frånvaron minskar.", version=0)
    assert w.parts(plan)[0].text == "Frånvaron ökar."


def test_an_area_that_goes_leaves_what_was_to_be_done_in_it(town):
    plan = w.drafted(town)
    with t.as_(town, "chair") as me:
        area = drafting.add_focus(plan, by=me, title="Skola")
        one = drafting.add_activity(plan, by=me, doing=w.doing(town, what="Rutin för frånvaro", focus=area))
        area = PlanFocus.objects.get(pk=area.pk)
        drafting.rename_focus(area, by=me, title="Skolan")
        drafting.remove_focus(area, by=me)
        assert PlanActivity.objects.get(pk=one.pk).focus is None
        with pytest.raises(PermissionDenied):
            drafting.remove_focus(w.parts(plan)[0], by=me)  # the picture of how things are stays


def test_when_it_is_adopted_only_who_answers_and_the_day_change(town):
    plan = w.adopted(town)
    one, picture = w.activity(plan), w.parts(plan)[0]
    bup = f"verksamhet:{town.bup.pk}"
    with t.as_(town, "chair") as me:
        drafting.change_activity(
            one, by=me, doing=w.doing(town, what="Annat", answers=bup, due_on=date(w.year(), 12, 30))
        )
        with pytest.raises(WrongState):
            drafting.save_focus(picture, by=me, text="Annat.", version=0)
        for act in (lambda: drafting.add_focus(plan, by=me, title="Skola"),
                    lambda: drafting.remove_activity(one, by=me)):  # fmt: skip
            with pytest.raises(PermissionDenied):
                act()
        added = drafting.add_activity(plan, by=me, doing=w.doing(town, what="Ett till"))
    changed = w.activity(plan)
    assert (changed.what, changed.responsible_unit_id, changed.due_on.day) == ("Möte om skolfrånvaro", town.bup.pk, 30)
    assert added.pk != changed.pk


def test_the_first_activity_that_is_noted_begins_the_work_and_an_end_is_told_in_words(town):
    plan = w.adopted(town)
    with t.as_(town, "chair") as me:
        one = w.activity(plan)
        assert refusal(lambda: moving.note_activity(one, by=me, status="done")) == "result"
        assert refusal(lambda: moving.note_activity(one, by=me, status="planned")) == "status"
        moving.note_activity(one, by=me, status="done", result="Två möten är hållna.")
    assert (w.now(plan).status, w.activity(plan).status) == ("in_progress", "done")
    with t.as_(town, "chair") as me:
        with pytest.raises(WrongState):
            moving.note_activity(w.activity(plan), by=me, status="dropped", result="Nej.")
        moving.note_activity(w.activity(plan), by=me, status="in_progress")
    assert w.activity(plan).status == "in_progress"


@pytest.mark.parametrize("move", ["begin", "follow_up", "close"])
def test_no_step_is_taken_before_its_time(town, move):
    plan = w.drafted(town)
    facts = {"outcome": "Bra."} if move == "follow_up" else {}
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        getattr(moving, move)(plan, by=me, **facts)


def test_what_was_not_done_goes_on_to_the_next_plan_once(town):
    plan = w.drafted(town)
    with t.as_(town, "chair") as me:
        area = drafting.add_focus(plan, by=me, title="Skola")
        drafting.add_activity(plan, by=me, doing=w.doing(town, what="Rutin för frånvaro", focus=area))
    w.adopted(town, plan)
    with t.as_(town, "chair") as me:
        moving.note_activity(w.activity(plan), by=me, status="done", result="Klart.")
        moving.follow_up(ActionPlan.objects.get(pk=plan.pk), by=me, outcome="Halva vägen.")
        undone = list(policies.undone_of(town.steering))
        new = drafting.draft(town.steering, by=me, year=w.year() + 1, carried=undone)
        carried = PlanActivity.objects.get(plan=new)
        assert (carried.what, carried.carried_from, carried.due_on) == (
            "Rutin för frånvaro", undone[0], date(w.year() + 1, 12, 31))  # fmt: skip
        assert (carried.focus.title, carried.status, carried.responsible_forum) == ("Skola", "planned", town.steering)
        assert list(policies.undone_of(town.steering)) == []


@pytest.mark.parametrize(
    ("who", "draft", "decided"),
    [
        *((one, True, True) for one in ("chair", "bup_head", "deputy", "unit_head", "secretariat")),
        *((one, False, True) for one in ("other_chair", "worker", "politician", "admin", "guest", "colleague")),
    ],
)
def test_the_draft_is_the_groups_and_what_is_adopted_everybodys(town, who, draft, decided):
    plan = w.drafted(town)

    def seen() -> list[int]:
        with t.as_(town, who):
            return [model.objects.count() for model in (ActionPlan, PlanFocus, PlanActivity)]

    assert seen() == [int(draft)] * 3
    w.adopted(town, plan)
    assert seen() == [int(decided)] * 3


def test_the_database_holds_it_fast_itself(town):
    plan = w.adopted(town)
    one = w.activity(plan)
    for who in ("bup_head", "secretariat", "other_chair"):
        with t.as_(town, who):
            assert ActionPlan.objects.filter(pk=plan.pk).update(status="in_progress") == 0
            assert PlanActivity.objects.filter(pk=one.pk).update(due_on=clock.today()) == 0
    refused = (
        lambda: ActionPlan.objects.filter(pk=plan.pk).update(status="closed", closed_on=clock.today()),
        lambda: ActionPlan.objects.filter(pk=plan.pk).update(adopted_on=clock.today() - timedelta(days=1)),
        lambda: PlanFocus.objects.filter(plan=plan).update(text="Annat"),
        lambda: PlanActivity.objects.filter(pk=one.pk).update(what="Annat"),
    )
    for act in refused:
        with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
            act()


def test_the_plan_of_another_group_is_nobody_elses_to_write(town):
    plan = w.drafted(town, "elsewhere")
    with t.as_(town, "chair"):
        assert not ActionPlan.objects.filter(pk=plan.pk).exists()
    with t.as_(town, "other_chair") as me:
        drafting.add_focus(plan, by=me, title="Skola")
    assert [one.heading for one in w.parts(plan)] == ["Lägesbild", "Skola"]

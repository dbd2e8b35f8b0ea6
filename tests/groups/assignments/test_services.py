"""What one forum asks of another, from proposal to what is made known; who may do what of it. [SM-7, DL-25]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from core import clock
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from groups.assignments import services
from groups.models import Task, TaskReport
from tests.database import as_loader
from tests.groups.assignments import walk as w
from tests.groups.meetings import table as t


def clocks(task) -> list[str]:
    with as_loader():
        found = Obligation.objects.filter(code="DL-25", subject_id=task.pk).order_by("created_at")
        return [one.status for one in found]


def told(kind: str) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_an_assignment_goes_from_proposal_to_what_is_made_known(town):
    task = w.begun(town)
    with as_loader():
        owed = Obligation.objects.get(code="DL-25", subject_id=task.pk)
    assert (owed.due_on, owed.owner_id) == (w.later(), town.people["convenor"].pk)
    assert told("assignment_given") == {town.people["convenor"].pk}
    with t.as_(town, "member") as me:
        services.note_progress(task, by=me, text="Två utkast är skrivna.")
        task = services.report(task, by=me, kind="routine", result="En rutin i fyra steg.")
    assert clocks(task) == ["met"]
    assert told("assignment_reported") == {town.people["chair"].pk}
    with t.as_(town, "chair") as me:
        task = services.approve(task, by=me)
        task = services.close(task, by=me, made_known="Rutinen gäller från i dag. Alla enheter vet.")
    assert (task.status, task.closed_on) == ("closed", clock.today())


def test_handed_back_it_is_worked_on_by_a_new_clock(town):
    task = w.reported(town)
    with t.as_(town, "chair") as me:
        task = services.hand_back(task, by=me, reason="Vem som följer upp saknas.", due_on=w.later(120))
    assert (task.status, task.due_on) == ("in_progress", w.later(120))
    assert sorted(clocks(task)) == ["met", "pending"]


def test_taken_back_it_is_no_longer_owed(town):
    task = w.given(town)
    with t.as_(town, "chair") as me:
        assert services.cancel(task, by=me, reason="Länet tar fram rutinen.").status == "cancelled"
        with pytest.raises(WrongState):
            services.cancel(task, by=me, reason="En gång till.")
    assert clocks(task) == ["waived"]


def test_a_proposal_waits_for_a_decision_of_the_giving_forum(town):
    task, decision = w.proposed(town), w.decided(town)
    with as_loader():
        type(decision).objects.filter(pk=decision.pk).update(struck_at=clock.now())
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            services.give(task, by=me, decision=decision, due_on=w.later())
        assert refused.value.field == "decision"
    with as_loader():
        type(decision).objects.filter(pk=decision.pk).update(struck_at=None)
    with t.as_(town, "chair") as me, pytest.raises(Refused) as refused:
        services.give(task, by=me, decision=decision, due_on=clock.today())
    assert refused.value.field == "due_on"


@pytest.mark.parametrize("who", ["unit_head", "worker", "secretariat", "other_chair", "deputy"])
def test_those_who_sit_in_neither_forum_propose_nothing(town, who):
    if who == "deputy":  # a substitute sits there as well
        assert w.proposed(town, "deputy").status == "proposed"
        return
    with pytest.raises(PermissionDenied):
        w.proposed(town, who)


@pytest.mark.parametrize(
    ("who", "verb", "facts"),
    [
        ("convenor", "give", {"decision": None, "due_on": None}),
        ("bup_head", "give", {"decision": None, "due_on": None}),
        ("chair", "begin", {"plan": "Vi börjar."}),
        ("member", "begin", {"plan": "Vi börjar."}),
        ("bup_head", "report", {"kind": "routine", "result": "Klart."}),
        ("secretariat", "note_progress", {"text": "Det går bra."}),
        ("convenor", "approve", {}),
        ("convenor", "hand_back", {"reason": "Mer.", "due_on": None}),
        ("convenor", "close", {"made_known": "Alla vet."}),
        ("convenor", "cancel", {"reason": "Hinner inte."}),
    ],
)
def test_each_step_is_taken_by_the_forum_it_belongs_to(town, who, verb, facts):
    before = {"give": "proposed", "begin": "given", "close": "approved"}
    before |= dict.fromkeys(("report", "note_progress", "cancel"), "in_progress")
    task = w.reported(town)
    with as_loader():
        Task.objects.filter(pk=task.pk).update(status=before.get(verb, "reported"))
    with t.as_(town, who) as me, pytest.raises(PermissionDenied):
        getattr(services, verb)(task, by=me, **facts)


def test_no_text_of_it_names_anybody_or_is_left_empty(town):
    number = "Gäller 121212-1212"
    for field in w.WANTED.__dict__:
        for text in (number, " "):
            with pytest.raises(Refused) as refused:
                w.proposed(town, **{field: text})
            assert refused.value.field == field
    task = w.begun(town)
    with t.as_(town, "convenor") as me:
        for verb, field, more in (("note_progress", "text", {}), ("report", "result", {"kind": "report"})):
            with pytest.raises(Refused) as refused:
                getattr(services, verb)(task, by=me, **{field: number}, **more)
            assert refused.value.field == field


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *((one, True) for one in ("chair", "bup_head", "convenor", "member", "unit_head", "secretariat")),
        *((one, False) for one in ("other_chair", "worker", "politician", "admin", "guest", "colleague")),
    ],
)
def test_it_is_read_by_the_people_of_both_forums_and_those_above(town, who, sees):
    task = w.begun(town)
    with t.as_(town, "convenor") as me:
        services.note_progress(task, by=me, text="Ett utkast är skrivet.")
    with t.as_(town, who):
        assert (Task.objects.count(), TaskReport.objects.count()) == ((1, 1) if sees else (0, 0))


def test_the_database_lets_no_one_else_change_it_and_a_report_stays_as_written(town):
    task = w.begun(town)
    with t.as_(town, "member") as me:
        services.note_progress(task, by=me, text="Ett utkast är skrivet.")
    for who in ("bup_head", "secretariat", "unit_head"):
        with t.as_(town, who):
            assert Task.objects.filter(pk=task.pk).update(plan="Något annat") == 0
    with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(title="Något annat")
    with t.as_(town, "member"), pytest.raises(Error), transaction.atomic():
        TaskReport.objects.update(text="Något annat")

"""What the child must be told: it waits from the change, stands with who is to tell, and goes when it was told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused
from sip.consent.services import withdraw_consent
from sip.models import Consent, PlanMeasure, PlanTelling
from sip.plans.services import following, handing, meeting, people, telling, writing
from sip.plans.telling_page import tellings_of, what
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

DUTY = "Berätta för barnet vad som har ändrats"


def waiting(plan) -> list[str]:
    with as_loader():
        rows = PlanTelling.objects.filter(case_id=plan.pk, told_on__isnull=True)
        return [row.change for row in rows.order_by("created_at")]


def keys(plan) -> list:
    with as_loader():
        return list(PlanTelling.objects.filter(case_id=plan.pk, told_on__isnull=True).values_list("pk", flat=True))


@pytest.fixture
def active(active):
    """The town's plan is agreed after its meeting, days ahead; it is told of as if that were today."""
    town, plan = active
    with as_loader():
        PlanTelling.objects.filter(case_id=plan.pk).update(since_on=clock.today(), created_at=clock.now())
    return town, plan


def test_each_change_of_a_running_plan_waits_once(active):
    town, plan = active
    assert waiting(plan) == ["version"]

    facts = writing.MeasureFacts(text="Skjuts", doer="family")
    with acting_as(town.bup_worker):
        added = writing.add_measure(plan, by=town.bup_worker, facts=facts)
    with acting_as(town.teacher):
        same = writing.change_measure(added, by=town.teacher, facts=facts, version=1)
        other = writing.MeasureFacts(text="Skjuts varje dag", doer="family")
        for _again in range(2):
            same = writing.change_measure(same, by=town.teacher, facts=other, version=same.version)
            other = writing.MeasureFacts(text="Skjuts på måndagar", doer="family")
        writing.take_out(same, by=town.teacher)
        people.name_contacts(plan, by=town.teacher, contacts=[("contact", town.assignments["bup_worker"])])
        role = plan.case.plan_roles.get(part="contact")
        people.end_part(plan, role.pk, by=town.teacher)
        handover = handing.propose_handover(plan, by=town.teacher, to=town.assignments["bup_worker"])
    with acting_as(town.bup_worker):
        handing.answer_handover(handover, by=town.bup_worker, accepts=True)
        measures = PlanMeasure.objects.filter(case_id=plan.pk)
        following.note_results(
            plan, by=town.bup_worker, outcomes={row.pk: following.Outcome("done") for row in measures}
        )
        following.close_plan(plan, by=town.bup_worker, reason="goals_met")

    assert waiting(plan) == [
        "version", "measure_added", "measure_changed", "measure_out", "contact", "main_responsible", "closed",
    ]  # fmt: skip


def test_each_change_of_a_goal_of_a_running_plan_waits_once_and_says_which(active):
    town, plan = active
    with acting_as(town.bup_worker) as by:
        facts = writing.GoalFacts(text="Sova hela natten", horizon="short")
        goal = writing.add_goal(plan, by=by, facts=facts)
        goal = writing.change_goal(goal, by=by, facts=facts, version=goal.version)  # the same again
        for text in ("Sova bättre", "Sova gott"):
            goal = writing.change_goal(
                goal, by=by, facts=writing.GoalFacts(text=text, horizon="short"), version=goal.version
            )
        writing.take_out(goal, by=by)
        said = [what(row) for row in tellings_of(plan)]

    assert waiting(plan) == ["version", "goal_added", "goal_changed", "goal_out"]
    assert said[1:] == ["Nytt mål: Sova gott", "Ändrat mål: Sova gott", "Borttaget mål: Sova gott"]


def test_a_goal_written_before_the_plan_is_agreed_is_told_with_the_plan_itself(db):
    town, plan = p.until("meeting_called")
    with acting_as(town.teacher) as by:
        writing.add_goal(plan, by=by, facts=writing.GoalFacts(text="Sova", horizon="short"))

    assert waiting(plan) == []


def test_a_meeting_that_is_cancelled_and_a_withdrawn_consent_are_told(active):
    town, plan = active
    sitting = p.called(town, plan)
    with acting_as(town.teacher):
        meeting.cancel_meeting(sitting, by=town.teacher)
        consent = Consent.objects.get(case_id=plan.pk)
        withdraw_consent(consent, by=town.teacher, unit=town.social)
        withdraw_consent(consent, by=town.teacher)

    assert waiting(plan) == ["version", "meeting_cancelled", "narrowed", "stopped"]


def test_who_takes_part_notes_what_was_told_and_what_cannot_be_is_refused(active):
    town, plan = active
    right = {"tellings": keys(plan), "told_on": clock.today(), "manner": "talk"}
    day = timedelta(days=1)
    wrong = [
        ({"tellings": []}, "tellings"),
        ({"told_on": clock.today() + day}, "told_on"),
        ({"told_on": clock.today() - day}, "told_on"),
        ({"manner": "not_told"}, "note"),
    ]
    for other, field in wrong:
        with acting_as(town.teacher), pytest.raises(Refused) as refusal:
            telling.note_told(plan, by=town.teacher, **{**right, **other})
        assert refusal.value.field == field
    with acting_as(town.head), pytest.raises(PermissionDenied):
        telling.note_told(plan, by=town.head, **right)
    assert waiting(plan) == ["version"]

    with acting_as(town.social_worker):
        telling.note_told(plan, by=town.social_worker, **{**right, "manner": "pictures", "note": " Glad. "})
    with as_loader():
        row = PlanTelling.objects.get(case_id=plan.pk)
        told_by = row.told_by
        logged = AuditEvent.objects.filter(act="plan.child_told", case_id=plan.pk).count()
    assert (row.manner, row.note, told_by, logged) == ("pictures", "Glad.", town.assignments["social_worker"], 1)


def test_the_main_responsible_owes_it_and_the_page_tells_who_when_and_how(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    start, detail = reverse("core:start"), reverse("sip:plan_detail", args=[plan.pk])
    tell = reverse("sip:plan_tell", args=[plan.pk])
    assert DUTY in w.page(teacher, start)
    assert DUTY not in w.page(worker, start)
    assert "Tora Lärare berättar." in w.words(w.page(worker, detail))

    told = {"tellings": [str(key) for key in keys(plan)], "told_on": clock.today().isoformat(), "manner": "talk"}
    refused = teacher.post(tell, {**w.key(), **told, "manner": "not_told", "note": ""})
    assert refused.status_code == 422
    assert "Skriv varför barnet inte får veta det nu." in w.words(refused.content.decode())
    w.send(teacher, tell, {**told, "note": "Elsa berättade det med egna ord."})

    assert DUTY not in w.page(teacher, start)
    words = w.words(w.page(worker, detail))
    assert "av Tora Lärare, i ett samtal. Elsa berättade det med egna ord." in words
    assert "Barnet har fått veta allt som har ändrats." in words
    assert "Ingenting väntar på att berättas." in w.words(w.page(teacher, tell))


def test_what_a_withdrawal_closes_is_told_by_the_one_who_started_the_plan(active):
    town, plan = active
    with acting_as(town.teacher):
        handover = handing.propose_handover(plan, by=town.teacher, to=town.assignments["bup_worker"])
    with acting_as(town.bup_worker):
        handing.answer_handover(handover, by=town.bup_worker, accepts=True)
    assert DUTY not in w.page(w.as_person(town, "teacher"), reverse("core:start"))
    with acting_as(town.bup_worker):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.bup_worker)

    assert DUTY in w.page(w.as_person(town, "teacher"), reverse("core:start"))
    assert DUTY not in w.page(w.as_person(town, "bup_worker"), reverse("core:start"))
    assert w.as_person(town, "bup_worker").get(reverse("sip:plan_tell", args=[plan.pk])).status_code == 404

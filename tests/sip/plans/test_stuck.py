"""Measures that never move, or that nobody by name answers for, are seen where the meeting is called and answered."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from core import clock
from sip.models import PlanMeasure, PlanVersion
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
TITLE = "Insatser att ta upp på mötet"


def test_what_has_got_stuck_is_listed_before_the_meeting(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    call = reverse("sip:plan_call", args=[plan.pk])
    assert TITLE not in w.page(teacher, call)
    with as_loader():
        measures = PlanMeasure.objects.filter(case_id=plan.pk)
        measures.filter(text="Anpassad skoldag").update(person="")
        measures.filter(text="Samtal varje vecka").update(due_on=clock.today() - timedelta(days=3))

    page = w.words(w.page(teacher, call))
    assert f"{TITLE} Anpassad skoldag Österskolan Ingen person ansvarar Samtal varje vecka" in page
    sitting = p.called(town, plan)
    with as_loader():
        own = sitting.invitations.get(assignment=town.assignments["bup_worker"])
    assert TITLE in w.page(worker, reverse("sip:invitation_answer", args=[own.pk]))
    assert TITLE in w.page(teacher, reverse("sip:meeting_hold", args=[sitting.pk]))


def test_a_measure_that_goes_on_from_version_to_version_is_listed_from_the_third(active):
    town, plan = active
    teacher, call = w.as_person(town, "teacher"), reverse("sip:plan_call", args=[plan.pk])
    with as_loader():
        kept = PlanVersion.objects.get(case_id=plan.pk)
    for number in (2, 3):
        assert TITLE not in w.page(teacher, call)
        with as_loader():
            kept.pk, kept.number, kept._state.adding = uuid4(), number, True
            kept.save(force_insert=True)

    page = w.words(w.page(teacher, call))
    assert f"{TITLE} Anpassad skoldag Österskolan Har stått i 3 versioner" in page

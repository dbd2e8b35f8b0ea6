"""The urgent inquiry of special support, and the prompt about a habilitation coordinator. [F91, F92, DL-33]"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.roles import Role
from sip.models import Child
from sip.needs import policies, services
from sip.needs.choices import NOT_IN_PRESCHOOL, InquiryStep, Sign
from sip.needs.models import ChecklistStep
from sip.plans.services.people import name_contacts
from tests.audit_rows import acts_of_child
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as plans

TITLE = "Skyndsam utredning om särskilt stöd"
LACKS = "Samordningsansvarig för habilitering är inte utsedd."


@pytest.fixture
def child(town):
    return t.child_of(town)


def answer(town, child, step, answer="done", *, who="teacher", **said):
    with acting_as(getattr(town, who)) as by:
        facts = {"done_on": clock.today(), "note": "", **said}
        return services.answer_inquiry(child, by=by, step=step, answer=answer, **facts)


def test_the_school_answers_step_by_step_and_the_page_says_what_is_left(town, child):
    teacher = w.as_person(town, "teacher")
    child_url = reverse("sip:child_detail", args=[child.pk])
    assert "8 av 8 delar återstår" in w.words(w.page(teacher, child_url))
    for step, said in (
        ("utredning", {"answer": "not_done", "note": "Väntar på kuratorn."}),
        ("utredning", {"answer": "done"}),
        ("elevhalsan", {"answer": "not_relevant", "note": "Elevhälsan är redan med."}),
        ("familjen", {"answer": "not_done"}),
    ):
        url = reverse("sip:inquiry_step", args=[child.pk, step])
        w.send(teacher, url, {"done_on": clock.today().isoformat(), "note": "", **said})
    page = w.words(w.page(w.as_person(town, "head"), reverse("sip:inquiry", args=[child.pk])))
    assert [text for text in ("Elevhälsan är redan med.", "Behövs inte här", "Inte gjort än") if text not in page] == []
    assert "Väntar på kuratorn." not in page  # answered again since
    words = w.words(w.page(teacher, child_url))
    assert "6 av 8 delar återstår" in words
    assert "0 av 6 steg är gjorda" in words  # the six steps are another list
    assert acts_of_child(child).count("inquiry.answered") == 4


@pytest.mark.parametrize(
    ("said", "field"),
    [({"done_on": clock.today() + timedelta(days=2)}, "done_on"), ({"answer": "not_relevant", "note": " "}, "note")],
)
def test_a_day_ahead_and_no_word_why_are_refused(town, child, said, field):
    with pytest.raises(Refused) as refused:
        answer(town, child, InquiryStep.STARTED, **said)
    assert refused.value.field == field
    with as_loader():
        assert not ChecklistStep.objects.exists()


def test_a_preschool_is_not_asked_for_what_the_law_asks_of_schools_alone(town, child):
    town.preschool = replace(town.teacher, unit_type="preschool")
    with acting_as(town.preschool) as by:
        assert set(InquiryStep) - {*policies.inquiry_steps(by)} == NOT_IN_PRESCHOOL
    with pytest.raises(PermissionDenied):
        answer(town, child, InquiryStep.PROGRAMME, who="preschool")
    answer(town, child, InquiryStep.FAMILY, who="preschool")


def test_only_who_teaches_the_child_answers_and_another_unit_reads_nothing(town, child):
    for who in ("colleague", "social_worker", "convenor"):
        with pytest.raises(PermissionDenied):
            answer(town, child, InquiryStep.STARTED, who=who)
        assert w.as_person(town, who).get(reverse("sip:inquiry", args=[child.pk])).status_code in (403, 404)


def test_a_step_of_the_six_is_never_left_undone_in_the_database(town, child):
    row = answer(town, child, InquiryStep.STARTED, "not_done")
    with as_loader(), pytest.raises(Error), transaction.atomic():
        ChecklistStep.objects.filter(pk=row.pk).update(step="kontakt")


def test_a_lasting_need_of_habilitation_asks_for_a_coordinator_in_the_plan_until_there_is_one(db):
    town, plan = plans.until("active")
    url = plan.get_absolute_url()
    teacher = w.as_person(town, "teacher")
    assert LACKS not in w.words(w.page(teacher, url))
    with acting_as(town.teacher) as by:
        child = Child.objects.get(cases__case_id=plan.pk)
        services.assess_need(
            child, by=by, noticed_on=clock.today(), position="sip", need="Träning.", signs=[Sign.LASTING]
        )
    page = w.words(w.page(teacher, url))
    assert LACKS in page
    assert "Utse någon som samordnar habiliteringen" in w.words(
        w.page(teacher, reverse("sip:child_detail", args=[child.pk]))
    )
    with as_loader():
        coordinator = b.make_assignment(town.region, Role.HABILITATION_COORDINATOR, "Hanna Hab", unit=town.bup)
    with acting_as(town.teacher) as by:
        name_contacts(plan, by=by, contacts=[("habilitation", coordinator)])
    assert LACKS not in w.words(w.page(teacher, url))

"""What a plan is called in another system: set, changed, taken away, with its history. [F105]"""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from core.access import acting_as
from core.errors import PermissionDenied, Refused
from sip.models import ExternalChange, SipPlan
from sip.plans.services.external import set_external
from tests.audit_rows import acts_on
from tests.sip import walk as w
from tests.sip.plans import town as plans


@pytest.fixture
def other_system(town):
    return plans.name_other_system(town)


def change(town, plan, reference, *, by=None, seen="") -> SipPlan:
    with acting_as(by or town.teacher) as acting:
        return set_external(SipPlan.objects.get(pk=plan.pk), by=acting, reference=reference, seen=seen)


def history(town) -> list[tuple[str, str, str]]:
    with acting_as(town.teacher):
        return list(ExternalChange.objects.order_by("created_at").values_list("system", "before", "after"))


def test_it_is_set_changed_and_taken_away_and_what_it_was_stays(other_system):
    town = other_system
    plan = plans.started(town)
    change(town, plan, " CL-1 ")
    change(town, plan, "CL-2", seen="CL-1")
    change(town, plan, "", seen="CL-2")
    assert history(town) == [("Cosmic Link", "", "CL-1"), ("Cosmic Link", "CL-1", "CL-2"), ("Cosmic Link", "CL-2", "")]
    assert "plan.external_changed" in acts_on(plan.pk)


def test_one_set_as_the_plan_began_is_the_historys_first(other_system):
    town = other_system
    plan = plans.started(town, external_reference="CL-0")
    assert (plan.external_reference, history(town)) == ("CL-0", [("Cosmic Link", "", "CL-0")])


def test_the_same_one_and_one_that_another_has_changed_are_refused(other_system):
    town = other_system
    plan = plans.started(town, external_reference="CL-0")
    for reference, seen in (("CL-0", "CL-0"), ("CL-9", "")):
        with pytest.raises(Refused) as refused:
            change(town, plan, reference, seen=seen)
        assert refused.value.field == "reference"
    assert len(history(town)) == 1


def test_only_who_leads_it_where_the_region_has_another_system(town):
    plan = plans.started(town)
    with pytest.raises(PermissionDenied):
        change(town, plan, "CL-1")
    for stranger in ("colleague", "social_worker"):
        with pytest.raises((PermissionDenied, SipPlan.DoesNotExist)):
            change(town, plan, "CL-1", by=getattr(town, stranger))


def test_no_program_rewrites_the_history(other_system):
    town = other_system
    plans.started(town, external_reference="CL-0")
    with acting_as(town.teacher), pytest.raises(Error), transaction.atomic():
        ExternalChange.objects.update(after="CL-9")


def test_it_is_changed_on_its_page_which_shows_what_it_was(other_system):
    town = other_system
    plan = plans.started(town, external_reference="CL-0")
    teacher = w.as_person(town, "teacher")
    url = w.link(w.page(teacher, plan.get_absolute_url()), "annat-system")
    answer = teacher.post(url, {**w.key(), "reference": "CL-0", "seen": "CL-0"})
    assert answer.status_code == 422
    w.send(teacher, url, {"reference": "CL-7", "seen": "CL-0"})
    assert "CL-7" in w.page(teacher, plan.get_absolute_url())
    assert "Före: CL-0." in w.page(teacher, reverse("sip:plan_external", args=[plan.pk]))

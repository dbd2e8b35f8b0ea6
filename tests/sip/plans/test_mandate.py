"""The call to a SIP meeting shows each leader's mandate, so that a gap is seen before it goes out. [P-42, S-25]"""

import pytest
from django.urls import reverse

from core.people.models import RoleAssignment
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
GAP = "Beslutsmandat är inte noterat för Bo Chef, BUP Norr."


def test_the_leaders_mandate_is_told_and_a_gap_is_told_first():
    town, plan = p.until("preparing")
    teacher, url = w.as_person(town, "teacher"), reverse("sip:plan_call", args=[plan.pk])
    whole = w.words(w.page(teacher, url))
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["bup_manager"].pk).update(has_mandate=False)

    lacking = w.words(w.page(teacher, url))

    assert ("har beslutsmandat" in whole, "saknar beslutsmandat" in whole, GAP in whole) == (True, False, False)
    assert "BUP Norr), saknar beslutsmandat" in lacking
    assert GAP in lacking
    assert "Bim Behandlare (Handläggare, BUP Norr) " in lacking  # nobody asks a caseworker for one


def test_the_plans_page_tells_of_a_called_leader_without_mandate():
    town, plan = p.until("preparing")
    with as_loader():
        town.assignments["bup_manager"].has_mandate = False
        town.assignments["bup_manager"].save(update_fields=["has_mandate"])
    p.called(town, plan, names=("bup_manager", "bup_worker", "social_worker"))

    read = w.words(w.page(w.as_person(town, "teacher"), reverse("sip:plan_detail", args=[plan.pk])))

    assert read.count("Saknar beslutsmandat") == 1

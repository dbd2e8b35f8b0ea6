"""Who may coordinate a child's habilitation and what it is called is the region's word. [F92, A-25]"""

import pytest
from django.urls import reverse

from core.access import acting_as
from core.errors import Refused
from core.regions import cache
from core.regions.models import RegionProfile
from core.roles import Role
from sip.models import PlanRole
from sip.needs.choices import Sign
from sip.needs.prompts import prompts_for
from sip.plans.coordinating import lacks_coordinator
from sip.plans.services.people import name_contacts
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import walk as w
from tests.sip.plans import town as plans

PART = "habilitation"


@pytest.fixture
def running(db):
    town, plan = plans.until("active")
    with as_loader():
        for unit in (town.bup, town.school):
            role, name = Role.HABILITATION_COORDINATOR, f"Hab {unit.name}"
            town.assignments[f"hab {unit.name}"] = b.make_assignment(town.region, role, name, unit=unit)
    return town, plan


def under(town, **changes) -> None:
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        b.make_profile(town.region, "vastmanland", **changes)
    cache.forget()


def contacts(town, plan) -> str:
    return w.words(w.page(w.as_person(town, "teacher"), reverse("sip:plan_contacts", args=[plan.pk])))


def offered(town, plan) -> set[str]:
    """Whom the page offers as coordinator."""
    from sip.plans.people_forms import ContactsForm

    with acting_as(town.teacher):
        field = ContactsForm(plan).fields.get(PART)
        return {str(one.person) for one in field.queryset} if field else set()


def name(town, plan, who) -> None:
    with acting_as(town.teacher) as by:
        name_contacts(plan, by=by, contacts=[(PART, town.assignments[who])])


def test_stockholm_names_who_holds_the_role_in_care_or_social_services(running):
    town, plan = running
    assert "Samordningsansvarig för habilitering" in contacts(town, plan)
    assert offered(town, plan) == {f"Hab {town.bup.name}"}
    for who in ("bup_worker", f"hab {town.school.name}"):
        with pytest.raises(Refused, match="vården eller socialtjänsten"):
            name(town, plan, who)
    name(town, plan, f"hab {town.bup.name}")
    with as_loader():
        assert PlanRole.objects.get(case_id=plan.pk, part=PART).assignment == town.assignments[f"hab {town.bup.name}"]


def test_vastmanland_names_a_caseworker_there_too_and_calls_it_its_own_word(running):
    town, plan = running
    under(town)
    assert offered(town, plan) >= {"Bim Behandlare", f"Hab {town.bup.name}"}
    assert f"Hab {town.school.name}" not in offered(town, plan)
    with acting_as(town.teacher):
        assert lacks_coordinator(plan, []) == "Samordningsansvarig"
    name(town, plan, "bup_worker")
    with pytest.raises(Refused):
        name(town, plan, "teacher")


def test_a_region_that_asks_for_none_offers_nobody_and_misses_nobody(running):
    town, plan = running
    under(town, habilitation_coordinator=None)
    assert offered(town, plan) == set()
    with acting_as(town.teacher) as by:
        assert lacks_coordinator(plan, []) == ""
        assert prompts_for(by, [Sign.LASTING]) == []
    with pytest.raises(Refused):
        name(town, plan, f"hab {town.bup.name}")

"""Where a case belongs, who may decide and how old the person is: said before it is sent. [X-19, F116, X-13]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.regions import cache
from core.regions.models import RegionProfile
from core.workdays import add_months
from sip.cases.forms import UnitsForm
from sip.children.ages import birthday
from tests.database import as_loader
from tests.sip import placing
from tests.sip import town as t
from tests.sip import walk as w


@pytest.mark.parametrize(("rule", "usual"), [("registered_area", "east"), ("school_area", "west"), ("choose", "")])
def test_the_district_of_the_case_is_the_one_that_the_profiles_rule_names(town, rule, usual):
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data["case_area_rule"] = rule
        profile.save(update_fields=["data"])
        town.school.district = town.west
        town.school.save(update_fields=["district"])
    cache.forget()
    child = t.child_of(town, school_unit=town.school)
    with t.acting_as(town.teacher) as acting:
        form = UnitsForm(acting, child)
    assert form.initial["district"] == (getattr(town, usual).pk if usual else None)


@pytest.mark.parametrize(
    ("rule", "unit_in", "who", "usual"),
    [
        ("placing_municipality", "west", "social_worker", "west"),
        ("placing_municipality", None, "social_worker", ""),  # the municipality has two: it is chosen
        ("placing_municipality", "west", "social_manager", "west"),
        (None, "west", "social_worker", "east"),
    ],
)
def test_a_placed_childs_district_is_the_placing_municipalitys_where_the_profile_says_so(
    town, rule, unit_in, who, usual
):
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data |= {"case_area_rule": "registered_area", "case_area_rule_placed": rule}
        profile.save(update_fields=["data"])
        town.social.district = unit_in and getattr(town, unit_in)
        town.social.save(update_fields=["district"])
    cache.forget()
    placing.with_rules(town)
    child = placing.child_of(town)
    free = placing.child_of(town)
    placing.placed(town, child=child)
    with t.acting_as(getattr(town, who)) as acting:
        assert UnitsForm(acting, free).initial["district"] == town.east.pk
        assert UnitsForm(acting, child).initial["district"] == (getattr(town, usual).pk if usual else None)


def test_the_call_page_names_those_whose_mandate_is_not_noted(town):
    with as_loader():
        town.assignments["bup_manager"].has_mandate = False
        town.assignments["bup_manager"].save()
    case = t.raised(town)
    page = w.words(w.page(w.as_person(town, "convenor"), reverse("sip:case_call", args=[case.pk])))
    assert "Beslutsmandat är inte noterat för Bo Chef, BUP Norr." in page


@pytest.mark.parametrize(("days", "noted"), [(0, True), (1, False)])
def test_who_has_passed_the_age_of_the_agreement_is_noted_before_the_case_is_sent(town, days, noted):
    today = clock.today()
    born = add_months(today, -12 * 18) + timedelta(days=days)
    assert (birthday(born, 18) <= today) is noted
    child = t.child_of(town, birth_date=born)
    client = w.as_person(town, "teacher")
    url = w.walk_wizard(client, reverse("sip:child_detail", args=[child.pk]), town)
    assert ("Personen har fyllt 18 år." in w.words(w.page(client, url))) is noted

"""What the administrators decide for the whole region: on top of the file, by two, from a day. [F2, security 2]"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core import access, clock
from core.errors import PermissionDenied, Refused
from core.obligations.models import DeadlineRule
from core.obligations.rules import load_rules
from core.organisations.administration import asking, fitting
from core.organisations.administration.services import approve_override, propose_override
from core.organisations.models import ProfileOverride
from core.regions.keys import BY_NAME
from core.regions.models import LegalReference
from core.regions.profile import data_on, profile_of
from core.ui.once import new_key
from tests.core.organisations.pages import PROFILE, answers, keys_of, text
from tests.core.people.build import acting
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db


def propose(county, key, value, *, area=None, who=None, **days):
    days = {"valid_from": clock.today(), "valid_to": None, **days}
    with access.acting_as(acting(who or county.ada)) as by:
        return propose_override(area, key=key, value=value, reason="Prov", by=by, **days)


def decide(county, key, value, **said):
    override = propose(county, key, value, **said)
    with access.acting_as(acting(county.bo)) as by:
        return approve_override(override, by=by)


def profile(county, area=None, on=None):
    with access.acting_as(acting(county.maj)):
        return profile_of(county.region.pk, on, area_id=area and area.pk)


def test_it_holds_in_every_area_from_its_day_to_its_day(county):
    first, last = clock.today() + timedelta(days=10), clock.today() + timedelta(days=20)
    decide(county, "age_limit", 19, valid_from=first, valid_to=last)

    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [profile(county, on=day).age_limit for day in days] == [18, 19, 19, 18]
    assert profile(county, county.west, first).age_limit == 19


def test_an_area_with_its_own_value_keeps_it(county):
    decide(county, "school_may_call_sip", "must", area=county.east)
    decide(county, "school_may_call_sip", "no")

    assert profile(county, county.east).school_may_call_sip == "must"
    assert profile(county, county.west).school_may_call_sip == profile(county).school_may_call_sip == "no"


def test_one_deadline_changes_and_an_areas_own_lies_on_the_regions(county):
    decide(county, "deadlines", {"DL-24": {"amount": 21}})
    decide(county, "deadlines", {"DL-01": {"amount": 10}}, area=county.east)

    assert (profile(county).dissemination_days, profile(county).forum_deadline_days) == (21, 14)
    assert (profile(county, county.east).dissemination_days, profile(county, county.east).forum_deadline_days) == (
        21,
        10,
    )


def test_the_clocks_rules_follow_from_the_day_and_not_before(county):
    later = clock.today() + timedelta(days=30)
    with as_role("bus_loader"), access.acting_as(command="load_region", region_id=county.region.pk) as by:
        load_rules(county.region, profile_of(county.region.pk), by)
    decide(county, "deadlines", {"DL-24": {"amount": 21}}, valid_from=later)
    decide(county, "meetings_min.steering", [{"count": 3, "per": "term"}], area=county.east)

    with access.acting_as(acting(county.maj)):
        rules = DeadlineRule.objects.filter(area=None, code="DL-24").order_by("valid_from")
        told = [(rule.amount, rule.valid_to) for rule in rules]
        own = DeadlineRule.objects.get(area=county.east, code="DL-04")
    assert told == [(14, later - timedelta(days=1)), (21, None)]
    assert (own.amount, own.unit, own.monitored) == (3, "per_term", True)


def test_a_law_that_is_decided_is_a_row_with_its_days(county):
    law = {"code": "provlag", "act": "Provlagen", "label": "Prov", "valid_from": "2027-01-01", "chapter": "3"}
    decide(county, "legal_references", [law, *holding(county, "legal_references")])

    with access.acting_as(acting(county.maj)):
        row = LegalReference.objects.get(code="provlag")
    assert (row.act, row.chapter, row.valid_from) == ("Provlagen", "3", date(2027, 1, 1))


def holding(county, key):
    """What holds for the key today, as a file would say it."""
    with access.acting_as(acting(county.maj)):
        return data_on(county.region.pk, clock.today())[key]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("region_code", "annan", "ändras bara i profilens fil"),
        ("look", {}, "ändras bara i profilens fil"),
        ("age_limit", "arton", "heltal"),
        ("sip_condition", "alltid", "ska vara något av"),
        ("deadlines", {"DL-01": 10}, "fristernas koder"),
        ("forums", [], "minst 1"),
        ("hittepå", 1, "ändras bara i profilens fil"),
    ],
)
def test_what_does_not_fit_is_refused_beside_the_value(county, key, value, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        propose(county, key, value)

    assert refusal.value.field == "value"


def test_what_does_not_go_together_with_an_areas_own_value_is_refused(county):
    decide(county, "has_individual_forum", False, area=county.east)
    without = [row for row in holding(county, "forums") if row["kind"] != "individual_forum"]

    with pytest.raises(Refused) as refusal:
        propose(county, "forums", without)

    assert refusal.value.field == "value"


def test_what_rows_are_made_of_begins_the_day_it_is_decided(county):
    with pytest.raises(Refused) as refusal:
        propose(county, "required_seat_severity", "breach", valid_from=clock.today() + timedelta(days=1))

    assert refusal.value.field == "valid_from"


def test_it_takes_two_and_only_administrators(county):
    override = propose(county, "age_limit", 19)

    with pytest.raises(PermissionDenied), access.acting_as(acting(county.ada)) as by:
        approve_override(override, by=by)
    with pytest.raises(PermissionDenied):
        propose(county, "age_limit", 19, who=county.maj)
    assert profile(county).age_limit == 18


def test_two_decided_values_never_hold_on_the_same_day(county):
    decide(county, "age_limit", 19)
    tomorrow = clock.today() + timedelta(days=1)
    decide(county, "age_limit", 20, valid_from=tomorrow)

    assert [profile(county, on=day).age_limit for day in (clock.today(), tomorrow)] == [19, 20]
    with as_loader(), pytest.raises(IntegrityError, match="override_of_the_region_once_a_day"), transaction.atomic():
        ProfileOverride.objects.filter(area=None).update(valid_from=clock.today(), valid_to=None)


def url(key, area=""):
    return f"{PROFILE}eget-varde/?omrade={area}&nyckel={key}"


@pytest.mark.parametrize("key", fitting.OF_THE_REGION)
def test_every_key_is_asked_for_with_what_holds_and_taken_as_it_stands(county, ada, key):
    """What the page begins with is what holds: sent back unchanged, nothing has become another."""
    page = ada.get(url(key))
    form = page.context["form"]
    fields = [name for name in form.fields if name not in ("valid_from", "valid_to", "reason", "confirm")]
    with access.acting_as(acting(county.ada)):
        now = getattr(profile_of(county.region.pk), key)

    assert page.status_code == 200
    if fields == ["value"] and form.fields["value"].initial is not None:
        with access.acting_as(acting(county.ada)):
            made = asking.asked(key).value({"value": form.fields["value"].initial}, None)
        assert BY_NAME[key].read(made) == now
    else:
        assert fields in (["value"], ["code", "amount", "warn_days", "pausable"])


def test_a_change_is_proposed_and_decided_on_pages_and_shown(county, ada, bo):
    page = ada.get(url("sip_condition"))
    proposed = ada.post(url("sip_condition"), answers(value="any_two_principals"))
    with as_loader():
        override = ProfileOverride.objects.get(key="sip_condition")
    address = f"{PROFILE}eget-varde/{override.pk}/"
    asked = text(bo.get(address))
    decided = bo.post(address, {"answer": "approve", "form_key": new_key()})
    shown = bo.get(PROFILE)

    assert "Hela regionen" in text(page)
    assert (proposed.status_code, decided.status_code) == (302, 302)
    assert "Hela regionen" in asked
    assert "När två huvudmän behövs, också skolan" in asked
    row = keys_of(shown)["sip_condition"]
    assert (row.lines, row.file) == (["När två huvudmän behövs, också skolan"], "Beslutat i portalen")
    assert "nyckel=sip_condition" in row.change


def test_the_page_says_what_a_change_leads_to(county, ada):
    decide(county, "meetings_min.steering", [{"count": 3, "per": "term"}], area=county.east)

    said = text(ada.get(url("meetings_min")))

    assert f"Har eget värde och ändras inte: {county.east.name}." in said
    assert "Frister som redan löper behåller sin tid." in said
    assert "grupper berörs" in said


@pytest.mark.parametrize(("key", "area"), [("meetings_min.steering", ""), ("age_limit", "east")])
def test_a_key_in_the_wrong_place_is_said_beside_it(county, ada, key, area):
    refused = ada.get(url(key, getattr(county, area).pk if area else ""))

    assert refused.status_code == 422
    assert refused.context["form"].errors["nyckel"]

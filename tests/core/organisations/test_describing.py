"""What a unit says of itself: kept by its manager and the administrators, read by all. [S-24, F5]"""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from core import access, clock
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused
from core.organisations.administration.describing import (
    ChangedMeanwhile,
    describe_unit,
    description_of,
    fingerprint,
)
from core.organisations.models import Unit
from core.ui.once import new_key
from tests.core.organisations.conftest import staff
from tests.core.organisations.pages import browser, text
from tests.core.people.build import acting
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(county):
    """Who manages the clinic."""
    return staff(county.region, "unit_manager", "Hedda", unit=county.clinic)


def describe(unit, who, *, seen=None, **changes):
    with access.acting_as(acting(who)) as by:
        return describe_unit(unit, replace(description_of(unit), **changes), seen=seen or fingerprint(unit), by=by)


def now(unit) -> Unit:
    with as_loader():
        return Unit.objects.get(pk=unit.pk)


@pytest.mark.parametrize("name", ["head", "ada"])
def test_its_manager_and_the_administrator_say_what_it_is_for(county, head, name):
    describe(county.clinic, {"head": head, "ada": county.ada}[name], mission="Psykiatrisk vård", age_to=17)

    assert (now(county.clinic).mission, now(county.clinic).age_to) == ("Psykiatrisk vård", 17)
    with as_loader():
        assert AuditEvent.objects.filter(act="unit.described", object_id=county.clinic.pk).count() == 1


def test_nobody_else_does_and_no_manager_for_another_unit(county, other, head):
    for who, unit in ((county.maj, county.school), (head, county.school), (other.ada, county.clinic)):
        with pytest.raises(PermissionDenied):
            describe(unit, who, mission="Annat")


def test_the_database_lets_no_manager_change_another_unit_nor_what_a_unit_is(county, head):
    with access.acting_as(acting(head)):
        assert Unit.objects.filter(pk=county.school.pk).update(mission="Annat") == 0
        assert Unit.objects.filter(pk=county.clinic.pk).update(mission="Eget") == 1
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE organisations_unit SET name = 'Annan' WHERE id = %s", [county.clinic.pk])


def test_a_unit_that_has_ended_says_nothing_new(county, head):
    with as_loader():
        Unit.objects.filter(pk=county.clinic.pk).update(valid_to=clock.today() - timedelta(days=1))

    with pytest.raises(PermissionDenied):
        describe(county.clinic, head, mission="Annat")


def test_two_who_write_at_once_do_not_wipe_out_each_other(county, head):
    seen = fingerprint(county.clinic)
    describe(county.clinic, county.ada, mission="Adas")

    with pytest.raises(ChangedMeanwhile):
        describe(county.clinic, head, seen=seen, mission="Heddas")
    assert now(county.clinic).mission == "Adas"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"age_from": 12, "age_to": 6}, "age_to"), ({"mission": "Vi tar emot 121212-1212"}, "mission")],
)
def test_what_does_not_fit_is_refused_beside_its_field(county, head, changes, field):
    with pytest.raises(Refused) as refusal:
        describe(county.clinic, head, **changes)

    assert refusal.value.field == field


def answers(unit, **changes):
    said = {name: "" if value is None else value for name, value in asdict(description_of(unit)).items()}
    return {**said, "seen": fingerprint(unit), "form_key": new_key(), **changes}


def test_on_the_page_the_new_words_stand_at_once_for_all(county, head):
    address = reverse("organisations:unit_describe", args=[county.clinic.pk])
    manager, reader = browser(head), browser(county.maj)

    saved = manager.post(address, answers(county.clinic, referral_path="Ring måndag till torsdag"))
    page = reader.get(saved["Location"])

    assert saved.status_code == 302
    assert "Ring måndag till torsdag" in text(page)
    assert "Ändra beskrivningen" not in text(page)
    assert reader.get(address).status_code == 404


def test_who_lost_the_race_keeps_the_words_and_may_save_over(county, head):
    address = reverse("organisations:unit_describe", args=[county.clinic.pk])
    typed = answers(county.clinic, mission="Heddas ord")
    describe(county.clinic, county.ada, mission="Adas ord")
    manager = browser(head)

    refused = manager.post(address, typed)
    again = manager.post(address, {**typed, "seen": refused.context["form"]["seen"].value(), "form_key": new_key()})

    assert refused.status_code == 422
    assert "Heddas ord" in refused.content.decode()
    assert again.status_code == 302
    assert now(county.clinic).mission == "Heddas ord"

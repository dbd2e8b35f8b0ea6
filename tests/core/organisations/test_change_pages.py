"""The pages of changes as administrators meet them. [F4-F8, security 2]"""

import re
from datetime import timedelta

import pytest

from core import access, clock
from core.organisations.models import ChangeKind, StructureChange, Unit
from core.organisations.restructuring.services import approve_change, propose_change
from core.ui import dates
from tests.core.organisations.pages import text
from tests.core.people.build import acting
from tests.database import as_loader

pytestmark = pytest.mark.django_db
CHANGES = "/organisation/andringar/"
NEW = f"{CHANGES}ny/"


def later(days=30):
    return clock.today() + timedelta(days=days)


def split_address(county):
    return f"{NEW}?vad=dela-omrade&omrade={county.east.pk}"


def split(county, **changes):
    parts = {f"del_{county.one.pk.hex}": "Ett", f"del_{county.two.pk.hex}": "Två"}
    return {**parts, "on": later().isoformat(), "reason": "Stadsdelarna går skilda vägar", "seen": "", **changes}


def seen_in(answer) -> str:
    return re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]


def changes() -> list:
    with as_loader():
        return list(StructureChange.objects.all())


def proposed(county, kind=ChangeKind.SPLIT_AREA, **said):
    said = said or {"area": str(county.east.pk), "into": {str(county.one.pk): "Ett", str(county.two.pk): "Två"}}
    with access.acting_as(acting(county.ada)) as by:
        return propose_change(kind, said, on=later(), reason="Skälet", by=by)


def test_what_a_change_leads_to_is_shown_before_it_is_proposed(county, ada):
    page = ada.post(split_address(county), split(county))

    assert (page.status_code, changes()) == (200, [])
    assert "Det här händer" in text(page)
    assert "individforum Ett" in text(page)
    assert 'value="Stadsdelarna går skilda vägar"' in page.content.decode()

    answer = ada.post(split_address(county), split(county, seen=seen_in(page)))

    assert (answer.status_code, answer.url) == (302, CHANGES)
    (change,) = changes()
    assert (change.kind, change.on, change.status) == ("split_area", later(), "proposed")
    assert "Väntar på en annan" in text(ada.get(CHANGES))


def test_another_answer_is_shown_its_own_effects_first(county, ada):
    page = ada.post(split_address(county), split(county))

    again = ada.post(split_address(county), split(county, seen=seen_in(page), on=later(40).isoformat()))

    assert (again.status_code, changes()) == (200, [])
    assert seen_in(again) != seen_in(page)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("on", "", "Ange ett datum"),
        ("on", "2020-01-01", "är för tidigt"),
        ("reason", "", "Fyll i"),
        ("del_two", "ett", "Delningen ska ge minst två områden"),
        ("del_two", "Vaster", "Det finns redan en med det namnet"),
    ],
)
def test_what_cannot_be_is_said_and_everything_typed_stands(county, ada, field, value, sentence):
    name = f"del_{county.two.pk.hex}" if field == "del_two" else field
    values = split(county, **{name: "Ett" if value == "ett" else value})

    page = ada.post(split_address(county), values)

    assert (page.status_code, changes()) == (422, [])
    assert sentence in text(page)
    html = page.content.decode()
    assert f'value="{values[f"del_{county.one.pk.hex}"]}"' in html
    assert 'class="errors"' in html


def test_the_second_administrator_reads_what_it_leads_to_and_decides(county, ada, bo):
    change = proposed(county)
    address = f"{CHANGES}{change.pk}/"

    words = text(bo.get(address))
    assert "Oster blir Ett, Två" in words
    assert f"Från och med {dates.day(later())}" in words
    assert "grupper börjar" in words
    assert "Besluta ändringen" not in text(ada.get(address))
    assert ada.post(address, {"answer": "approve"}).status_code == 403

    assert bo.post(address, {"answer": "approve"}).url == CHANGES
    assert changes()[0].status == "approved"
    assert "Beslutad" in text(bo.get(CHANGES))
    assert "Det här hände" in text(bo.get(address))
    assert bo.post(address, {"answer": "refuse"}).status_code == 302  # decided already: said, and nothing changes
    assert changes()[0].status == "approved"


def test_who_proposed_may_take_it_back(county, ada):
    change = proposed(county)

    ada.post(f"{CHANGES}{change.pk}/", {"answer": "refuse"})

    assert changes()[0].status == "declined"


def test_a_decision_that_can_no_longer_be_made_is_said_on_its_page(county, bo):
    change = proposed(county)
    other = proposed(county, ChangeKind.MERGE_AREAS, areas=[str(county.east.pk), str(county.west.pk)], name="Hela")
    with access.acting_as(acting(county.bo)) as by:
        approve_change(other, by=by)

    page = bo.post(f"{CHANGES}{change.pk}/", {"answer": "approve"})

    assert (page.status_code, "och dagen före. Välj en annan dag." in text(page)) == (422, True)


def test_each_place_offers_what_may_be_done_with_it(county, ada, maj):
    area, unit = f"/organisation/omraden/{county.east.pk}/", f"/organisation/enheter/{county.clinic.pk}/"
    assert f"{NEW}?omrade={county.east.pk}" in ada.get(area).content.decode()
    assert f"{NEW}?verksamhet={county.clinic.pk}" in ada.get(unit).content.decode()
    assert "Ändra" not in text(maj.get(area)) + text(maj.get(unit))

    offered = text(ada.get(f"{NEW}?omrade={county.east.pk}"))
    assert ["Dela ett område" in offered, "Avsluta en verksamhet" in offered] == [True, False]
    offered = text(ada.get(f"{NEW}?verksamhet={county.clinic.pk}"))
    assert ["Dela ett område" in offered, "Avsluta en verksamhet" in offered] == [False, True]


@pytest.mark.parametrize(
    "asked",
    ["", "vad=dela-omrade", "vad=ny-verksamhet", "vad=nytt-omrade", "vad=nytt-distrikt", "vad=ny-huvudman"]
    + [f"vad={slug}&omrade=east" for slug in ("sla-ihop-omraden", "avsluta-omrade", "nytt-namn")]
    + [
        f"vad={slug}&verksamhet=clinic"
        for slug in ("andra-omraden", "dela-verksamhet", "sla-ihop-verksamheter", "avsluta-verksamhet", "nytt-namn")
    ],
)
def test_every_kind_has_its_page(county, ada, asked):
    for name in ("east", "clinic"):
        asked = asked.replace(f"={name}", f"={getattr(county, name).pk}")
    assert ada.get(f"{NEW}?{asked}").status_code == 200


def test_the_principals_stand_there_each_to_be_renamed(county, ada):
    page = ada.get(CHANGES)

    assert "2 huvudmän" in text(page)
    address = f"{NEW}?huvudman={county.town.pk}"
    assert address in page.content.decode()
    assert "Nytt namn" in text(ada.get(address))


def test_a_unit_is_added_with_what_was_filled_in(county, ada, bo):
    values = {
        "name": "Hamnen",
        "unit_type": "youth_clinic",
        "principal": county.care.pk,
        "second_principal": county.town.pk,
        "district": county.one.pk,
        "serves": [county.east.pk, county.west.pk],
        "age_from": "13",
        "age_to": "23",
        "on": later().isoformat(),
        "reason": "Ny mottagning",
    }
    address = f"{NEW}?vad=ny-verksamhet"
    page = ada.post(address, values)
    ada.post(address, {**values, "seen": seen_in(page)})
    (change,) = changes()

    words = text(bo.get(f"{CHANGES}{change.pk}/"))
    for said in ("Hamnen", "Ungdomsmottagning", "Regionen", "Staden", "Ett", "Oster, Vaster", "13", "23"):
        assert said in words
    bo.post(f"{CHANGES}{change.pk}/", {"answer": "approve"})
    with as_loader():
        made = Unit.objects.get(name="Hamnen")
        assert (made.age_from, made.age_to, made.valid_from) == (13, 23, later())
        assert made.service_rows.count() == 2


def test_a_former_name_stands_in_the_history(county, ada, maj):
    said = {"of": "unit", "unit": str(county.clinic.pk), "name": "BUP Staden", "before": "BUP"}
    with access.acting_as(acting(county.ada)) as by:
        change = propose_change(ChangeKind.RENAME, said, on=clock.today(), reason="Nytt", by=by)
    with access.acting_as(acting(county.bo)) as by:
        approve_change(change, by=by)

    words = text(maj.get(f"/organisation/enheter/{county.clinic.pk}/"))
    assert "BUP Staden" in words
    assert f"Hette förut BUP till {dates.day(clock.today())}" in words


def test_the_pages_are_the_administrators_own(county, maj):
    change = proposed(county)
    addresses = (CHANGES, NEW, f"{CHANGES}{change.pk}/")
    assert [maj.get(address).status_code for address in addresses] == [404, 404, 404]


@pytest.mark.parametrize("address", [f"{NEW}?omrade=x", f"{NEW}?omrade=00000000-0000-4000-8000-000000000000"])
def test_a_place_that_is_not_there_is_not_found(ada, county, address):
    assert ada.get(address).status_code == 404


def test_a_long_list_of_changes_asks_no_more_than_a_short_one(county, ada):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as found:
            ada.get(CHANGES)
        return len(found)

    proposed(county)
    few = asked()
    for _ in range(3):
        proposed(county)
    assert asked() == few

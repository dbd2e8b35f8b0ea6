"""Units out of a file: told row by row, asked for as one change, written when another has decided. [F4, F5, F7]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.intake import services
from core.intake.columns import IntakeKind
from core.intake.lines import fingerprint
from core.intake.table import table_of
from core.organisations.models import AreaService, StructureChange, Unit
from core.organisations.restructuring.services import approve_change, decline_change
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db
TODAY = clock.today()
HEAD = [
    "Verksamhet",
    "Huvudman",
    "Typ",
    "BUS-områden",
    "Från ålder",
    "Till och med ålder",
    "Funktionsbrevlåda",
    "Beskrivning",
]


def row(name="Nya skolan", principal="Staden", kind="Skola", areas="", first="", last="", mailbox="", mission=""):
    return [name, principal, kind, areas, str(first), str(last), mailbox, mission]


def bup(**changes):
    return row(**{"name": "BUP", "principal": "Regionen", "kind": "Barn- och ungdomspsykiatri", **changes})


def school(**changes):
    return row(**{"name": "Skolan", **changes})


def read(county, *rows):
    numbered = [(number, one) for number, one in enumerate((HEAD, *rows), 1)]
    with acting_as(build.acting(county.ada)) as acting:
        return services.read_file(IntakeKind.UNITS, table_of(IntakeKind.UNITS, numbered), by=acting)


def lines(county, *rows):
    draft = read(county, *rows)
    with acting_as(build.acting(county.ada)) as acting:
        return services.lines_of(draft, by=acting, today=TODAY)


def take_in(county, *rows):
    draft = read(county, *rows)
    with acting_as(build.acting(county.ada)) as acting:
        seen = fingerprint(services.lines_of(draft, by=acting, today=TODAY))
        return services.take_in(draft, seen=seen, by=acting)


def decide(change, under, verb=approve_change):
    with acting_as(build.acting(under)) as acting:
        return verb(change, by=acting)


def unit(name: str) -> Unit:
    with as_loader():
        return Unit.objects.select_related("principal").get(name=name)


def served(name: str) -> list[str]:
    with as_loader():
        rows = AreaService.objects.filter(unit__name=name, valid_to__isnull=True)
        return sorted(rows.values_list("area__name", flat=True))


def faults(line) -> list[str]:
    return [fault.column for fault in line.faults]


def test_what_is_confirmed_waits_and_another_makes_all_of_it_hold(county):
    change = take_in(
        county,
        row(areas="Oster, Vaster", first=6, last=16, mailbox="skolan@prov.example", mission="Undervisar."),
        school(areas="Vaster", mission="Undervisar också."),
    )
    with as_loader():
        assert list(Unit.objects.filter(name="Nya skolan")) == []

    decide(change, county.bo)
    made = unit("Nya skolan")
    assert (made.principal, made.unit_type, made.valid_from) == (county.town, "school", TODAY)
    assert (made.age_from, made.age_to, made.mailbox) == (6, 16, "skolan@prov.example")
    assert made.mission == "Undervisar."
    assert (served("Nya skolan"), served("Skolan")) == (["Oster", "Vaster"], ["Oster", "Vaster"])
    assert unit("Skolan").mission == "Undervisar också."
    with as_loader():
        decided = StructureChange.objects.get()
    assert set(decided.about) == {str(made.pk), str(county.school.pk)}
    assert decided.holds == [f"{county.school.pk} serves"]


def test_each_row_says_what_it_would_do(county):
    new, more, same = lines(
        county, row(areas="Oster"), school(areas="Oster; Vaster", mission="Ny text"), bup(first=0, last=17)
    )

    assert (new.outcome, new.effects) == ("new", ["Verksamheten läggs till: Skola, Staden.", "Den betjänar Oster."])
    assert (more.outcome, more.effects) == (
        "changed", ["Den betjänar också Vaster.", "Det här ändras: Beskrivning."]
    )  # fmt: skip
    assert (same.outcome, same.effects) == ("same", [])


def test_the_same_file_again_changes_nothing_while_it_waits_and_afterwards(county):
    rows = (row(areas="Oster", mission="Undervisar."), school(areas="Vaster"))
    change = take_in(county, *rows)
    waiting = lines(county, *rows)
    (other,) = lines(county, row(areas="Vaster"))
    decide(change, county.bo)
    held = lines(county, *rows)

    assert [(line.outcome, line.effects) for line in waiting] == [
        ("same", ["Väntar redan på en annan administratör."])
    ] * 2  # fmt: skip
    assert (other.outcome, faults(other)) == ("wrong", ["Verksamhet"])
    assert [(line.outcome, line.effects, line.faults) for line in held] == [("same", [], [])] * 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"name": ""}, "Verksamhet"),
        ({"name": "@skolan"}, "Verksamhet"),
        ({"principal": "Grannstaden"}, "Huvudman"),
        ({"kind": "Sommarskola"}, "Typ"),
        ({"areas": "Oster, Norr"}, "BUS-områden"),
        ({"first": "sex"}, "Från ålder"),
        ({"last": 99}, "Till och med ålder"),
        ({"first": 16, "last": 6}, "Till och med ålder"),
        ({"mailbox": "skolan"}, "Funktionsbrevlåda"),
        ({"mission": "x" * 5_001}, "Beskrivning"),
        ({"name": "Skolan", "kind": "Förskola"}, "Typ"),
        (
            {"name": "BUP", "principal": "Regionen", "kind": "Barn- och ungdomspsykiatri", "first": 18},
            "Till och med ålder",
        ),
    ],
)
def test_what_has_to_be_mended_is_said_beside_its_column(county, cells, column):
    (line,) = lines(county, row(**cells))

    assert (line.outcome, line.wanted, faults(line)) == ("wrong", None, [column])
    with pytest.raises(Refused, match="behöver rättas"):
        take_in(county, row(name="Hel"), row(**cells))


def test_a_unit_stands_once_in_a_file(county):
    first, second = lines(county, row(), row(mission="Igen"))

    assert (faults(first), faults(second)) == ([], ["Verksamhet"])


def test_the_one_who_asked_does_not_decide_and_a_refusal_changes_nothing(county):
    change = take_in(county, row())
    with pytest.raises(PermissionDenied):
        decide(change, county.ada)
    decide(change, county.bo, decline_change)

    with as_loader():
        assert list(Unit.objects.filter(name="Nya skolan")) == []


def test_what_does_not_hold_any_more_is_named_and_nothing_of_the_file_is_written(county):
    change = take_in(county, row(), school(mission="Undervisar."))
    with as_loader():
        Unit.objects.filter(pk=county.school.pk).update(mission="Någon annans ord.")

    with pytest.raises(Refused, match="Skolan: Någon annan har ändrat"):
        decide(change, county.bo)
    with as_loader():
        assert list(Unit.objects.filter(name="Nya skolan")) == []


def test_the_page_of_the_decision_lists_every_row(county, client):
    change = take_in(county, row(areas="Oster"), school(areas="Vaster", mission="Undervisar."))
    build.sign_in(client, county.bo)
    page = client.get(reverse("organisations:change_decide", args=[change.pk])).content.decode()

    for said in ("Nya skolan", "Ny verksamhet: Skola, Staden, Oster", "Betjänar också Vaster; Uppdrag: Undervisar."):
        assert said in page


def test_what_is_read_to_judge_a_file_does_not_grow_with_it(county):
    def statements(count: int) -> int:
        draft = read(county, school(areas="Vaster"), *(row(name=f"Skola {n}") for n in range(count)))
        with acting_as(build.acting(county.ada)) as acting, CaptureQueriesContext(connection) as said:
            services.lines_of(draft, by=acting, today=TODAY)
        return len(said)

    assert statements(1) == statements(30) <= 2

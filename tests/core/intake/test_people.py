"""People and roles out of a file: told row by row, taken in whole, opened by another. [F10, security 2]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.access import acting_as, fading
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.intake import services
from core.intake.models import IntakeDraft
from core.people import services as persons
from core.people.models import Invitation, Person, RoleAssignment, RoleBatch, RoleProposal
from core.roles import Role
from tests.core.people import build
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db
TODAY = clock.today()
SOON, LATER = TODAY + timedelta(days=200), TODAY + timedelta(days=400)
HEAD = ["E-post", "Förnamn", "Efternamn", "Titel", "Roll", "Verksamhet", "Från och med", "Till och med"]


def row(email="ny@prov.example", given="Ny", family="Person", title="", role="Handläggare", unit="Barnenheten",
        first="", last=SOON):  # fmt: skip
    return [email, given, family, title, role, unit, str(first), str(last)]


def maj(**changes):
    return row(**{"email": "maj@prov.example", "given": "Maj", "family": "Ek", **changes})


def faults(line) -> list[tuple[str, str]]:
    return [(fault.column, fault.sentence) for fault in line.faults]


def stored(model, **asked):
    with as_loader():
        return list(model.objects.filter(**asked).order_by("created_at", "id"))


def end(assignment, last):
    with as_loader():
        RoleAssignment.objects.filter(pk=assignment.pk).update(valid_to=last)


def approve(batch, under):
    with acting_as(build.acting(under)) as acting:
        return persons.approve_batch(batch, by=acting)


def test_a_row_says_what_it_would_do_and_nothing_is_written(town, reading):
    (new,) = reading.lines(HEAD, row())

    assert (new.outcome, new.title, new.faults) == ("new", "Ny Person", [])
    assert new.effects[0] == "Personen läggs till i regionens personer."
    assert new.effects[1].startswith("Rollen föreslås: Handläggare, Barnenheten, ")
    assert not stored(Person, email="ny@prov.example")
    assert not stored(RoleProposal)


def test_confirmed_the_people_are_registered_and_the_roles_wait_for_another(town, reading):
    batch = reading.take_in(reading.read(HEAD, row(), row(role="Enhetschef"), row(email="annan@prov.example")))

    new, other = stored(Person, email__in=["ny@prov.example", "annan@prov.example"])
    asked = stored(RoleProposal)
    assert [(one.person_id, one.role, one.unit_id, one.valid_from, one.valid_to) for one in asked] == [
        (new.pk, Role.CASEWORKER, town.unit.pk, TODAY, SOON),
        (new.pk, Role.UNIT_MANAGER, town.unit.pk, TODAY, SOON),
        (other.pk, Role.CASEWORKER, town.unit.pk, TODAY, SOON),
    ]
    assert {one.batch_id for one in asked} == {batch.pk}
    assert not stored(RoleAssignment, person__in=[new, other])
    assert not stored(Invitation)
    assert stored(IntakeDraft) == []
    with as_loader():
        acts = AuditEvent.objects.filter(object_kind="intake.intakedraft").order_by("number")
        assert [(one.act, one.assignment_id) for one in acts] == [
            ("intake.read", town.ada.pk), ("intake.confirmed", town.ada.pk)
        ]  # fmt: skip


def test_another_opens_all_of_it_at_once_and_each_person_is_invited_once(town, reading):
    batch = reading.take_in(reading.read(HEAD, row(), row(role="Enhetschef"), maj(role="Enhetschef")))

    assert approve(batch, town.bo) == 3
    roles = stored(RoleAssignment, granted_by=town.ada)
    assert [(one.role, one.approved_by_id, one.user_id) for one in roles] == [
        (Role.CASEWORKER, town.bo.pk, None),
        (Role.UNIT_MANAGER, town.bo.pk, None),
        (Role.UNIT_MANAGER, town.bo.pk, town.maj.user_id),
    ]
    assert [one.email for one in stored(Invitation)] == ["ny@prov.example"]
    assert [mail.to for mail in build.deliver()] == [["ny@prov.example"]]


def test_the_same_file_again_changes_nothing_before_and_after_it_has_been_answered(town, reading):
    rows = (HEAD, row(title="Kurator"), row(role="Enhetschef", title="Kurator", first=SOON, last=LATER), maj(last=SOON))
    batch = reading.take_in(reading.read(*rows))
    waiting = reading.lines(*rows)
    approve(batch, town.bo)
    answered = reading.lines(*rows)

    for lines in (waiting, answered):
        assert [(line.outcome, line.effects, line.faults) for line in lines] == [("same", [], [])] * 3
    with pytest.raises(Refused, match="ändrar ingenting"):
        reading.take_in(reading.read(*rows))


def test_a_longer_time_is_asked_for_from_the_day_after_and_a_shorter_one_ends_the_role(town, reading):
    end(town.maj, SOON)
    (longer,) = reading.lines(HEAD, maj(last=LATER))
    assert (longer.role["valid_from"], longer.role["valid_to"], longer.ends) == (SOON + timedelta(days=1), LATER, [])

    before = SOON - timedelta(days=10)
    assert reading.take_in(reading.read(HEAD, maj(last=before))) is None
    assert [one.valid_to for one in stored(RoleAssignment, pk=town.maj.pk)] == [before]


def test_a_last_day_that_has_been_ends_the_role_at_once(town, reading):
    yesterday = TODAY - timedelta(days=1)
    (line,) = reading.lines(HEAD, maj(first=TODAY - timedelta(days=300), last=yesterday))
    assert line.outcome == "changed"
    assert [effect for effect in line.effects if effect.startswith("Ingen har rollen Handläggare efter det")]

    reading.take_in(reading.read(HEAD, maj(first=TODAY - timedelta(days=300), last=yesterday)))
    assert [one.valid_to for one in stored(RoleAssignment, pk=town.maj.pk)] == [yesterday]
    (again,) = reading.lines(HEAD, maj(first=TODAY - timedelta(days=300), last=yesterday))
    assert again.outcome == "same"


def test_a_name_is_corrected_and_an_empty_cell_leaves_what_stands(town, reading):
    reading.take_in(reading.read(HEAD, maj(family="Ek Lind", title="Kurator")))
    (line,) = reading.lines(HEAD, maj(family="Ek Lind"))

    (person,) = stored(Person, pk=town.maj.person_id)
    assert (person.family_name, person.title) == ("Ek Lind", "Kurator")
    assert line.outcome == "same"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"email": "ny@prov"}, "E-post"),
        ({"email": ""}, "E-post"),
        ({"given": ""}, "Namn"),
        ({"given": "=1+1"}, "Förnamn"),
        ({"family": "x" * 101}, "Efternamn"),
        ({"role": "Överhuvud"}, "Roll"),
        ({"role": "Regionens administratör"}, "Roll"),
        ({"role": "Portalens administratör"}, "Roll"),
        ({"role": "Logggranskare"}, "Roll"),
        ({"unit": "Barnenhetens"}, "Verksamhet"),
        ({"unit": ""}, "Verksamhet"),
        ({"role": "Ledamot i styrgruppen"}, "BUS-område"),
        ({"last": ""}, "Till och med"),
        ({"last": "30 februari 2027"}, "Till och med"),
        ({"first": LATER}, "Till och med"),
    ],
)
def test_what_has_to_be_mended_is_said_beside_its_column_and_nothing_is_taken_in(town, reading, cells, column):
    draft = reading.read(HEAD, row(email="hel@prov.example"), row(**cells))
    with acting_as(build.acting(town.ada)) as acting:
        whole, wrong = services.lines_of(draft, by=acting, today=TODAY)

    assert (whole.outcome, wrong.outcome, wrong.effects) == ("new", "wrong", [])
    assert [one for one, _sentence in faults(wrong)] == [column]
    with pytest.raises(Refused, match="behöver rättas"):
        reading.take_in(draft)
    assert stored(Person, email="hel@prov.example") == []
    assert [one.pk for one in stored(IntakeDraft)] == [draft.pk]


def test_a_name_that_nothing_has_is_told_with_what_may_be_meant(town, reading):
    (line,) = reading.lines(HEAD, row(unit="Barnenhetn"))

    assert faults(line)[0][1].endswith("Menade du ”Barnenheten”?")


def test_units_that_are_called_the_same_are_told_apart_by_their_principal(town, reading):
    other = build.principal(town.region)
    with as_loader():
        type(other).objects.filter(pk=other.pk).update(name="Grannstads kommun", short_name="Grannstad")
    theirs = build.unit(town.region, other)

    (unclear,) = reading.lines(HEAD, row())
    (clear,) = reading.lines([*HEAD, "Huvudman"], [*row(), "grannstad"])
    (wrong,) = reading.lines([*HEAD, "Huvudman"], [*row(), "Ingenstad"])
    assert faults(unclear) == [("Verksamhet", "Flera verksamheter heter ”Barnenheten”. Skriv också huvudmannen.")]
    assert clear.role["unit"] == theirs
    assert [one for one, _sentence in faults(wrong)] == ["Huvudman"]


def test_rows_that_contradict_each_other_say_which(town, reading):
    lines = reading.lines(HEAD, row(), row(), row(family="Annan", role="Enhetschef"))

    assert faults(lines[0]) == []
    assert faults(lines[1]) == [("Roll", "Samma roll för samma person står redan på rad 2.")]
    assert faults(lines[2]) == [("E-post", "Samma adress har ett annat namn eller en annan titel på rad 2.")]


def test_nobody_changes_ones_own_roles_by_a_file(town, reading):
    mine = row(email=town.ada.person.email, given="Ada", family="Rydberg")
    (line,) = reading.lines(HEAD, mine)

    assert faults(line) == [("E-post", "Raden gäller dig själv. En annan administratör får ändra dina roller.")]


def test_a_name_in_one_cell_is_read_both_ways(town, reading):
    head = ["E-post", "Namn", "Roll", "Verksamhet", "Till och med"]
    lines = reading.lines(
        head,
        ["a@prov.example", "von Ek, Maj", "Handläggare", "Barnenheten", str(SOON)],
        ["b@prov.example", "Maj Eva Ek", "Handläggare", "Barnenheten", str(SOON)],
    )

    assert [(line.names["given_name"], line.names["family_name"]) for line in lines] == [
        ("Maj", "von Ek"), ("Maj Eva", "Ek")
    ]  # fmt: skip


def test_what_has_changed_since_it_was_shown_is_shown_again(town, reading):
    draft = reading.read(HEAD, row())
    build.person(town.region, "Ny", "Person", "ny@prov.example")

    with acting_as(build.acting(town.ada)) as acting, pytest.raises(Refused, match="ändrats sedan"):
        services.take_in(draft, seen="0" * 16, by=acting)
    assert len(stored(IntakeDraft)) == 1


def test_a_file_is_taken_in_once(town, reading):
    draft = reading.read(HEAD, row())
    reading.take_in(draft)

    with pytest.raises(WrongState):
        reading.take_in(draft)
    with acting_as(build.acting(town.ada)) as acting, pytest.raises(WrongState):
        services.discard(draft, by=acting)
    assert len(stored(RoleProposal)) == 1


def test_a_file_thrown_away_or_read_over_leaves_nothing(town, reading):
    first = reading.read(HEAD, row())
    second = reading.read(HEAD, row())
    assert [one.pk for one in stored(IntakeDraft)] == [second.pk]
    assert first.pk != second.pk

    with acting_as(build.acting(town.ada)) as acting:
        services.discard(second, by=acting)
    assert stored(IntakeDraft) == []


def test_nobody_else_sees_or_takes_the_rows(town, reading):
    draft = reading.read(HEAD, row())
    foreign = build.administrator(build.region("annan"))

    for under in (town.bo, foreign):
        with acting_as(build.acting(under)) as acting:
            assert list(IntakeDraft.objects.all()) == []
            with pytest.raises(WrongState):
                services.discard(draft, by=acting)
    with acting_as(build.acting(town.maj)) as acting, pytest.raises(PermissionDenied):
        services.discard(draft, by=acting)
    with pytest.raises(PermissionDenied):
        reading.read(HEAD, row(), by=town.maj)
    assert len(stored(IntakeDraft)) == 1


def test_a_stale_sign_in_asks_who_sits_there(town, reading):
    draft = reading.read(HEAD, row())
    with pytest.raises(Refused) as refused:
        reading.take_in(draft, acts=build.acting(town.ada, signed_in_ago=timedelta(minutes=11)))

    assert refused.value.field == "confirm"
    assert stored(Person, email="ny@prov.example") == []


def test_what_nobody_came_back_to_goes_within_a_day(town, reading):
    old = reading.read(HEAD, row())
    with as_loader():
        IntakeDraft.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(hours=25))
    fresh = reading.read(HEAD, row(), by=town.bo)

    with as_role("bus_worker"):
        assert [fading.sweep_region(town.region.pk) for _again in range(2)] == [1, 0]
    assert [one.pk for one in stored(IntakeDraft)] == [fresh.pk]


def test_what_is_read_to_judge_a_file_does_not_grow_with_it(town, reading):
    def statements(count: int) -> int:
        draft = reading.read(HEAD, maj(), *(row(email=f"{n}@prov.example") for n in range(count)))
        with acting_as(build.acting(town.ada)) as acting, CaptureQueriesContext(connection) as said:
            services.lines_of(draft, by=acting, today=TODAY)
        return len(said)

    assert statements(1) == statements(30) <= 4


def test_batches_are_each_others_regions_secret(town, reading):
    batch = reading.take_in(reading.read(HEAD, row()))
    with acting_as(build.acting(build.administrator(build.region("annan")))):
        assert list(RoleBatch.objects.filter(pk=batch.pk)) == []
    with acting_as(build.acting(town.maj)):
        assert list(RoleBatch.objects.filter(pk=batch.pk)) == []

"""Plain SQL as the web's own role: what no program of ours can talk the database into. [security 3]"""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.http import HttpResponse

from core import clock
from core.access import acting_as
from core.access.context import signed
from core.access.middleware import ActingMiddleware
from core.access.tables import lists
from core.people.models import RoleAssignment
from sip.cases.models import ForumCase
from sip.models import Case, Consent, Contribution, Participation
from tests.access.world import make_world
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t

WALLED = sorted(lists().child_level | lists().region_level)


@kept
def world():
    """An escalated case: rows in every table of the forum, and a second region beside it."""
    return make_world("escalated")


def run(sql: str, parameters=()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def counted() -> dict[str, int]:
    """Rows seen in each walled table that this role may ask at all; only tables with any."""
    asked = run("SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(t, 'SELECT')", [WALLED])
    union = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for (table,) in asked)
    return {table: number for table, number in run(union) if number}


def seen_with(context: str | None) -> dict[str, int]:
    """What a bare transaction sees under this value of app.context."""
    with transaction.atomic():
        if context is not None:
            run("SELECT set_config('app.context', %s, true)", [context])
        found = counted()
        run("SELECT set_config('app.context', '', true)")
    return found


def pid() -> int:
    return connection.connection.info.backend_pid


def insert(table: str, **values) -> None:
    """One row by plain SQL; keys checked at once, as at commit."""
    columns = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    with transaction.atomic():
        run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [*values.values()])
        run("SET CONSTRAINTS ALL IMMEDIATE")


def row_of(acting, **values) -> dict:
    return {"id": uuid.uuid4(), "created_at": clock.now(), "region_id": acting.region_id, **values}


def test_there_is_something_to_hide(world):
    with as_loader():
        found = counted()
    empty = lists().child_level - set(found)
    none = "draft casedeviation casenoticed consentsignature timeenquiry decisionreceipt expectedbirth"
    assert empty <= {f"sip_{name}" for name in none.split()}
    assert found["sip_contribution"] >= 1


def test_a_signed_context_opens_what_the_assignment_may_see(world):
    found = seen_with(signed(world.town.teacher, pid()))

    assert (found["sip_case"], found["sip_forumcase"], found["sip_sipplan"], found["sip_transfer"]) == (3, 1, 1, 1)


def test_without_a_context_no_row_of_any_table(world):
    assert seen_with(None) == seen_with("") == seen_with("||||||||") == {}


def tampered() -> dict:
    """Ways to change a signed context: name → what becomes of its parts."""

    def changed(place, value):
        return lambda parts, world: [*parts[:place], value(world), *parts[place + 1 :]]

    return {
        "kind": changed(0, lambda world: "job"),
        "user": changed(1, lambda world: str(world.town.convenor.user_id)),
        "assignment": changed(2, lambda world: str(world.town.convenor.assignment_id)),
        "region": changed(3, lambda world: str(world.other.region.pk)),
        "purpose": changed(4, lambda world: "sweep"),
        "moment": changed(5, lambda world: "2020-01-01T00:00:00+00:00"),
        "expiry": changed(6, lambda world: "99999999999"),
        "case": changed(7, lambda world: str(world.case.pk)),
        "proof": changed(8, lambda world: "0" * 64),
        "no proof": lambda parts, world: parts[:8],
        "one more": lambda parts, world: [*parts, "x"],
    }


@pytest.mark.parametrize("part", sorted(tampered()))
def test_a_context_changed_in_any_part_opens_nothing(world, part):
    parts = signed(world.town.teacher, pid()).split("|")

    assert seen_with("|".join(tampered()[part](parts, world))) == {}


def test_an_expired_context_opens_nothing(world, monkeypatch):
    real = __import__("time").time
    monkeypatch.setattr("core.access.context.time.time", lambda: real() - 61)

    assert seen_with(signed(world.town.teacher, pid())) == {}


def test_another_connections_context_opens_nothing(world):
    assert seen_with(signed(world.town.teacher, pid() + 1)) == {}


def test_another_keys_context_opens_nothing(world, settings):
    settings.CONTEXT_KEY = "5a" * 32

    assert seen_with(signed(world.town.teacher, pid())) == {}


def test_a_set_config_smuggled_into_a_query_widens_nothing(world):
    forged = signed(world.town.convenor, pid()).rsplit("|", 1)[0] + "|" + "f" * 64
    with acting_as(world.town.colleague):
        found = run("SELECT code FROM sip_case, (SELECT set_config('app.context', %s, true)) smuggled", [forged])
        assert found == []
        assert run("SELECT count(*) FROM sip_forumcase") == [(0,)]


def test_the_web_cannot_become_another_role_or_lower_the_wall(world):
    refused = (
        "SET ROLE bus_owner", "SET ROLE bus_policy", "SET ROLE bus_loader", "SET ROLE bus_worker",
        "ALTER TABLE sip_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY sip_case_region ON sip_case", "TRUNCATE sip_draft", "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE mine (id int)", "SELECT * FROM access.context_key", "COPY sip_child TO '/tmp/child'",
        "DELETE FROM sip_participation", "UPDATE sip_case SET code = 'X'", "SELECT access.audit_write('{}')",
    )  # fmt: skip
    with acting_as(world.town.teacher):
        for sql in refused:
            with pytest.raises(Error), transaction.atomic():  # noqa: PT012
                run(sql)
                pytest.fail(sql)


def test_row_security_off_is_an_error_not_a_way_in(world):
    with acting_as(world.town.colleague), pytest.raises(Error), transaction.atomic():  # noqa: PT012
        run("SET LOCAL row_security = off")
        run("SELECT * FROM sip_case")


def test_nested_contexts_widen_nothing(world):
    town = world.town
    with acting_as(town.colleague):
        for wider in (town.teacher, town.convenor, world.other.teacher):
            with pytest.raises(PermissionDenied), acting_as(wider):
                pytest.fail("widened")
        with pytest.raises(PermissionDenied), acting_as(job="sweep", region_id=town.region.pk):
            pytest.fail("widened")
        with pytest.raises(PermissionDenied), acting_as():
            pytest.fail("widened")
        assert not ForumCase.objects.exists()


def test_a_job_of_one_region_takes_no_other(world):
    outer = acting_as(job="sweep", region_id=world.town.region.pk)
    with outer, pytest.raises(PermissionDenied), acting_as(job="sweep", region_id=world.other.region.pk):
        pytest.fail("widened")


def test_a_job_reads_no_child_as_the_web_or_as_itself(world):
    with acting_as(job="sweep", region_id=world.town.region.pk):
        assert not set(counted()) & lists().child_level


def test_leaving_puts_the_outer_context_back(world):
    town = world.town
    with acting_as(job="story", region_id=town.region.pk):
        before = run("SELECT current_setting('app.context')")
        with acting_as(town.teacher):
            assert Case.objects.count() == 3
            with acting_as(town.teacher, purpose="print"):
                assert run("SELECT access.purpose()") == [("print",)]
            assert run("SELECT access.purpose(), access.assignment_id()") == [("", town.teacher.assignment_id)]
        assert run("SELECT current_setting('app.context')") == before
        assert not Case.objects.exists()


def test_an_error_inside_leaves_the_outer_context_and_none_of_the_work(world):
    town = world.town
    with acting_as(job="story", region_id=town.region.pk):
        before = run("SELECT current_setting('app.context')")
        with pytest.raises(ZeroDivisionError), acting_as(town.convenor):  # noqa: PT012
            assert ForumCase.objects.update(deviation_code="Ändrad") == 1
            raise ZeroDivisionError
        assert run("SELECT current_setting('app.context')") == before
    with acting_as(town.convenor):
        assert ForumCase.objects.get().deviation_code != "Ändrad"


def foreign(table: str, world) -> dict:
    """A row by which a colleague without any relation would let oneself into the case."""
    me, case = world.town.colleague, world.case.pk
    mine = {"case_id": case, "unit_id": me.unit_id, "assignment_id": me.assignment_id}
    consent, occasion = world.objects["consent"], world.objects["occasion"].pk
    today = clock.today()
    rows = {
        "sip_participation": {**mine, "part": "unit", "valid_from": clock.now(), "added_by_id": me.assignment_id},
        "sip_contact": {
            "child_id": world.child.pk, "assignment_id": me.assignment_id, "unit_id": me.unit_id,
            "valid_from": clock.now(),
        },
        "sip_concernedmanager": {
            "case_id": case, "assignment_id": me.assignment_id, "named_by_id": me.assignment_id,
        },
        "sip_concernedunit": {"case_id": case, "unit_id": me.unit_id},
        "sip_call": {**mine, "occasion_id": occasion, "has_mandate": True, "reply": "", "attendance": "present"},
        "sip_consent": {
            "case_id": case, "purpose": "forum_occasion", "sitting": 2, "status": "given", "form": "written",
            "information_kinds": ["identity"], "signatories": "all_guardians", "signatories_reason": "",
            "decision_number": "", "word_of": "", "word_form": "",
            "given_on": today, "valid_from": today, "valid_to": today, "document_place": "", "witness": "",
            "explained_how": "", "explained_language": "", "interpreter": "", "exceptions": "",
            "maturity_judgement": "",
            "child_view": "", "child_view_text": "", "recorded_by_id": me.assignment_id,
            "recording_unit_id": me.unit_id,
        },
        "sip_consentunit": {
            "case_id": case, "consent_id": consent, "unit_id": me.unit_id, "word_of": "", "word_form": "",
        },
        "sip_childcase": {"case_id": case, "child_id": world.child.pk},
        "sip_contribution": {
            "case_id": case, "unit_id": me.unit_id, "kind": "view", "version": 1, "text": "x",
            "correction_reason": "", "written_by_id": me.assignment_id,
        },
        "sip_casedeviation": {"case_id": case, "code": "AV-1", "noted_by_id": me.assignment_id},
        "sip_disclosure": {**ground(world), "receiving_unit_id": me.unit_id, "disclosed_by_id": me.assignment_id},
    }  # fmt: skip
    return row_of(me, **rows[table])


def ground(world) -> dict:
    return {
        "case_id": world.case.pk, "contribution_id": piece_of(world), "basis": "osl_10_2",
        "ground_reason": "Behövs", "consent_id": None, "decided_by_name": "Rut Rektor", "decided_by_role": "Rektor",
        "exceptions": "",
    }  # fmt: skip


def piece_of(world):
    with as_loader():
        return Contribution.objects.get(case_id=world.case.pk).pk


FOREIGN = (
    "participation contact concernedmanager concernedunit call consent consentunit childcase contribution "
    "casedeviation disclosure"
).split()


@pytest.mark.parametrize("name", FOREIGN)
def test_nobody_writes_oneself_into_a_case_that_is_hidden(world, name):
    table = f"sip_{name}"
    row = foreign(table, world)
    with acting_as(world.town.colleague):
        with pytest.raises(Error):
            insert(table, **row)
        assert not Case.objects.exists()


def test_a_piece_is_not_taken_by_the_one_who_wants_it(world):
    """The called manager sees the case, so row security lets the row in: the owner's trigger refuses it."""
    steering = world.town.steering_bup
    taken = row_of(
        steering, **ground(world), receiving_unit_id=steering.unit_id, disclosed_by_id=steering.assignment_id
    )
    with acting_as(steering):
        with pytest.raises(Error, match="owning unit"):
            insert("sip_disclosure", **taken)
        assert not Contribution.objects.exists()


def test_the_owner_gives_its_piece_on_a_ground_in_law(world):
    teacher = world.town.teacher
    given = row_of(teacher, **ground(world), receiving_unit_id=world.town.bup.pk, disclosed_by_id=teacher.assignment_id)
    with acting_as(teacher):
        insert("sip_disclosure", **given)
    with acting_as(world.town.steering_bup):
        assert Contribution.objects.count() == 1


def test_a_row_of_one_case_points_at_no_other_case(world):
    town = world.town
    second = t.raised(town, child=t.child_of(town, family_name="Annansson"))
    consent = t.consented(town, second, units=(town.school, town.bup))
    wrong = row_of(
        town.teacher, case_id=world.case.pk, consent_id=consent.pk, unit_id=town.social.pk, word_of="", word_form=""
    )
    with acting_as(town.teacher), pytest.raises(Error, match="same_case"):
        insert("sip_consentunit", **wrong)


@pytest.mark.parametrize(("what", "refusal"), [
    ("assignment", "same_region"), ("unit", "same_region"), ("region", "row-level security"),
])  # fmt: skip
def test_no_key_crosses_to_another_region(world, what, refusal):
    """The keys hold past row security too, for whoever fills a county; the wall of the region for the web."""
    me, other = world.town.teacher, world.other
    row = row_of(
        me, case_id=world.case.pk, unit_id=me.unit_id, assignment_id=me.assignment_id, part="raiser",
        valid_from=clock.now(), added_by_id=me.assignment_id,
    )  # fmt: skip
    row |= {
        "assignment": {"assignment_id": other.colleague.assignment_id},
        "unit": {"unit_id": other.school.pk, "assignment_id": None},
        "region": {"region_id": other.region.pk},
    }[what]
    with acting_as(me) if what == "region" else as_loader(), pytest.raises(Error, match=refusal):
        insert("sip_participation", **row)


@pytest.mark.parametrize("table", ["sip_contribution", "sip_disclosure", "sip_concernedmanager", "audit_event",
                                   "obligations_obligationevent"])  # fmt: skip
@pytest.mark.parametrize("change", ["UPDATE {} SET region_id = region_id", "DELETE FROM {}"])
@pytest.mark.parametrize("role", ["web", "owner"])
def test_what_is_only_added_to_is_never_changed(world, table, change, role):
    """The web lacks the right; past every right, as the loader, the trigger still refuses."""
    with acting_as(world.town.teacher), pytest.raises(Error), transaction.atomic():  # noqa: PT012
        if role == "owner":
            run("RESET ROLE")
            run("SET LOCAL SESSION AUTHORIZATION bus_loader")
        run(change.format(table))


def test_an_ended_assignment_sees_nothing_from_the_next_statement(world):
    teacher = world.town.teacher
    with acting_as(teacher):
        assert Case.objects.count() == 3
        with as_loader():
            RoleAssignment.objects.filter(pk=teacher.assignment_id).update(valid_to=clock.today() - timedelta(days=1))
        assert not set(counted()) & lists().child_level


def test_an_ended_participation_closes_at_once(world):
    teacher = world.town.teacher
    with acting_as(teacher):
        with as_loader():
            Participation.objects.filter(assignment_id=teacher.assignment_id).update(
                valid_to=clock.now() - timedelta(seconds=3)
            )
        assert not Case.objects.exists()
        assert not Consent.objects.exists()


def test_somebody_elses_assignment_opens_nothing(world):
    """A context signed for a user and another's assignment, as a broken program might."""
    mixed = replace(world.town.colleague, assignment_id=world.town.teacher.assignment_id)

    assert not set(seen_with(signed(mixed, pid()))) & lists().child_level


@pytest.mark.parametrize(("status", "kept"), [(200, True), (422, True), (404, True), (500, False), (503, False)])
def test_an_answer_of_500_or_more_keeps_nothing(world, client, rf, status, kept):
    town = world.town
    sign_in(client, town.assignments["convenor"])
    request = rf.get("/")
    request.COOKIES.update({key: morsel.value for key, morsel in client.cookies.items()})
    code = "AV-7"

    def half_done(request):
        ForumCase.objects.update(deviation_code=code)
        return HttpResponse(status=status)

    ActingMiddleware(half_done)(request)

    with acting_as(town.convenor):
        assert (ForumCase.objects.get().deviation_code == code) == kept

"""What an extract is made of, what is marked in it, and what never stands there. [security 2, 6, GDPR 15]"""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.crypto import keyed_index
from core.errors import Refused
from sip.extracts import building, gathering, names, policies
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.states import Kind, Mark
from sip.models import ChildCase, ChildIdentifier, ConcernNote, GuardianBar, ProtectedData
from sip.needs.services import answer_with_plan, assess_need
from sip.plans.choices import Content
from sip.plans.services import others
from sip.retention.documents import TABLES
from tests.access.around_child import state_number
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.extracts import town as e
from tests.sip.retention import town as r

MODELS = {model._meta.db_table: model for model in apps.get_models()}


def test_every_table_of_the_record_and_every_column_of_it_has_a_name():
    assert set(TABLES) <= set(names.TABLES)
    for table in sorted(set(TABLES) - set(names.NEVER)):
        for column in MODELS[table]._meta.concrete_fields:
            names.name_of(column)


def test_nothing_is_held_back_for_want_of_a_word():
    assert gathering._name(Extract._meta.get_field("builder")) == "Builder"


@pytest.mark.django_db
def test_the_database_tells_every_table_of_the_record(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'extract_rows'")
        body = cursor.fetchone()[0]
    assert {table for table in TABLES if f"FROM {table} t " not in body} == set(names.NEVER)


def test_a_column_that_nobody_named_is_a_fault():
    with pytest.raises(LookupError):
        names.name_of(Extract._meta.get_field("builder"))


def test_an_extract_holds_the_own_principals_record_and_nothing_of_anothers(town, child):
    extract = e.built(town, child)
    said = e.all_text(town, extract)
    assert "Elsa" in said
    assert "MÄRKE-SKOLAN" in said
    assert "MÄRKE-BUP" not in said
    sources = {item.source for item in e.items(town, extract)}
    assert {
        "sip_child",
        "sip_case",
        "sip_guardian",
        "sip_contribution",
        "sip_participation",
        "sip_forumcase",
    } <= sources
    with as_loader():
        assert list(AuditEvent.objects.filter(act="extract.built").values_list("child_id", "reason")) == [
            (child.pk, "register")
        ]


def test_another_plan_noted_at_the_child_stands_in_its_extract(town, child):
    facts = others.OtherFacts("care_plan", town.bup, clock.today(), coordination="MÄRKE-PLANER", holds=tuple(Content))
    with acting_as(town.teacher) as by:
        row = others.note_at_child(child, by=by, facts=facts)
        need = assess_need(child, by=by, noticed_on=clock.today(), position="sip", need="Stöd")
        answer_with_plan(need, by=by, other=row)
    told = {item.source: e.text_of(item) for item in e.items(town, e.built(town, child))}
    assert [
        text for text in ("MÄRKE-PLANER", "BUP Norr", "Vårdplan", row.code) if text not in told["sip_otherplan"]
    ] == []
    assert row.code in told["sip_needassessment"]


def test_people_are_told_as_role_and_unit(town, child):
    said = e.all_text(town, e.built(town, child))
    assert "Handläggare, " in said
    assert str(town.assignments["teacher"].person) not in said


def test_what_is_about_others_is_marked_but_not_about_the_receiver(town, child):
    first, second = e.guardians(child)
    for_child = {item.source: item.marks for item in e.items(town, e.built(town, child))}
    assert for_child["sip_guardian"] == [Mark.THIRD_PERSON]
    assert for_child["sip_contribution"] == [Mark.THIRD_PERSON]  # a guardian's name stands in the text
    assert for_child["sip_childidentifier" if "sip_childidentifier" in for_child else "sip_child"] == []

    own = [item for item in e.items(town, e.built(town, child, guardian=first.pk)) if item.source == "sip_guardian"]
    marked = {e.text_of(item): item.marks for item in own}
    assert [marks for text, marks in marked.items() if first.name in text] == [[]]
    assert [marks for text, marks in marked.items() if second.name in text] == [[Mark.THIRD_PERSON]]


@pytest.mark.parametrize(
    ("item", "source", "free"),
    [
        ("minutes", "sip_decision sip_minutes", "sip_child"),
        ("meetings", "sip_occasion", "sip_needassessment"),
        ("places", "sip_contribution", "sip_consentgiver"),
        ("everything", "sip_childcase", ""),
    ],
)
def test_a_bar_toward_the_receiver_marks_what_it_covers(town, child, item, source, free):
    first, second = e.guardians(child)
    with as_loader():
        GuardianBar.objects.create(
            region=town.region, child=child, guardian=first, item=item, reason="harm",
            set_by=town.assignments["teacher"],
        )  # fmt: skip
    found = {one.source: one.marks for one in e.items(town, e.built(town, child, guardian=first.pk))}
    barred = {one for one, marks in found.items() if Mark.BARRED in marks}
    assert barred & set(source.split()) == set(source.split()) & set(found)
    assert free not in barred
    if not (barred & {"sip_contribution"}):  # what people wrote may tell it too
        assert Mark.UNSORTED in found["sip_contribution"]
    other = e.built(town, child, guardian=second.pk)
    assert not [one for one in e.items(town, other) if Mark.BARRED in one.marks]


@pytest.mark.parametrize("holder", ["own", "anothers"])
def test_where_the_child_is_hidden_every_place_is_marked_whoever_knows_it(town, child, case, holder):
    known = child if holder == "own" else t.child_of(town, by=town.bup_manager)
    with as_loader():
        if known != child:
            ChildCase.objects.create(region=town.region, case=case.case, child=known)
        ProtectedData.objects.create(
            region=town.region, child=known, kind="registration", source="register",
            set_by=town.assignments["teacher"],
        )  # fmt: skip
    extract = e.built(town, child)
    found = {one.source: one.marks for one in e.items(town, extract)}
    hidden = {one for one, marks in found.items() if Mark.SECRET_STAY in marks}
    assert {"sip_child", "sip_occasion"} <= hidden
    assert "sip_consent" not in hidden
    assert all(Mark.SECRET_STAY in one.marks for one in e.items(town, e.built(town, child, kind=Kind.LOG)))


def test_the_reporters_own_note_is_in_no_extract(town, child):
    with as_loader():
        ConcernNote.objects.create(
            region=town.region, child=child, reporter=town.assignments["teacher"], reported_on=clock.today()
        )
    for kind in (Kind.REGISTER, Kind.LOG):
        extract = e.built(town, child, kind=kind)
        assert "oros" not in e.all_text(town, extract).lower()


def test_a_log_extract_tells_day_unit_and_act_and_no_name(town, child):
    extract = e.built(town, child, kind=Kind.LOG)
    found = e.items(town, extract)
    said = e.all_text(town, extract)
    assert {item.source for item in found} == {"log"}
    assert town.school.name in said
    assert "Väckte ärendet" in said
    for name in ("teacher", "bup_manager", "convenor"):
        assert str(town.assignments[name].person) not in said


def test_another_principals_child_is_not_found_nor_built_from(town, child, case):
    number = state_number("20140312")
    with r.officer(town, "other") as by:
        assert policies.found_child(by, case.case.code) is None
        assert policies.people_of(child.pk) == []
    with r.officer(town, "first") as by:
        assert policies.found_child(by, case.case.code.lower()) == child.pk
        assert policies.found_child(by, number) is None
    with as_loader():
        ChildIdentifier.objects.create(
            region=town.region, child=child, kind="personal_number", value=number,
            value_index=keyed_index(number, child.principal_id), valid_from=clock.today(),
        )  # fmt: skip
    with r.officer(town, "first") as by:
        assert policies.found_child(by, number) == child.pk
    with r.officer(town, "other") as by:
        assert policies.found_child(by, number) is None
    with pytest.raises(PermissionDenied):
        e.built(town, child, who="other")
    with acting_as(town.teacher) as by, pytest.raises(PermissionDenied):
        building.build(child.pk, by=by, kind=Kind.REGISTER, guardian_id=None, asked_on=clock.today())
    with as_loader():
        assert not Extract.objects.exists()


def test_a_stale_login_and_a_second_open_one_are_refused(town, child):
    with acting_as(town.first) as by, pytest.raises(Refused):
        building.build(child.pk, by=by, kind=Kind.REGISTER, guardian_id=None, asked_on=clock.today())
    e.built(town, child)
    with pytest.raises(Refused, match="redan påbörjat"):
        e.built(town, child, who="second")
    with as_loader():
        assert Extract.objects.count() == 1


def test_the_record_is_read_only_through_ones_own_new_extract(town, child):
    """No officer's plain question opens the record: it needs an extract of one's own, and that one is filled once."""
    extract = e.built(town, child)

    def asked(who: str) -> int:
        with r.officer(town, who), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access.extract_rows(%s)", [extract.pk])
            rows = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM access.extract_log(%s)", [extract.pk])
            return rows + cursor.fetchone()[0]

    assert [asked(who) for who in ("first", "second", "other")] == [0, 0, 0]
    with as_loader():
        ExtractItem.objects.filter(extract=extract).delete()
    assert [asked(who) > 0 for who in ("first", "second", "other")] == [True, False, False]


@pytest.mark.parametrize("who", ["other", "teacher", "reviewer", "admin"])
def test_others_see_no_extract_and_no_item_by_plain_sql(town, child, who):
    extract = e.built(town, child)
    with acting_as(getattr(town, who)), connection.cursor() as cursor:
        for table in ("sip_extract", "sip_extractitem"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0
            with pytest.raises(Error), transaction.atomic():
                cursor.execute(f"DELETE FROM {table}")
        cursor.execute("UPDATE sip_extract SET status = 'read' WHERE id = %s", [extract.pk])
        assert cursor.rowcount == 0

"""Minutes of a sitting take two: who has written of them approves none of it, the database says so too. [security 2]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.notices.models import Notice
from core.roles import Role
from sip.individual_forum import approving, holding
from sip.individual_forum.models import Call, Minutes, MinutesSection
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.test_pages import pdf_text


@kept
def held(town):
    """(the case, an hour after its sitting began): BUP's manager was away; nothing is written yet."""
    case = t.raised(town)
    t.consented(town, case)
    sitting = t.called(town, case)
    later = sitting.starts_at + timedelta(hours=1)
    with clock.moved_to(later), acting_as(town.convenor) as by:
        away = town.assignments["bup_manager"].pk
        calls = Call.objects.filter(case_id=case.pk)
        came = {call.pk: "absent" if call.assignment_id == away else "present" for call in calls}
        holding.hold_occasion(case, by=by, attendance=came)
    return case, later


@pytest.fixture
def case(held):
    case, later = held
    with clock.moved_to(later):
        yield case


def minutes_of(case) -> Minutes:
    return Minutes.objects.get(case_id=case.pk)


def write(town, case, *, by=None) -> None:
    by = by or town.convenor
    with acting_as(by):
        for section in MinutesSection.objects.filter(minutes__case_id=case.pk):
            holding.save_section(section, by=by, text=f"{by.person_name} skrev.", version=section.version)


def another_convenor(town, name="Vera Vikarie", **of):
    with as_loader():
        facts = {"unit": town.school, "district": town.east, **of}
        return b.acting_for(b.make_assignment(town.region, Role.FORUM_CONVENOR, name, **facts))


def as_manager(town, acting):
    """The same person in another role: the head of a unit that was at the sitting."""
    with as_loader():
        assignment = town.assignments["head"]
        assignment.person_id = acting.person_id
        assignment.save(update_fields=["person"])
        return b.acting_for(assignment)


def test_who_wrote_does_not_approve_and_is_told_who_may(town, case):
    write(town, case)
    with pytest.raises(Refused) as refused:
        t.approved(town, case, by=town.convenor)
    assert str(refused.value) == (
        "Du har skrivit i protokollet, så någon annan ska godkänna det. Det kan Sam Chef eller Rut Rektor göra."
    )


def test_a_manager_who_was_there_approves_and_the_case_goes_on(town, case):
    write(town, case)
    assert t.approved(town, case, by=town.head).approved_by_id == town.head.assignment_id
    with acting_as(town.convenor) as by:
        assert holding.conclude(case, by=by, outcome="unresolved").status == "unresolved"


@pytest.mark.parametrize("who", ["teacher", "bup_manager", "other_convenor", "chair"])
def test_who_was_not_there_approves_nothing(town, case, who):
    write(town, case)
    acting = getattr(town, who)
    with as_loader():
        minutes = Minutes.objects.select_related("case").get(case_id=case.pk)
    with acting_as(acting), pytest.raises((PermissionDenied, Minutes.DoesNotExist)):
        approving.approve_minutes(minutes, by=acting)


def test_where_the_district_has_two_convenors_one_writes_and_the_other_approves(town, case):
    deputy = another_convenor(town)
    write(town, case)
    assert t.approved(town, case, by=deputy).approved_by_id == deputy.assignment_id


def test_what_is_written_over_has_still_been_written_by_both(town, case):
    deputy = another_convenor(town)
    write(town, case)
    write(town, case, by=deputy)
    with as_loader():
        kept = {one for row in MinutesSection.objects.values_list("writers", flat=True) for one in row}
    assert kept == {town.convenor.assignment_id, deputy.assignment_id}
    for by in (town.convenor, deputy):
        with pytest.raises(Refused):
            t.approved(town, case, by=by)


def test_a_decision_is_a_part_of_what_is_written(town, case):
    deputy = another_convenor(town)
    write(town, case)
    with acting_as(deputy):
        due = clock.today() + timedelta(days=9)
        holding.add_decision(minutes_of(case), by=deputy, text="Gör så.", unit=town.bup, due_on=due)
    with pytest.raises(Refused):
        t.approved(town, case, by=deputy)


def test_the_same_person_is_not_another_in_another_role(town, case):
    write(town, case)
    manager = as_manager(town, town.convenor)
    with pytest.raises(Refused) as refused:
        t.approved(town, case, by=manager)
    assert "Det kan Sam Chef göra." in str(refused.value)


def test_where_nobody_is_left_the_sentence_says_what_to_do(town, case):
    with as_loader():
        Call.objects.filter(case_id=case.pk).update(attendance="absent")
    write(town, case)
    with pytest.raises(Refused) as refused:
        t.approved(town, case, by=town.convenor)
    assert "be administratören utse en ersättare" in str(refused.value)
    assert "Ingen kan godkänna protokollet nu." in w.words(w.page(w.as_person(town, "convenor"), url_of(case)))


def url_of(case) -> str:
    with as_loader():
        return reverse("sip:minutes", args=[minutes_of(case).pk])


def execute(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


APPROVE = "UPDATE sip_minutes SET status = 'approved', approved_by_id = %s, approved_at = now() WHERE case_id = %s"


@pytest.mark.parametrize("who", ["convenor", "bup_manager", "teacher", "other_convenor"])
def test_the_database_refuses_the_writer_and_who_was_not_there(town, case, who):
    write(town, case)
    with pytest.raises(IntegrityError, match="somebody who was there"), transaction.atomic(), as_loader():
        execute(APPROVE, town.assignments[who].pk, case.pk)


def test_nobody_approves_or_writes_in_anothers_name(town, case):
    write(town, case)
    other = town.assignments["social_manager"].pk
    for sql in (APPROVE, "UPDATE sip_minutessection SET saved_by_id = %s WHERE case_id = %s"):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), acting_as(town.head):
            execute(sql, other, case.pk)


def test_writers_cannot_be_wiped_away(town, case):
    write(town, case)
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("UPDATE sip_minutessection SET writers = '{}' WHERE case_id = %s", [case.pk])
        assert set(MinutesSection.objects.values_list("writers", flat=True).distinct().first()) == {
            town.convenor.assignment_id
        }


def test_everyone_is_told_though_the_manager_sees_the_case_no_more(town, case):
    write(town, case)
    with acting_as(town.convenor) as by:
        due = clock.today() + timedelta(days=9)
        holding.add_decision(minutes_of(case), by=by, text="Skolan utser.", unit=town.school, due_on=due)
    t.approved(town, case, by=town.social_manager)
    with as_loader():
        told = set(Notice.objects.filter(kind="decision_given").values_list("recipient_id", "about_kind"))
    assert told == {(town.head.assignment_id, "minutes"), (town.teacher.assignment_id, "case")}


def test_each_has_the_line_that_is_its_own_on_the_start_page(town, case):
    def lines(who) -> list[str]:
        html = w.words(w.page(w.as_person(town, who), reverse("core:start")))
        said = ("Skriv protokollet från mötet", "Be någon annan godkänna protokollet", "Läs och godkänn protokollet")
        return [one for one in said if one in html]

    assert (lines("convenor"), lines("head")) == (["Skriv protokollet från mötet"], [])
    write(town, case)
    assert lines("convenor") == ["Be någon annan godkänna protokollet"]
    assert lines("head") == lines("social_manager") == ["Läs och godkänn protokollet"]
    assert lines("bup_manager") == lines("teacher") == lines("other_convenor") == []
    t.approved(town, case, by=town.head)
    assert lines("head") == lines("social_manager") == lines("convenor") == []
    assert "Ange utfallet av mötet" in w.words(w.page(w.as_person(town, "convenor"), reverse("core:start")))


def test_the_page_says_who_wrote_and_who_may_approve(town, case):
    url = url_of(case)
    write(town, case)
    convenor, head = w.as_person(town, "convenor"), w.as_person(town, "head")
    html = w.page(convenor, url)
    assert "Skrivet av Kim Kallar. Den som har skrivit godkänner inte." in w.words(html)
    assert "Godkänn och lås" not in html
    sent = convenor.post(f"{url}godkann/", {**w.key(), "bekraftat": "1"}, follow=True)
    assert "Det kan Sam Chef eller Rut Rektor göra." in w.words(sent.content.decode())
    assert "Öppna protokollet" in w.page(convenor, case.get_absolute_url())

    assert "Godkänn och lås" in w.page(head, url)
    assert w.send(head, f"{url}godkann/", {"bekraftat": "1"}) in (url, case.get_absolute_url())
    assert "Skrivet av Kim Kallar. Godkänt av Rut Rektor" in w.words(w.page(head, url))
    printed = "".join(pdf_text(head.get(f"{url}pdf/")).split())
    assert "SkrivetavKimKallarGodkäntavRutRektor" in printed


def test_a_manager_approves_nothing_that_is_half_written(town, case):
    with acting_as(town.convenor) as by:
        section = MinutesSection.objects.filter(minutes__case_id=case.pk).first()
        holding.save_section(section, by=by, text="Det sades.", version=0)
    assert "Godkänn och lås" not in w.page(w.as_person(town, "head"), url_of(case))
    with pytest.raises(Refused, match="Fyll i de här rubrikerna"):
        t.approved(town, case, by=town.head)

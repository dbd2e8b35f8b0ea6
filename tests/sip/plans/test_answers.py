"""What the child and the guardians say to an agreed plan: noted once, kept, shown to those who may. [CS-06, P-41]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from sip.family.readers import CHILD, Reader
from sip.models import PlanAnswer, PlanVersion, SipPlan
from sip.plans import family
from sip.plans.answers_page import newest_answers
from sip.plans.services.answering import Answered, note_answer
from sip.story.page import story_of
from tests.database import as_loader
from tests.sip import walk as w

pytestmark = pytest.mark.django_db
NO = "Jag vill inte byta skola."


@pytest.fixture
def agreed(active):
    town, plan = active
    with as_loader():
        return town, PlanVersion.objects.get(case_id=plan.pk)


def noted(town, version, whose="guardian", answer="agreed", *, by="teacher", name="Anna Provsson", **facts):
    said = {"answered_on": None if answer == "not_asked" else version.agreed_on, **facts}
    with clock.moved_to(version.frozen_at + timedelta(hours=1)), acting_as(getattr(town, by)) as acting:
        return note_answer(version, by=acting, said=Answered(whose=whose, name=name, answer=answer, **said))


def test_each_answers_for_oneself_and_a_later_word_follows_the_earlier(agreed):
    town, version = agreed
    noted(town, version, "child", "not_agreed", name="Elsa", words=NO)
    noted(town, version)
    noted(town, version, "guardian", "not_asked", name="Erik Provsson", not_asked_reason="Bor utomlands.")
    noted(town, version, "child", "reserved", name="Elsa Provsson", words="Okej, men inte taxi.")

    with as_loader():
        now, earlier = newest_answers(PlanAnswer.objects.order_by("created_at"))
        assert [(row.name, row.answer) for row in now] == [
            ("Elsa Provsson", "reserved"), ("Anna Provsson", "agreed"), ("Erik Provsson", "not_asked"),
        ]  # fmt: skip
        assert [(row.words, row.recorded_by_id) for row in earlier] == [(NO, town.teacher.assignment_id)]


@pytest.mark.parametrize(
    ("answer", "facts", "field"),
    [
        ("reserved", {}, "words"),
        ("not_asked", {}, "not_asked_reason"),
        ("agreed", {"answered_on": None}, "answered_on"),
        ("agreed", {"days": 1}, "answered_on"),
        ("not_agreed", {"days": -1}, "answered_on"),
    ],
)
def test_what_an_answer_must_have(agreed, answer, facts, field):
    town, version = agreed
    if "days" in facts:
        facts = {"answered_on": version.agreed_on + timedelta(days=facts["days"])}
    with pytest.raises(Refused) as refused:
        noted(town, version, answer=answer, **facts)
    assert refused.value.field == field


def test_a_new_version_is_answered_anew_and_the_old_no_more(agreed):
    town, version = agreed
    noted(town, version)
    with as_loader():
        PlanVersion.objects.create(
            region=town.region, case_id=version.case_id, number=2, agreed_on=version.agreed_on, content=version.content,
            sha256=version.sha256, agreed_by=town.assignments["teacher"],
        )  # fmt: skip
    with pytest.raises(WrongState, match="nyare version"):
        noted(town, version)
    page = w.words(w.page(w.as_person(town, "teacher"), reverse("sip:plan_detail", args=[version.case_id])))
    assert "Det gäller version 2. Ingen i familjen har svarat än." in page


def test_a_plan_that_has_ended_is_answered_no_more(agreed):
    town, version = agreed
    with as_loader():
        SipPlan.objects.filter(pk=version.case_id).update(
            status="closed", ended_on=clock.today(), closing_reason="moved"
        )
    with pytest.raises(WrongState, match="pågår inte"):
        noted(town, version)


def test_who_takes_no_part_notes_nothing_and_reads_nothing(agreed):
    town, version = agreed
    noted(town, version)
    for who in ("head", "bup_manager"):
        with pytest.raises(PermissionDenied):
            noted(town, version, by=who)
    with acting_as(town.colleague):
        assert not PlanAnswer.objects.exists()


def test_the_database_keeps_what_was_said_as_it_was_said(agreed):
    town, version = agreed
    row = noted(town, version, words="Bra.")
    for sql in ("UPDATE sip_plananswer SET words = 'Annat'", "DELETE FROM sip_plananswer"):
        with pytest.raises(DatabaseError), transaction.atomic(), as_loader(), connection.cursor() as cursor:
            cursor.execute(sql)
    row.pk, row.recorded_by_id = None, town.assignments["bup_worker"].pk
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(town.teacher):
        row.save(force_insert=True)
    with as_loader():
        assert PlanAnswer.objects.get().words == "Bra."


def test_the_database_takes_no_reservation_without_words(agreed):
    town, version = agreed
    with pytest.raises(IntegrityError), transaction.atomic(), as_loader():
        PlanAnswer.objects.create(
            region=town.region, case_id=version.case_id, plan_version=version, whose="child", name="Elsa",
            answer="reserved", answered_on=clock.today(), recorded_by=town.assignments["teacher"],
        )  # fmt: skip


def test_it_is_noted_on_the_page_and_shown_on_the_plan_and_its_version(agreed):
    town, version = agreed
    with clock.moved_to(version.frozen_at + timedelta(hours=1)):
        _noted_on_the_page(town, version)


def _noted_on_the_page(town, version) -> None:
    teacher = w.as_person(town, "teacher")
    url = reverse("sip:plan_answer", args=[version.pk])
    assert "Anna Provsson" in w.page(teacher, url)
    refused = teacher.post(url, {**w.key(), "who": "child", "answer": "reserved", "words": "", "answered_on": ""})
    assert refused.status_code == 422
    sent = {"who": "child", "answer": "reserved", "words": NO, "answered_on": clock.today().isoformat()}
    assert w.send(teacher, url, sent) == reverse("sip:plan_detail", args=[version.case_id])

    for address in (reverse("sip:plan_detail", args=[version.case_id]), reverse("sip:plan_version", args=[version.pk])):
        shown = w.words(w.page(teacher, address))
        assert "Ja, men inte till allt" in shown
        assert f"{NO} Svarade" in shown
        assert "av Tora Lärare." in shown
    bup = w.words(w.page(w.as_person(town, "bup_worker"), reverse("sip:plan_detail", args=[version.case_id])))
    assert NO in bup
    assert w.as_person(town, "head").get(url).status_code == 403
    assert w.as_person(town, "colleague").get(url).status_code == 404


def test_the_family_reads_what_it_said_and_who_is_barred_reads_only_the_own(agreed):
    town, version = agreed
    noted(town, version, "child", "not_agreed", name="Elsa", words=NO)
    noted(town, version, words="Bra för Elsa.")
    noted(town, version, "guardian", "not_asked", name="Erik Provsson", not_asked_reason="Bor utomlands.")
    readers = (
        Reader(CHILD, "Elsa"), Reader("a", "Anna Provsson"), Reader("a", "Anna Provsson", frozenset({"places"})),
        Reader("e", "Erik Provsson", frozenset({"places"})), Reader(CHILD, "Elsa", frozenset({"places"})),
    )  # fmt: skip
    with acting_as(town.teacher):
        papers = [family.plan_paper(version, reader) for reader in readers]
    both, hers, childs = [NO, "Bra för Elsa."], ["Bra för Elsa."], [NO]
    assert [[one["words"] for one in paper["answers"]] for paper in papers] == [both, both, hers, [], childs]
    assert all(paper["left_out"] for paper in papers[2:])


def test_the_paper_has_it_in_every_language_and_the_timeline_too(agreed):
    town, version = agreed
    noted(town, version, "child", "not_agreed", name="Elsa", words=NO)
    teacher = w.as_person(town, "teacher")
    url = reverse("sip:plan_family", args=[version.pk])
    for code, said in (("sv", "Så här sa ni om planen"), ("en", "No to the plan."), ("uk", "Ні, незгода з планом.")):
        shown = w.words(w.page(teacher, f"{url}?sprak={code}"))
        assert said in shown
        assert NO in shown
    with acting_as(town.teacher) as by:
        plan = SipPlan.objects.select_related("case").get(pk=version.case_id)
        events, _spans = story_of(by, plan)
    assert [one.detail for one in events if one.text == "Ett nej till planen antecknades"] == ["Barnet, version 1"]

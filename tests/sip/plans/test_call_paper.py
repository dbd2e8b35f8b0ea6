"""The call as the family gets it: all that lets them come or say no, and nothing barred. [F79, P-62]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.people.models import Person
from sip.family import texts
from sip.family.readers import CHILD
from sip.models import Child, Guardian, GuardianBar, PlanInvitation, ProtectedData
from sip.plans.services import meeting
from tests.database import as_loader
from tests.documents import reading
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
QUESTION, PLACE, HELP = "MÄRKE-FRÅGA Hur får Elsa en vecka?", "Österskolan, rum 3", "MÄRKE-ANPASSNING En paus"
NAMES = ("Österskolan", "BUP Norr", "Tora Lärare", "Bim Behandlare", "Siv Sekreterare")


@pytest.fixture
def called(preparing):
    town, plan = preparing
    sitting = p.called(
        town, plan, question=QUESTION, place=PLACE, adaptations=HELP, interpreter="Arabiska",
        reply_by=clock.today() + timedelta(days=2),
    )  # fmt: skip
    with as_loader():
        Person.objects.filter(pk=town.assignments["teacher"].person_id).update(phone="070-123 45 67")
    return town, sitting


def guardian(name: str) -> Guardian:
    with as_loader():
        return Guardian.objects.get(name=name)


def ask(town, sitting, name="sip:meeting_family", *, who="teacher", **asked):
    return w.as_person(town, who).get(reverse(name, args=[sitting.pk]), asked)


def paper(response) -> str:
    return response.content.decode().split("<article", 1)[1].split("</article>")[0]


def bar(sitting, name: str, item: str) -> str:
    one = guardian(name)
    with as_loader():
        GuardianBar.objects.create(
            region=sitting.region, child=one.child, guardian=one, item=item, reason="harm",
            valid_from=clock.today(), set_by_id=sitting.called_by_id,
        )  # fmt: skip
    return str(one.pk)


def test_the_call_says_in_every_language_all_that_lets_one_come_or_say_no(called):
    town, sitting = called
    keys = (
        "call.what",
        "call.come",
        "call.say_no",
        "call.after_no",
        "call.bring",
        "call.interpreter",
        "call.place_later",
    )
    for one in texts.languages():
        shown = paper(ask(town, sitting, sprak=one.code))

        assert f'lang="{one.tag}" dir="{one.direction}"' in shown
        assert [key for key in keys if one.say(key) not in shown] == ["call.place_later"]
        assert one.say("call.where", place=PLACE) in shown
        assert one.say("call.change", name="Tora Lärare", phone="070-123 45 67") in shown
        assert one.say("call.interpreter_booked", interpreter="Arabiska") in shown
        assert (one.say("common.untranslated") in shown) is (one.code != "sv")
        assert [text for text in (QUESTION, HELP, *NAMES) if text not in shown] == []


def test_who_has_said_that_they_stay_away_is_not_said_to_come(called):
    town, sitting = called
    with as_loader():
        PlanInvitation.objects.filter(meeting=sitting, assignment=town.assignments["bup_worker"]).update(
            reply="no", refusal_reason="no_time"
        )
    shown = paper(ask(town, sitting))

    assert "Bim Behandlare" not in shown
    assert "Siv Sekreterare" in shown


@pytest.mark.parametrize("item", ["plan", "meetings", "everything"])
def test_a_guardian_who_may_not_know_of_the_meeting_gets_no_call(called, item):
    town, sitting = called
    erik = bar(sitting, "Erik Provsson", item)
    his, pdf = ask(town, sitting, till=erik), ask(town, sitting, "sip:meeting_family_pdf", till=erik)

    assert "får inte veta när och var ni träffas" in his.content.decode()
    assert "<article" not in his.content.decode()
    assert pdf.status_code == 422
    assert QUESTION in paper(ask(town, sitting, till=str(guardian("Anna Provsson").pk)))


def test_a_guardian_who_may_not_know_where_the_child_is_reads_no_place_no_name_and_no_free_text(called):
    town, sitting = called
    erik = bar(sitting, "Erik Provsson", "places")
    his = paper(ask(town, sitting, till=erik))

    assert [text for text in (*NAMES, PLACE, QUESTION, HELP, "070-123 45 67") if text in his] == []
    assert texts.language("sv").say("call.place_later") in his


def test_no_call_about_a_protected_child_names_a_place_whoever_reads_it(called):
    town, sitting = called
    with as_loader():
        ProtectedData.objects.create(
            region=sitting.region, child=Child.objects.get(cases__case_id=sitting.case_id), kind="secrecy",
            source="told", valid_from=clock.today(), set_by_id=sitting.called_by_id,
        )  # fmt: skip
    for key in (CHILD, str(guardian("Anna Provsson").pk)):
        assert [text for text in (*NAMES, PLACE, QUESTION) if text in paper(ask(town, sitting, till=key))] == []


def test_whoever_lacks_the_childs_own_record_hands_no_call_out(called):
    town, sitting = called

    assert ask(town, sitting, who="bup_worker").status_code == 403
    assert ask(town, sitting, who="colleague").status_code == 404
    assert reverse("sip:meeting_family", args=[sitting.pk]) in w.page(
        w.as_person(town, "teacher"), reverse("sip:plan_detail", args=[sitting.case_id])
    )


def test_a_meeting_that_is_cancelled_calls_nobody(called):
    town, sitting = called
    with acting_as(town.teacher):
        meeting.cancel_meeting(sitting, by=town.teacher)

    assert "Mötet har redan hållits eller ställts in." in ask(town, sitting).content.decode()
    assert ask(town, sitting, "sip:meeting_family_pdf").status_code == 422


def test_the_call_as_pdf_is_tagged_in_its_language_and_named_by_the_code_alone(called):
    town, sitting = called
    with as_loader():
        code = sitting.case.code
    for language in ("ar", "ti", "sv-lattlast"):
        answer = ask(town, sitting, "sip:meeting_family_pdf", sprak=language)
        pdf = reading.opened(answer.content)

        assert answer["Content-Disposition"] == f'attachment; filename="kallelse-{code.lower()}.pdf"'
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == texts.language(language).tag
        assert len(reading.tagged(pdf, "/H1")) == 1
        assert {glyph for _, glyph in reading.drawn(pdf)}.isdisjoint({0})
        assert "Elsa" not in str(pdf.docinfo.get("/Title", ""))

"""What has happened in a case or a plan: each thing once, in order, and only what the reader may know. [issue 3.10]"""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.ui import charts
from sip.consent.services import withdraw_consent
from sip.disclosures import services as pieces
from sip.individual_forum import changing
from sip.models import Consent, PlanMeasure, PlanMeeting, PlanTelling
from sip.plans.services import following, meeting, others, telling
from sip.story.page import story_of
from sip.time_enquiry.services import answer_enquiry, send_enquiry
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.days import days_on
from tests.groups import build as b
from tests.sip import lifting
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.surveys import build as surveys


@pytest.fixture
def lifted(town):
    with lifting.lifted(town) as case:
        yield case


def told(acting, one) -> list[str]:
    with acting_as(acting.about(one.pk), whole=True) as by:
        events, _spans = story_of(by, type(one).objects.select_related("case").get(pk=one.pk))
    return [event.text for event in events]


def story(town, who: str, one, query: str = "") -> str:
    name = "case_story" if hasattr(one, "raised_on") else "plan_story"
    return w.page(w.as_person(town, who), reverse(f"sip:{name}", args=[one.pk]) + query)


ORDER = [
    "Behovet uppmärksammades",
    "Ärendet väcktes",
    "Samtycke lämnades",
    "Kallelsen skickades",
    "Mötet hölls",
    "Ärendet lyftes till de berörda cheferna",
]


def test_everything_that_happened_stands_once_and_in_its_order(town, lifted):
    found = told(town.teacher, lifted)

    assert sorted(ORDER, key=found.index) == ORDER
    assert [text for text in ORDER if found.count(text) != 1] == []


def test_the_clocks_are_bars_from_their_first_day_with_their_last(town, lifted):
    with acting_as(town.teacher.about(lifted.pk), whole=True) as by:
        lifted.refresh_from_db()
        _events, spans = story_of(by, lifted)

    assert [(span.start, span.due) for span in spans] == sorted((span.start, span.due) for span in spans)
    assert {span.label for span in spans} == {
        "Kalla chefer till individforum", "Besluta i ett ärende som inte gick att lösa"
    }  # fmt: skip
    assert [span.until for span in spans] == [lifted.convened_on, clock.today()]


def test_who_did_it_stands_beside_and_the_reading_is_logged(town, lifted):
    shown = story(town, "teacher", lifted)

    assert str(town.assignments["convenor"].person) in shown
    assert "case.story_read" in acts_of(lifted)


def test_a_piece_that_was_not_given_on_is_no_event_of_anothers(town):
    case = t.raised(town)
    t.consented(town, case)
    with acting_as(town.teacher) as by:
        pieces.write_piece(case, by=by, kind="description", text="MÄRKE", reason="")
    own, other = told(town.teacher, case), told(town.convenor, case)

    assert own.count("Underlag skrevs") == other.count("Underlag skrevs") + 1


def test_minutes_that_one_may_not_read_are_no_event(town, lifted):
    assert told(town.convenor, lifted).count("Protokollet godkändes") == 1
    assert "Protokollet godkändes" not in told(town.teacher, lifted)


def test_who_may_not_see_the_case_finds_no_story(town, lifted):
    for who in ("steering_social", "colleague"):
        client = w.as_person(town, who)
        for name in ("case_story", "case_story_pdf"):
            assert client.get(reverse(f"sip:{name}", args=[lifted.pk])).status_code in (403, 404)


def test_one_kind_at_a_time_is_shown_without_any_script(town, lifted):
    shown = story(town, "teacher", lifted, "?slag=meeting")
    body = shown[shown.index('id="results"') :]

    assert "Kallelsen skickades" in body
    assert "Ärendet väcktes" not in body


def test_the_paper_names_no_child(town, lifted):
    answer = w.as_person(town, "teacher").get(reverse("sip:case_story_pdf", args=[lifted.pk]))

    assert answer.content.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
    assert "tidslinje-" in answer["Content-Disposition"]
    assert "Provsson" not in story(town, "teacher", lifted)


def test_a_plans_story_goes_from_the_need_to_its_version(active):
    town, plan = active
    found = told(town.teacher, plan)
    order = ["Behovet uppmärksammades", "Planen erbjöds", "Samtycke lämnades", "Kallelsen skickades", "Mötet hölls"]

    assert sorted(order, key=found.index) == order
    assert found.count("Version 1 beslutades") == 1
    assert "MÄRKE" not in story(town, "teacher", plan)


def test_what_the_child_was_told_is_part_of_the_plans_story(active):
    town, plan = active
    with acting_as(town.teacher) as by:
        waiting = [row.pk for row in PlanTelling.objects.filter(case_id=plan.pk)]
        with days_on(30):
            telling.note_told(plan, by=by, tellings=waiting, told_on=clock.today(), manner="talk")

    assert told(town.teacher, plan).count("Barnet fick veta vad som har ändrats") == len(waiting) > 0


def test_a_plan_whose_consent_is_gone_tells_its_story_where_it_began_and_nowhere_else(active):
    town, plan = active
    with acting_as(town.teacher) as by:
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=by)
    address = reverse("sip:plan_story", args=[plan.pk])

    assert "Samtycket återkallades" in told(town.teacher, plan)
    assert w.as_person(town, "social_worker").get(address).status_code in (403, 404)


def test_a_consent_withdrawn_toward_one_unit_is_told_with_the_unit(db):
    town, plan = p.until("preparing")
    with acting_as(town.teacher) as by:
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=by, unit=town.bup)
    found = told(town.teacher, plan)

    assert found.count(f"Samtycket återkallades för {town.bup.name}") == 1
    assert "Samtycket återkallades" not in found


def test_what_stands_beside_a_plan_is_part_of_its_story_also_when_it_has_ended(db):
    town, plan = p.until("active", p.name_other_system(p.make_town()), external_reference="CL-7")
    with acting_as(town.teacher) as by:
        facts = others.OtherFacts(kind="lss_plan", owner_unit=town.social, valid_from=clock.today())
        others.end_other_plan(others.note_other_plan(plan, by=by, facts=facts), by=by)
    with as_loader():
        held = PlanMeeting.objects.get(case_id=plan.pk, status="held")
    surveys.handed_out(town, held)
    found = told(town.teacher, plan)

    once = (
        "En annan plan noterades",
        "Noteringen om en annan plan avslutades",
        "Planens kod i ett annat system ändrades",
        "En enkät lämnades ut",
    )
    assert [text for text in once if found.count(text) != 1] == []
    assert "Fick en uppgift i planen" in found
    assert "CL-7" not in story(town, "teacher", plan)


def test_measures_that_were_followed_up_are_told_once_a_day_with_how_many(active):
    town, plan = active
    with acting_as(town.teacher) as by, days_on(30):
        measures = PlanMeasure.objects.filter(case_id=plan.pk)
        outcomes = {one.pk: following.Outcome("done", "Gick bra", one.version) for one in measures}
        following.note_results(plan, by=by, outcomes=outcomes)

    assert told(town.teacher, plan).count("Insatserna följdes upp") == 1
    assert f"{len(outcomes)} insats" in w.words(story(town, "teacher", plan))


def test_a_meeting_cancelled_when_no_day_was_kept_says_so_beside_its_call(db):
    town, plan = p.until("meeting_called")
    with acting_as(town.teacher) as by:
        meeting.cancel_meeting(PlanMeeting.objects.get(case_id=plan.pk), by=by)
    with as_loader():
        PlanMeeting.objects.filter(case_id=plan.pk).update(cancelled_at=None, cancelled_by=None)

    assert "Möte för att göra planen, inställt" in w.words(story(town, "teacher", plan))


def test_what_managers_were_asked_about_times_is_told_to_the_convenor_alone(town):
    case = t.raised(town)
    with acting_as(town.convenor) as by:
        people, last = [town.assignments["social_manager"]], clock.today() + timedelta(days=2)
        (asked,) = send_enquiry(case, by=by, managers=people, reply_by=last, times=[t.in_days(4)])
    with acting_as(town.social_manager) as by:
        answer_enquiry(asked, by=by, suits=[t.in_days(4)])

    assert "Sam Chef tillfrågades om tider" in told(town.convenor, case)
    assert "Svarade om tider" in told(town.convenor, case)
    assert [text for text in told(town.teacher, case) if "tider" in text] == []


def test_who_is_called_later_and_a_unit_named_later_are_told_and_not_those_named_at_once(town):
    with as_loader():
        unit = b.make_unit(town.region, town.city, "Habiliteringen", "habilitation", district=town.east)
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    at_once = told(town.convenor, case)
    with clock.moved_to(clock.now() + timedelta(hours=2)), acting_as(town.convenor) as by:
        changing.call_more(case, by=by, people=[town.assignments["bup_deputy"]])
        changing.name_units(case, by=by, units=[unit])
    later = ("Fler kallades till mötet", "En verksamhet till berörs av ärendet")

    assert [at_once.count(text) for text in later] == [0, 0]
    assert [told(town.convenor, case).count(text) for text in later] == [1, 1]
    shown = w.words(story(town, "convenor", case))
    assert f"Bea Biträdande, {town.bup.name}" in shown
    assert unit.name in shown


def test_a_hundred_events_are_drawn_as_dots_with_their_number_within_the_drawing():
    day = clock.today()
    chart = charts.lanes("Mycket", [charts.Lane("Möten", [day] * 100)], [], key="k", today=day)

    assert ">100</text>" in chart.svg
    assert all(0 <= float(x) <= 780 for x in re.findall(r' c?x="(-?[\d.]+)"', chart.svg))

"""The child's other plans with or without a SIP: noted, changed, ended, shown, and standing for a SIP. [F88, F89]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as, side_by_side
from core.errors import Refused, WrongState
from core.obligations.models import Obligation
from sip.models import Child, Contact, NeedAssessment, OtherPlan
from sip.needs import services as needs
from sip.plans import register
from sip.plans.choices import Content
from sip.plans.services import others
from sip.story import beside
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.plans.test_settling_pages import refused, state, url

HOW = "MÄRKE-SÅ-HÄNGER-DE-IHOP"


@pytest.fixture
def child(town) -> Child:
    return t.child_of(town)


@pytest.fixture
def teacher(town):
    return w.as_person(town, "teacher")


def day(number: int):
    return clock.today() + timedelta(days=number)


def sent(town, **facts) -> dict:
    return {
        "kind": "school_action_programme", "owner_unit": str(town.school.pk), "valid_from": day(-10).isoformat(),
        **facts,
    }  # fmt: skip


def noted(town, child, *, who="teacher", **facts) -> OtherPlan:
    said = {"kind": "care_plan", "owner_unit": town.bup, "valid_from": day(-10), **facts}
    with acting_as(getattr(town, who)) as by:
        return others.note_at_child(child, by=by, facts=others.OtherFacts(**said))


def clocks(row) -> dict[str, str]:
    with as_loader():
        return dict(Obligation.objects.filter(subject_id=row.pk).order_by("created_at").values_list("code", "status"))


def seen(town, who) -> int:
    with acting_as(getattr(town, who)) as by:
        return register.noted_other_plans(by).count()


def contact(town, child, who) -> None:
    with as_loader():
        assignment = town.assignments[who]
        Contact.objects.create(region=town.region, child=child, assignment=assignment, unit=assignment.unit)


def test_another_plan_is_noted_at_the_child_without_a_sip_and_its_review_is_owed(town, child, teacher):
    page = reverse("sip:child_plans", args=[child.pk])
    home = reverse("sip:child_detail", args=[child.pk])
    assert page in w.page(teacher, home)
    early = refused(teacher, page, sent(town, review_on=day(-20).isoformat(), coordination=HOW))
    assert "Planen kan inte ses över innan den gäller." in early
    assert HOW in early
    assert "Skriv vad planerna säger olika om." in refused(teacher, page, sent(town, is_at_odds="on"))

    w.send(teacher, page, sent(town, review_on=day(40).isoformat(), coordination=HOW, is_at_odds="on"))

    with as_loader():
        row = OtherPlan.objects.get()
        owed = Obligation.objects.get(subject_id=row.pk)
    assert (row.child_id, row.unit_id, row.case_id, row.is_at_odds) == (child.pk, town.school.pk, None, True)
    assert (owed.code, owed.due_on, owed.case_id, owed.subject_code) == ("DL-35B", day(40), None, row.code)
    assert (owed.unit_id, owed.owner_id, owed.owner_role) == (town.school.pk, None, "school_principal_head")
    for reader in (teacher, w.as_person(town, "head")):
        start = w.page(reader, reverse("core:start"))
        assert w.words(start).count(f"Annan plan {row.code}") == 1
        assert url("other_plan", row) in start
        shown = w.words(w.page(reader, home))
        assert [text for text in ("Åtgärdsprogram", HOW, "Säger emot en annan plan") if text not in shown] == []
        assert HOW in w.words(w.page(reader, url("other_plan", row)))
    assert acts_on(row.pk) == {"other_plan.noted", "other_plan.read"}


def test_its_day_is_changed_and_it_ends_with_its_clock(town, child, teacher):
    row = noted(town, child, review_on=day(5), coordination="Samma mål")
    page = url("other_plan", row)
    register_page = reverse("sip:child_plans", args=[child.pk])
    changed = {"review_on": day(90).isoformat(), "coordination": HOW, "holds": ["c1"], "seen": "Samma mål"}
    assert w.send(teacher, page, changed) == register_page
    with as_loader():
        assert Obligation.objects.filter(subject_id=row.pk, status="met").count() == 1
        assert Obligation.objects.get(subject_id=row.pk, status="pending").due_on == day(90)
    assert teacher.post(page, {**w.key(), **changed, "coordination": "Annat"}).status_code == 409

    assert w.send(teacher, reverse("sip:other_plan_end", args=[row.pk]), {"bekraftat": "1"}) == register_page

    assert "pending" not in clocks(row).values()
    assert teacher.get(page).status_code == 404
    told = w.words(w.page(teacher, reverse("sip:child_story", args=[child.pk])))
    assert [text for text in (
        "En annan plan noterades", "Noteringen om en annan plan avslutades", "Vårdplan",
    ) if text not in told] == []  # fmt: skip
    assert HOW not in w.page(teacher, register_page)
    with acting_as(town.teacher) as by, pytest.raises(WrongState):
        others.change_other_plan(row, by=by, changes=others.OtherChanges(seen=HOW))


def test_it_is_the_units_own_and_no_other_unit_reads_it(town, child):
    contact(town, child, "social_worker")  # of the same principal, works with the same child
    row = noted(town, child, coordination=HOW)

    assert {who: seen(town, who) for who in ("teacher", "head", "social_worker", "colleague", "bup_worker")} == {
        "teacher": 1, "head": 1, "social_worker": 0, "colleague": 0, "bup_worker": 0,
    }  # fmt: skip
    social = w.as_person(town, "social_worker")
    assert HOW not in w.page(social, reverse("sip:child_plans", args=[child.pk]))
    assert HOW not in w.page(social, reverse("sip:child_detail", args=[child.pk]))
    assert [social.get(reverse(f"sip:{name}", args=[row.pk])).status_code for name in (
        "other_plan", "other_plan_end", "other_plan_show", "other_plan_replaces",
    )] == [404] * 4  # fmt: skip
    with acting_as(town.social_worker) as by, pytest.raises(PermissionDenied):
        others.end_other_plan(row, by=by)
    with acting_as(town.colleague) as by, pytest.raises(PermissionDenied):
        others.note_at_child(child, by=by, facts=others.OtherFacts("care_plan", town.bup, clock.today()))
    assert w.as_person(town, "colleague").get(reverse("sip:child_plans", args=[child.pk])).status_code == 404


@pytest.mark.parametrize(
    ("unit_type", "left_out"),
    [("school", set()), ("preschool", {"school_action_programme"}), ("social_services", {"lss_plan"}), ("bup", set())],
)
def test_which_kinds_are_noted_at_the_child_depends_on_who_notes(town, unit_type, left_out):
    with as_loader():
        unit = b.make_unit(town.region, town.city, "Enheten", unit_type, district=town.east)
        worker = b.acting_for(b.make_assignment(town.region, "caseworker", "Eva Enhet", unit=unit))
    kinds = {kind for kind, _label in register.kinds_to_note(worker)}
    assert {kind for kind, _label in register.kinds_to_note(town.teacher)} - kinds == left_out


def test_a_units_own_is_shown_once_beside_a_sip_and_read_there_by_those_whom_the_consent_covers(town, teacher):
    _town, plan = p.until("preparing", town)
    with as_loader():
        child = Child.objects.get(cases__case_id=plan.pk)
    row = noted(town, child, coordination=HOW)
    bup = w.as_person(town, "bup_worker")
    assert bup.get(url("other_plan", row)).status_code == 404
    assert w.words(w.page(teacher, url("other_plan", row))).count("Visa planen bredvid en SIP") == 1

    w.send(teacher, reverse("sip:other_plan_show", args=[row.pk]), {"plan": str(plan.pk)})

    assert f"Planen visas bredvid SIP {plan.case.code}." in w.words(w.page(teacher, url("other_plan", row)))
    page = w.page(bup, url("other_plan", row))
    assert HOW in page
    assert "<textarea" not in page
    assert 'name="coordination"' not in page  # read there, changed by the unit alone
    assert HOW in w.page(bup, url("other_plans", plan))
    assert bup.get(reverse("sip:child_plans", args=[child.pk])).status_code == 404
    assert teacher.get(reverse("sip:other_plan_show", args=[row.pk])).status_code == 403
    with acting_as(town.bup_worker) as by:
        [[told]] = side_by_side(beside.beside(by, [plan]))
        (event,) = [one for one in told if one.text == "En annan plan visades bredvid SIP"]
        assert (event.unit, event.who, event.detail) == ("Österskolan", "", "Vårdplan")
        with pytest.raises(PermissionDenied):
            others.change_other_plan(row, by=by, changes=others.OtherChanges(seen=HOW))
    with acting_as(town.teacher) as by, pytest.raises(WrongState):
        others.show_beside(row, by=by, plan=plan)


def test_it_is_shown_beside_no_other_childs_plan(town, child):
    row = noted(town, child)
    _town, plan = p.until("need_identified", town)
    with acting_as(town.teacher) as by, pytest.raises(PermissionDenied):
        others.show_beside(row, by=by, plan=plan)


def test_the_plan_that_was_noted_before_takes_the_place_of_a_sip_that_has_begun(town, child, teacher):
    lacking = noted(town, child, holds=("c1",))
    whole = noted(town, child, holds=tuple(Content))
    assert teacher.get(url("other_plan_replaces", whole)).status_code == 403  # there is no SIP to replace
    plan = p.started(town, child=child)

    assert "Planen kan inte ersätta en SIP. Den saknar:" in w.words(w.page(teacher, url("other_plan", lacking)))
    w.send(teacher, url("other_plan_replaces", lacking), {"bekraftat": "1"})
    assert state(plan) == "need_identified"
    w.send(teacher, url("other_plan_replaces", whole), {"bekraftat": "1"})
    assert state(plan) == "not_needed"


def need_of(town, child, *, position="sip") -> NeedAssessment:
    with acting_as(town.teacher) as by:
        return needs.assess_need(child, by=by, noticed_on=day(-2), position=position, need="Stöd i skolan.")


def test_a_need_is_answered_by_another_plan_instead_of_a_sip(town, child, teacher):
    need = need_of(town, child)
    page, ask = reverse("sip:need_detail", args=[need.pk]), reverse("sip:need_instead", args=[need.pk])
    assert ask in w.page(teacher, page)
    assert "Ingen plan som ni har noterat har allt" in w.words(w.page(teacher, ask))
    lacking = noted(town, child, holds=tuple(Content)[1:])
    assert "Den saknar: Vilka insatser som behövs." in w.words(w.page(teacher, ask))
    assert "Vilken plan räcker" in refused(teacher, ask, {"other": str(lacking.pk)})
    whole = noted(town, child, kind="implementation_plan", holds=tuple(Content))

    assert w.send(teacher, ask, {"other": str(whole.pk)}) == page

    answered = w.page(teacher, page)
    assert "En annan plan har allt som krävs: Genomförandeplan." in w.words(answered)
    assert url("other_plan", whole) in answered
    assert ask not in answered
    assert teacher.get(ask).status_code == 403  # it is answered
    assert acts_on(need.pk) >= {"need.assessed", "need.answered"}
    contact(town, child, "social_worker")
    social = w.words(w.page(w.as_person(town, "social_worker"), page))
    assert "En annan plan har allt som krävs." in social
    assert "Genomförandeplan" not in social  # which plan is its unit's to know

    with acting_as(town.teacher) as by:
        others.end_other_plan(whole, by=by)
    assert ask in w.page(teacher, page)  # the SIP is to be offered after all, or another plan found


def test_a_need_is_answered_by_a_whole_plan_of_the_same_child_alone(town, child):
    need, other = need_of(town, child), t.child_of(town)
    for row in (noted(town, other, holds=tuple(Content)), noted(town, child)):
        with acting_as(town.teacher) as by, pytest.raises(Refused) as found:
            needs.answer_with_plan(need, by=by, other=row)
        assert found.value.field == "other"
    whole = noted(town, child, holds=tuple(Content))
    contact(town, child, "social_worker")
    for who, one in (("social_worker", need), ("teacher", need_of(town, child, position="cooperate"))):
        with acting_as(getattr(town, who)) as by, pytest.raises(PermissionDenied):
            needs.answer_with_plan(one, by=by, other=whole)


def test_the_action_programme_is_reached_from_the_urgent_inquiry_and_back(town, child, teacher):
    inquiry = reverse("sip:inquiry", args=[child.pk])
    page = f"{reverse('sip:child_plans', args=[child.pk])}?slag=school_action_programme"
    assert page in w.page(teacher, inquiry)
    html = w.page(teacher, page)
    assert inquiry in html
    assert '<option value="school_action_programme" selected>' in html
    contact(town, child, "social_worker")
    assert page not in w.page(w.as_person(town, "social_worker"), inquiry)

"""A placement belongs to the unit that placed the child: who sees it, what may be noted, what is refused. [F94-F99]"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, obligations
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from core.roles import Role
from core.ui.registry import duties as registered_duties
from sip.models import Contact, HealthExam, Placement, PlacementStep, ProtectedResidence, Transition
from sip.placements import care, protecting, services
from sip.placements.page import exam_state
from sip.placements.policies import visible_placements, visible_residences
from sip.transitions import services as transitions
from sip.transitions.policies import visible_transitions
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import placing as p
from tests.sip import town as t

PLACE = "MÄRKE-VISTELSEORT 7"


def acts(obj) -> list[str]:
    with as_loader():
        rows = AuditEvent.objects.filter(object_id=obj.pk, net=False).order_by("number")
        return list(rows.values_list("act", flat=True))


def seen(acting, rows) -> int:
    with acting_as(acting):
        return rows(acting).count()


def contact(town, child, who) -> None:
    """Another unit of the same principal works with the child as well."""
    with as_loader():
        Contact.objects.create(region=town.region, child=child, assignment_id=who.assignment_id, unit_id=who.unit_id)


def secret_of(town, **facts) -> ProtectedResidence:
    placement = p.placed(town, act="lvu", **facts)
    with acting_as(town.social_worker) as by:
        return protecting.protect_residence(placement, by=by, starts_on=clock.today(), place=PLACE)


def page(town, who, name, *args):
    client = Client()
    sign_in(client, town.assignments[who])
    return client.get(reverse(name, args=args))


# Who sees it


def test_a_placement_is_the_placing_units_own_also_toward_others_who_work_with_the_child(town):
    p.with_rules(town)
    residence = secret_of(town, is_acute=True)
    with as_loader():
        child = residence.child
    contact(town, child, town.teacher)

    for who, expected in {"social_worker": 1, "social_manager": 1, "teacher": 0, "head": 0, "bup_manager": 0}.items():
        acting = getattr(town, who)
        assert (who, seen(acting, visible_placements), seen(acting, visible_residences)) == (who, expected, expected)
    with acting_as(town.teacher):  # past the policies: row security itself
        assert not Placement.objects.exists()
        assert not HealthExam.objects.exists()
        assert not ProtectedResidence.objects.exists()
        assert not PlacementStep.objects.exists()


def test_its_clocks_are_hidden_from_those_who_do_not_see_it(town):
    p.with_rules(town)
    residence = secret_of(town, is_acute=True)

    def codes(acting) -> set[str]:
        with acting_as(acting):
            return set(Obligation.objects.filter(region_id=acting.region_id).values_list("code", flat=True))

    assert codes(town.social_manager) == {"DL-02", "DL-37", "DL-40"}
    for who in ("teacher", "bup_manager", "convenor", "chair", "secretary", "admin"):
        assert codes(getattr(town, who)) == set()
    with as_loader():
        told = Obligation.objects.get(subject_id=residence.pk)
    assert page(town, "secretary", "obligations:certificate", told.pk).status_code == 404
    assert page(town, "social_manager", "obligations:certificate", told.pk).status_code == 200


def test_the_secret_place_stands_on_its_own_page_and_on_no_other(town):
    p.with_rules(town)
    residence = secret_of(town)
    others = [
        ("sip:child_list",),
        ("core:start",),
        ("notices:list",),
        ("sip:child_detail", residence.child_id),
        ("sip:placement_detail", residence.placement_id),
    ]
    for who in ("social_worker", "social_manager"):
        own = page(town, who, "sip:residence", residence.pk)
        assert PLACE in own.content.decode()
        for name, *args in others:
            response = page(town, who, name, *args)
            assert (name, response.status_code, PLACE in response.content.decode()) == (name, 200, False)
    assert page(town, "bup_manager", "sip:residence", residence.pk).status_code == 404
    assert acts(residence) == ["residence.protected", "residence.read", "residence.read", "request.refused"]
    with as_loader():
        kept = ProtectedResidence.objects.filter(pk=residence.pk).extra(select={"raw": "place"}).get().raw
    assert PLACE.encode() not in bytes(kept)


def test_the_units_manager_owes_the_clocks_and_the_caseworker_is_told_of_them_too(town):
    p.with_rules(town)
    placement = p.placed(town, is_acute=True)

    def lines(acting) -> list[str]:
        with acting_as(acting):
            given = [list(provider(acting, clock.today())) for provider in registered_duties]
        return sorted(one.code for rows in given for one in rows if getattr(one, "code", "") == placement.code)

    assert lines(town.social_manager) == [placement.code] * 3
    assert lines(town.social_worker) == [placement.code] * 3
    assert lines(town.teacher) == lines(town.bup_manager) == []


def test_regional_support_hears_of_a_missed_invitation_and_nothing_of_the_child(town):
    p.with_rules(town)
    with as_loader():
        support = b.make_assignment(town.region, Role.SUPPORT_UNIT_OFFICER, "Stig Stöd")
    day = clock.today() - timedelta(days=20)
    with p.day(day):
        placement = p.placed(town, is_acute=True)
    p.in_worker(obligations.sweep)

    town.assignments["support"] = support
    with as_loader():
        told = Notice.objects.filter(recipient=support, channel="in_app").values_list("kind", flat=True)
        assert list(told) == ["deadline_breached"]
    shown = page(town, "support", "notices:list")
    assert (shown.status_code, placement.code in shown.content.decode()) == (200, False)


# Registering


def test_it_is_registered_with_its_requests_and_a_line_in_the_log(town):
    p.with_rules(town)
    placement = p.placed(town, form="residential_home", suicide_risk="asked")

    assert (placement.status, placement.unit_id, placement.principal_id) == ("ongoing", town.social.pk, town.city.pk)
    assert placement.suicide_risk_on == clock.today()
    with as_loader():
        assert sorted(placement.exams.values_list("receiver", flat=True)) == ["dental_care", "health_care"]
    assert acts(placement) == ["placement.registered"]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"decided_on": 1, "starts_on": 1}, "decided_on"),
        ({"starts_on": -1}, "starts_on"),
        ({"planned_end_on": -1}, "planned_end_on"),
        ({"starts_on": 10, "planned_end_on": 9}, "planned_end_on"),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_is_saved(town, days, field):
    p.with_rules(town)
    today = clock.today()
    with pytest.raises(Refused) as refused:
        p.placed(town, **{name: today + timedelta(days=number) for name, number in days.items()})

    assert refused.value.field == field
    with as_loader():
        assert not Placement.objects.exists()


@pytest.mark.parametrize("who", ["teacher", "bup_deputy", "convenor"])
def test_only_social_services_that_work_with_the_child_place_it(town, who):
    child = p.child_of(town)
    contact(town, child, town.teacher)
    with pytest.raises(PermissionDenied):
        p.placed(town, by=getattr(town, who), child=child)


def test_a_placement_replaces_an_ended_one_of_the_same_child(town):
    p.with_rules(town)
    first = p.placed(town)
    with as_loader():
        child = first.child
    with pytest.raises(Refused):
        p.placed(town, child=child, replaces=first)
    with acting_as(town.social_worker) as by:
        ended = services.end_placement(first, by=by, on=clock.today(), reason="re_placed")
    second = p.placed(town, child=child, replaces=ended)
    assert second.replaces_id == first.pk
    assert "Vid omplacering" in page(town, "social_worker", "sip:placement_detail", second.pk).content.decode()


# Noting


def test_nobody_else_notes_anything(town):
    p.with_rules(town)
    placement = p.placed(town, is_acute=True, act="lvu")
    for who in ("teacher", "bup_manager", "convenor"):
        with acting_as(getattr(town, who)) as by, pytest.raises(PermissionDenied):
            services.note_invitation(placement, by=by, on=clock.today())
    assert acts(placement) == ["placement.registered"]


def test_what_is_noted_is_noted_once_in_order_and_not_ahead(town):
    p.with_rules(town)
    placement, today = p.placed(town, is_acute=True, act="lvu"), clock.today()
    with acting_as(town.social_worker) as by:
        with pytest.raises(Refused, match="inbjudan först"):
            services.note_planning_meeting(placement, by=by, on=today)
        with pytest.raises(Refused, match="nämndens beslut först"):
            services.note_exam_done(placement, by=by, on=today)
        with pytest.raises(Refused, match="framåt"):
            services.note_invitation(placement, by=by, on=today + timedelta(days=1))
        with pytest.raises(Refused, match="före beslutet"):
            services.note_invitation(placement, by=by, on=today - timedelta(days=1))
        services.note_invitation(placement, by=by, on=today)
        with pytest.raises(WrongState):
            services.note_invitation(placement, by=by, on=today)
    assert acts(placement) == ["placement.registered", "placement.planning_invited"]


def test_by_sol_there_is_no_examination_by_the_board_and_no_secret_residence(town):
    p.with_rules(town)
    placement, today = p.placed(town, act="sol"), clock.today()
    with acting_as(town.social_worker) as by:
        for refused in (
            lambda: services.note_exam_decision(placement, by=by, on=today),
            lambda: services.note_application(placement, by=by, on=today),
            lambda: services.note_invitation(placement, by=by, on=today),
            lambda: protecting.protect_residence(placement, by=by, starts_on=today, place=PLACE),
        ):
            with pytest.raises(PermissionDenied):
                refused()


def test_a_secret_residence_ends_before_the_placement_does(town):
    p.with_rules(town)
    residence, today = secret_of(town), clock.today()
    with as_loader():
        placement = residence.placement
    with acting_as(town.social_worker) as by:
        with pytest.raises(WrongState):
            protecting.protect_residence(placement, by=by, starts_on=today, place="Annan plats")
        with pytest.raises(Refused, match="skyddad"):
            services.end_placement(placement, by=by, on=today, reason="home")
        protecting.tell_region(residence, by=by, on=today)
        protecting.end_protection(residence, by=by, on=today)
        services.end_placement(placement, by=by, on=today, reason="home")
        protecting.tell_region(residence, by=by, on=today)  # the region is told also afterwards
    assert p.clocks(residence)["DL-40"].status == "met"


def test_a_checklist_keeps_the_day_of_each_thing_and_lets_a_mistake_be_taken_back(town):
    placement = unclocked(town)
    yesterday, today = clock.today() - timedelta(days=1), clock.today()

    def noted(done, on):
        with acting_as(town.social_worker) as by:
            services.note_steps(placement, by=by, phase="before", done=done, on=on)
            rows = placement.steps.filter(done_on__isnull=False)
            return dict(rows.values_list("key", "done_on"))

    assert noted({"school_place"}, yesterday) == {"school_place": yesterday}
    both = noted({"school_place", "care_goes_on"}, today)
    assert both == {"school_place": yesterday, "care_goes_on": today}
    assert noted({"care_goes_on"}, today) == {"care_goes_on": today}


def unclocked(town) -> Placement:
    """By LSS: no deadline of the region's runs."""
    return p.placed(town, act="lss")


def test_a_request_a_result_in_each_domain_and_a_statement(town):
    p.with_rules(town)
    placement, today = p.placed(town), clock.today()
    with as_loader():
        exam = placement.exams.get(receiver="health_care")
    with acting_as(town.social_worker) as by:
        with pytest.raises(Refused) as refused:
            care.note_exam(exam, by=by, facts=care.Examined("needed", today, statement_on=today))
        assert refused.value.field == "statement_on"
        care.note_exam(exam, by=by, facts=care.Examined("needed", today))
        assert exam_state(HealthExam.objects.get(pk=exam.pk))[1] == "now"
        with pytest.raises(Refused) as refused:
            care.note_exam(exam, by=by, facts=care.Examined("needed"))
        assert refused.value.field == "requested_on"
        care.note_exam(exam, by=by, facts=care.Examined("needed", today, today, today, today, today))
        done = HealthExam.objects.get(pk=exam.pk)
    assert (done.mental_done_on, done.physical_done_on, done.oral_done_on) == (today, today, None)
    assert (done.statement_on, done.checked_on, exam_state(done)[1]) == (today, today, "ok")


# In pages


def test_a_placement_is_registered_in_five_steps_and_every_answer_is_kept(town):
    p.with_rules(town)
    child, client = p.child_of(town), Client()
    sign_in(client, town.assignments["social_worker"])
    today = clock.today().isoformat()

    def step(part, **answers):
        return client.post(reverse("sip:placement_new", args=[child.pk, part]), answers)

    assert step("boende", form="foster_home").status_code == 422
    assert b'value="foster_home"' in client.get(reverse("sip:placement_new", args=[child.pk, "boende"])).content
    step("boende", form="foster_home", act="lvu")
    step("beslut", is_acute="yes", decided_on=today)
    step("tid", starts_on=today, planned_end_on="")
    check = reverse("sip:placement_check", args=[child.pk])
    assert client.get(check).status_code == 302  # a question is left
    assert step("risk", suicide_risk="asked").url == check
    assert "Familjehem" in client.get(check).content.decode()
    made = client.post(check)

    with as_loader():
        placement = Placement.objects.get(child=child)
    assert made.url == reverse("sip:placement_detail", args=[placement.pk])
    shown = client.get(made.url).content.decode()
    assert "får ingen part hävda" in shown
    assert placement.code in client.get(reverse("sip:child_detail", args=[child.pk])).content.decode()


def test_a_question_is_answered_on_its_page_and_a_refusal_keeps_what_was_typed(town):
    p.with_rules(town)
    placement, client = p.placed(town, act="lvu", is_acute=True), Client()
    sign_in(client, town.assignments["social_worker"])
    note = reverse("sip:placement_note", args=[placement.pk, "inbjudan"])
    before = (clock.today() - timedelta(days=3)).isoformat()

    refused = client.post(note, {"on": before})
    assert refused.status_code == 422
    assert before in refused.content.decode()
    assert client.post(note, {"on": clock.today().isoformat()}).status_code == 302
    applied = reverse("sip:placement_note", args=[placement.pk, "ansokan"])
    decided = reverse("sip:placement_note", args=[placement.pk, "undersokningsbeslut"])
    client.post(decided, {"on": clock.today().isoformat()})
    client.post(applied, {"on": clock.today().isoformat()})
    shown = client.get(reverse("sip:placement_detail", args=[placement.pk])).content.decode()
    assert "Ansökan om vård är gjord före läkarundersökningen." in shown


def test_a_transition_is_seen_by_the_case_while_one_may_know_the_child(town):
    child = t.child_of(town)
    case = t.raised(town, child=child)
    with as_loader():
        found = Transition.objects.create(
            region=town.region, child=child, case_id=case.pk, unit=town.school, kind="adult_18", on=clock.today()
        )
    assert seen(town.bup_manager, visible_transitions) == 0
    t.consented(town, case)
    t.called(town, case)
    assert seen(town.bup_manager, visible_transitions) == seen(town.teacher, visible_transitions) == 1
    with acting_as(town.bup_manager) as by, pytest.raises(PermissionDenied):
        transitions.note_wish(found, by=by, wish="involved")
    shown = page(town, "bup_manager", "sip:transition_detail", found.pk).content.decode()
    assert found.code in shown
    assert reverse("sip:child_detail", args=[child.pk]) not in shown
    assert seen(town.colleague, visible_transitions) == seen(town.secretary, visible_transitions) == 0


def test_the_transitions_pages_take_it_all_the_way(town):
    p.with_rules(town)
    transition, client = p.found(town), Client()
    sign_in(client, town.assignments["social_worker"])
    home = reverse("sip:transition_detail", args=[transition.pk])

    def note(question, **answers):
        return client.post(reverse("sip:transition_note", args=[transition.pk, question]), answers)

    assert note("planera", receiving=[str(town.bup.pk)]).status_code == 422
    assert note("onskan", wish="involved").url == home
    assert note("planera", receiving=[str(town.bup.pk)]).url == home
    assert note("mote", on=clock.today().isoformat(), came=[str(town.social.pk), str(town.bup.pk)]).url == home
    with as_loader():
        row = transition.units.get(part="sending")
    confirm = reverse("sip:transition_confirm", args=[row.pk])
    assert confirm in client.get(home).content.decode()
    client.post(confirm)
    assert note("avsluta").url == home
    shown = client.get(home).content.decode()
    assert "Avslutad" in shown
    assert "Vill att vårdnadshavarna är med" in shown

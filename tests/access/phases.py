"""A child's case and plan in each phase of their story, each step through its service; and drafts of both to come."""

from datetime import timedelta

from core import clock
from core.access import acting_as
from sip.cases import escalation
from sip.drafts.services import save_draft
from sip.individual_forum import holding
from sip.individual_forum.models import Call
from sip.models import Consent, Participation, PlanInvitation, PlanMeeting, PlanRole
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as sip
from tests.sip.plans import town as plans

DAYS_AGO = 20  # when the cases were raised; their sittings were five days later
PHASES = ("raised", "called", "begun", "held", "unresolved", "escalated", "decided")


def make(world) -> None:
    for phase in PHASES:
        world.children[phase], world.cases[phase] = _case(world.town, phase)
    _plans(world)
    _draft(world)


def _case(town, phase: str):
    """A case that has come to the phase, each step through its service."""
    far = PHASES.index(phase)
    with days_on(-2 if phase == "called" else -DAYS_AGO):
        child = sip.child_of(town)
        case = sip.raised(town, child=child)
        if far:
            sip.consented(town, case)
            occasion = sip.called(town, case)
    if far >= PHASES.index("held"):
        with days_on(6 - DAYS_AGO):
            _hold(town, case, occasion)
            _further(town, case, far)
    return child, case


def _hold(town, case, occasion) -> None:
    with acting_as(town.convenor):
        calls = Call.objects.filter(occasion=occasion)
        minutes = holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})
        for section in minutes.sections.all():
            holding.save_section(section, by=town.convenor, text="Sades.", version=0)
        due = clock.today() + timedelta(days=40)
        holding.add_decision(minutes, by=town.convenor, text="Gäller.", unit=town.bup, due_on=due)


def _further(town, case, far: int) -> None:
    if far >= PHASES.index("unresolved"):
        sip.approved(town, case)
        with acting_as(town.convenor):
            holding.conclude(case, by=town.convenor, outcome="unresolved")
    if far >= PHASES.index("escalated"):
        sip.agreed(town, case)
        with acting_as(town.convenor):
            escalation.escalate(case, by=town.convenor, managers=[town.assignments["steering_bup"]])
    if far >= PHASES.index("decided"):
        decided = escalation.Decided("Avgjort.", town.bup, clock.today() + timedelta(days=30))
        with acting_as(town.chair):
            escalation.decide(case, by=town.chair, decided_on=clock.today(), decisions=[decided])


def _plans(world) -> None:
    """A plan in each state that has pages of its own, with its meeting, call and parts."""
    town = world.town
    plans.add_to(town)
    with days_on(-DAYS_AGO):
        for state in ("need_identified", "offered", "consented", "preparing"):
            _town, world.plans[state] = plans.until(state, town)
        _town, world.plans["begun"] = plans.until("meeting_called", town)
    _town, world.plans["meeting_called"] = plans.until("meeting_called", town)
    with days_on(-DAYS_AGO):
        _town, world.plans["active"] = plans.until("active", town)
    called = world.plans["meeting_called"].pk
    with as_loader():
        contact = PlanRole.objects.create(
            region=town.region, case_id=called, part="contact", assignment=town.assignments["bup_worker"],
            unit=town.bup, set_by=town.assignments["teacher"],
        )  # fmt: skip
        world.objects |= {
            "plan meeting": PlanMeeting.objects.get(case_id=called).pk,
            "begun meeting": PlanMeeting.objects.get(case_id=world.plans["begun"].pk).pk,
            "plan invitation": PlanInvitation.objects.get(case_id=called, unit=town.bup).pk,
            "participation": Participation.objects.get(case_id=called, unit=town.bup).pk,
            "plan part": contact.pk,
            "plan consent": Consent.objects.get(case_id=called).pk,
        }
    given = {
        "initiativ": {"asked_by": "child"},
        "behov": {"need_noticed_on": str(clock.today() - timedelta(days=3)), "need": "Stöd i skolan."},
        "plats": {"district": str(town.east.pk)},
    }
    with acting_as(town.teacher):
        for step, answers in given.items():
            save_draft(town.teacher, "start_plan", str(world.children["raised"].pk), step, answers)


def _draft(world) -> None:
    """The wizard's answers so far, enough for its last page."""
    town = world.town
    answers = {
        "behov": {"need_noticed_on": str(clock.today() - timedelta(days=3)), "need": "Stöd i skolan."},
        "provat": {"reason": "cooperation_failed", "tried": "Två möten."},
        "fraga": {"question": "Vem samordnar?"},
        "verksamheter": {"district": str(town.east.pk), "units": [str(town.social.pk), str(town.bup.pk)]},
    }
    with acting_as(town.teacher):
        for step, given in answers.items():
            save_draft(town.teacher, "raise_case", str(world.children["raised"].pk), step, given)

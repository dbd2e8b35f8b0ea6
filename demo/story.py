"""One case's life, by the services alone and on its own days: the demo proves the verbs. [issue: Decided]"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from core import clock
from core.access import Acting, acting_as
from core.people.models import RoleAssignment
from demo import names, texts
from demo.people import acting_for
from sip.cases import escalation, services
from sip.cases.models import ForumCase
from sip.children.choices import Custody
from sip.children.services import GuardianFacts, register_child
from sip.consent.asked import Asked, Given, next_sitting
from sip.consent.services import record_consent
from sip.individual_forum import approving, calling, holding
from sip.individual_forum.calling import Sitting
from sip.individual_forum.models import Call, Minutes
from sip.individual_forum.policies import callable_managers
from sip.models import Guardian

UNNAMED = {"is_deidentified": True, "summary": texts.LIFTED}
STAGES = ("raised", "consented", "called", "held", "concluded", "decided", "closed")


@dataclass(frozen=True)
class Plan:
    """What shall happen and when, in days from the day the need was noticed."""

    noticed_on: date
    stage: str = "closed"
    raised_after: int = 2
    called_after: int = 9
    met_after: int = 18
    solved: bool = True
    with_consent: bool = True
    sex: str = ""  # by chance unless said


@dataclass(frozen=True)
class Stage:
    """The people of one district's cases."""

    raiser: RoleAssignment
    convenor: RoleAssignment
    units: tuple
    steering: tuple[RoleAssignment, ...]


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def play(stage: Stage, plan: Plan, random: Random) -> ForumCase:
    """Live the case up to the plan's stage."""
    raiser, convenor = acting_for(stage.raiser), acting_for(stage.convenor)
    reached = STAGES.index(plan.stage)
    with clock.moved_to(at(plan.noticed_on + timedelta(plan.raised_after))):
        case = _raise(raiser, stage, plan, random)
    if reached >= 1 and plan.with_consent:
        with clock.moved_to(at(plan.noticed_on + timedelta(plan.raised_after + 1))):
            _consent(case, raiser, stage, random)
    if reached < 2:
        return case
    with clock.moved_to(at(plan.noticed_on + timedelta(plan.called_after))):
        _call(case, convenor, plan)
    if reached < 3:
        return case
    met = plan.noticed_on + timedelta(plan.met_after)
    with clock.moved_to(at(met, 15)):
        _hold(case, convenor, stage, plan, random, approve=reached >= 4)
    if reached >= 5:
        _finish(case, raiser, stage, plan, met, random, close=reached >= 6)
    return case


def _raise(raiser: Acting, stage: Stage, plan: Plan, random: Random) -> ForumCase:
    given, family = names.child(random)
    guardians = [
        GuardianFacts(name=f"{random.choice(names.GIVEN)} {family}", custody=Custody.JOINT),
        GuardianFacts(name=f"{random.choice(names.GIVEN)} {random.choice(names.FAMILY)}", custody=Custody.JOINT),
    ]
    birth = plan.noticed_on - timedelta(days=random.randint(7 * 365, 16 * 365))
    with acting_as(raiser):
        child = register_child(
            by=raiser,
            given_name=given,
            family_name=family,
            birth_date=birth,
            sex=plan.sex or random.choices(("girl", "boy", "other", "unknown"), (46, 48, 3, 3))[0],
            district=stage.convenor.district,
            school_unit=stage.raiser.unit,
            guardians=guardians,
        )
        facts = services.Raised(
            district=stage.convenor.district,
            reason=random.choice(("cooperation_failed", "cooperation_failed", "after_sip", "staff_shortcoming")),
            question=random.choice(texts.QUESTIONS),
            tried=random.choice(texts.TRIED),
            need_noticed_on=plan.noticed_on,
            units=stage.units,
        )
        return services.raise_case(child, by=raiser, facts=facts)


def _consent(case: ForumCase, raiser: Acting, stage: Stage, random: Random) -> None:
    with acting_as(raiser):
        guardians = Guardian.objects.filter(child__cases__case_id=case.pk)
        units = {unit.pk: unit for unit in (*stage.units, stage.raiser.unit, stage.convenor.unit)}
        asked = Asked(
            units=tuple(units.values()),
            information_kinds=("identity", "situation"),
            valid_to=clock.today() + timedelta(days=90),
            sitting=next_sitting(case),
        )
        given = Given(
            form="written",
            given_on=clock.today(),
            answers={guardian.pk: True for guardian in guardians},
            document_place="Skolans arkivskåp, pärm 3",
            explained_how="Gick igenom blanketten tillsammans på svenska.",
            child_view="heard",
            child_view_text=random.choice(texts.CHILD_WORDS),
        )
        record_consent(case, by=raiser, asked=asked, given=given)


def _call(case: ForumCase, convenor: Acting, plan: Plan) -> None:
    with acting_as(convenor):
        chosen: dict = {}
        for manager in sorted(callable_managers(case), key=lambda one: not one.has_mandate):
            chosen.setdefault(manager.unit_id, manager)
        sitting = Sitting(
            starts_at=at(plan.noticed_on + timedelta(plan.met_after), 13),
            place="Stadsdelshuset, rum 3",
            is_deidentified=not plan.with_consent,
        )
        calling.call_occasion(case, by=convenor, sitting=sitting, managers=chosen.values())


def _hold(case: ForumCase, convenor: Acting, stage: Stage, plan: Plan, random: Random, *, approve: bool) -> None:
    with acting_as(convenor):
        calls = list(Call.objects.filter(case_id=case.pk).select_related("assignment__person"))
        absent = random.randrange(len(calls)) if random.random() < 0.2 else -1
        attendance = {call.pk: "absent" if number == absent else "present" for number, call in enumerate(calls)}
        minutes = holding.hold_occasion(case, by=convenor, attendance=attendance)
        for number, section in enumerate(minutes.sections.filter(required=True)):
            if approve or number == 0:
                text = texts.SECTIONS[section.key]
                holding.save_section(section, by=convenor, text=text, version=0)
        if not approve:
            return
        if plan.solved:
            _decide_in_forum(minutes, convenor, stage, random)
        came = (one.assignment for one in calls if attendance[one.pk] == "present")
        manager = acting_for(next(one for one in came if one.person_id != stage.convenor.person_id))
    with acting_as(manager):
        approving.approve_minutes(minutes, by=manager)
    with acting_as(convenor):
        holding.conclude(case, by=convenor, outcome="resolved" if plan.solved else "unresolved")


def _decide_in_forum(minutes: Minutes, convenor: Acting, stage: Stage, random: Random) -> None:
    due = clock.today() + timedelta(days=30)
    text = random.choice(texts.DECISIONS)
    holding.add_decision(minutes, by=convenor, text=text, unit=random.choice(stage.units), due_on=due)


def _finish(
    case: ForumCase, raiser: Acting, stage: Stage, plan: Plan, met: date, random: Random, *, close: bool
) -> None:
    convenor = acting_for(stage.convenor)
    if not plan.solved:
        with clock.moved_to(at(met + timedelta(days=3))), acting_as(convenor):
            escalation.escalate(case, by=convenor, managers=stage.steering[:1], **UNNAMED)
        manager = acting_for(stage.steering[0])
        with clock.moved_to(at(met + timedelta(days=12))), acting_as(manager):
            decided = escalation.Decided(
                random.choice(texts.DECISIONS), random.choice(stage.units), clock.today() + timedelta(days=30)
            )
            escalation.decide(case, by=manager, decisions=[decided])
    if not close:
        return
    if not plan.solved:
        with clock.moved_to(at(met + timedelta(days=13))), acting_as(raiser):
            escalation.receive_decision(case, by=raiser)
    with clock.moved_to(at(met + timedelta(days=45))), acting_as(convenor):
        for decision in case.case.decisions.filter(done_on__isnull=True):
            escalation.follow_up(decision, by=convenor, done_on=clock.today(), result=random.choice(texts.RESULTS))
        services.close_case(ForumCase.objects.get(pk=case.pk), by=convenor)


def escalated_only(case: ForumCase, stage: Stage, on: date) -> None:
    """An unsolved case that waits for the managers' decision."""
    convenor = acting_for(stage.convenor)
    with clock.moved_to(at(on)), acting_as(convenor):
        escalation.escalate(case, by=convenor, managers=stage.steering[:1], **UNNAMED)

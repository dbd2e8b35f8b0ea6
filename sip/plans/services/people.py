"""Who is let into a plan, and who is what in it. [P-40, F83, F84, security 2]"""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import PermissionDenied, Refused
from core.people.models import RoleAssignment
from sip.cases.models import Participation
from sip.cases.services import tell
from sip.cases.states import Part
from sip.plans import deadlines, policies, states
from sip.plans.choices import ALONE, PlanPart
from sip.plans.coordinating import coordinator_of, may_coordinate
from sip.plans.models import PlanRole, SipPlan
from sip.plans.services.inviting import invite_late, unit_of
from sip.plans.services.telling import contact_must_be_told


@transaction.atomic
def start_work(plan: SipPlan, *, by: Acting, people: Iterable[RoleAssignment]) -> SipPlan:
    """The actors are identified and the work has begun: without delay, the school early. [P-39, P-40, DL-26]

    Raises WrongState, PermissionDenied, Refused when nobody from another unit is let in.
    """
    plan = lock(plan)
    states.START.guard(plan)
    require(policies.can_start_work(by, plan))
    people = list(people)
    if not any(person.unit_id != plan.initiating_unit_id for person in people):
        raise Refused(_("Välj minst en person i en annan verksamhet."), field="people")
    for person in people:
        let_in(plan, person, by=by)
    today = clock.today()
    plan.status, plan.started_on = states.START.target, today
    plan.save(update_fields=["status", "started_on"])
    deadlines.end(deadlines.SIP_STARTED, plan, by=by, on=today)
    audit.record("plan.work_started", plan, by=by)
    tell(plan, by)
    return plan


@transaction.atomic
def add_people(plan: SipPlan, *, by: Acting, people: Iterable[RoleAssignment]) -> None:
    """Let more people in, of units that the consent covers; they are called to the meeting that is called. [F79]

    Raises PermissionDenied, Refused.
    """
    plan = lock(plan)
    require(policies.can_add_people(by, plan))
    called = invite_late(plan, [person for person in people if let_in(plan, person, by=by)], by=by)
    tell(plan, by, told=called)


def let_in(plan: SipPlan, person: RoleAssignment, *, by: Acting) -> bool:
    """One person takes part from now, or did already; the database asks the consent once more. [security 4]"""
    live = Participation.objects.live(clock.now()).filter(case_id=plan.pk, assignment_id=person.pk)
    if live.filter(part__in=(Part.RAISER, Part.UNIT)).exists():
        return False
    if not policies.joinable_people(plan).filter(pk=person.pk).exists():
        raise Refused(
            _("Samtycket gäller inte %(unit)s. Be om ett samtycke som gäller också den verksamheten.")
            % {"unit": person.unit.name if person.unit else ""},
            field="people",
        )
    row = Participation(
        region_id=plan.region_id,
        case_id=plan.pk,
        unit_id=unit_of(person),
        assignment_id=person.pk,
        part=Part.UNIT,
        added_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    audit.record("plan.person_added", row, by=by, case_id=plan.pk, unit_id=person.unit_id)
    return True


@transaction.atomic
def remove_person(plan: SipPlan, participation: Participation, *, by: Acting) -> None:
    """Somebody no longer takes part: the end is noted, nothing is deleted, and what they are in the plan ends too.

    Raises PermissionDenied, Refused for the one who started the plan and for the main responsible.
    """
    plan = lock(plan)
    require(policies.can_add_people(by, plan) or participation.assignment_id == by.assignment_id)
    if participation.part != Part.UNIT:
        raise Refused(_("Den som startade planen kan inte tas bort."))
    roles = PlanRole.objects.filter(case_id=plan.pk, assignment_id=participation.assignment_id, valid_to__isnull=True)
    if roles.filter(part="main_responsible").exists():
        raise Refused(_("Lämna först över huvudansvaret till någon annan."))
    if roles.filter(part=PlanPart.CONTACT).exists():
        contact_must_be_told(plan, by=by)
    now = clock.now()
    roles.update(valid_to=now)
    audit.record("plan.person_removed", participation, by=by, case_id=plan.pk)
    tell(plan, by)
    participation.valid_to = now
    participation.save(update_fields=["valid_to"])


def give_part(plan: SipPlan, part: str, person: RoleAssignment, *, by: Acting) -> PlanRole:
    """Somebody who takes part is chair, recorder, contact …; who was it before is kept with its end. [facts 9.18]

    A unit has one contact person at a time. The plan is locked by the caller. Raises Refused for one who does not take
    part.
    """
    earlier = PlanRole.objects.filter(case_id=plan.pk, part=part, valid_to__isnull=True)
    if part == PlanPart.CONTACT:
        earlier = earlier.filter(unit_id=unit_of(person))
    elif part not in ALONE:
        earlier = earlier.filter(assignment_id=person.pk)
    held = earlier.first()
    if held is not None and held.assignment_id == person.pk:
        return held
    if held is not None:
        held.valid_to = clock.now()
        held.save(update_fields=["valid_to"])
        if part == PlanPart.CONTACT:
            contact_must_be_told(plan, by=by)
    row = PlanRole(
        region_id=plan.region_id,
        case_id=plan.pk,
        part=part,
        assignment_id=person.pk,
        unit_id=unit_of(person),
        set_by_id=by.assignment_id,
    )
    _save(row)
    audit.record("plan.part_given", row, by=by, case_id=plan.pk, reason=part)
    return row


def _save(row: PlanRole) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Någon annan har just fått den uppgiften. Läs om sidan.")) from error


@transaction.atomic
def name_contacts(plan: SipPlan, *, by: Acting, contacts: Iterable[tuple[str, RoleAssignment]]) -> None:
    """Contact persons by unit, a habilitation coordinator, a SIP coordinator. [C9, P-50, F92, F104]

    Raises PermissionDenied, Refused.
    """
    plan, joined = lock(plan), []
    require(policies.can_add_people(by, plan))
    for part, person in contacts:
        if part in ALONE:
            raise Refused(_("Den uppgiften ges när mötet kallas eller planen beslutas."))
        if part == PlanPart.HABILITATION and not may_coordinate(coordinator_of(plan), person):
            raise Refused(_("Välj någon i vården eller socialtjänsten som får samordna habilitering."), field=part)
        if let_in(plan, person, by=by):
            joined.append(person)
        give_part(plan, part, person, by=by)
    invite_late(plan, joined, by=by)


@transaction.atomic
def end_part(plan: SipPlan, role_id: UUID, *, by: Acting) -> None:
    """Somebody is no longer contact or coordinator. Raises PermissionDenied."""
    plan = lock(plan)
    require(policies.can_add_people(by, plan))
    row = PlanRole.objects.exclude(part__in=ALONE).filter(case_id=plan.pk, pk=role_id, valid_to__isnull=True).first()
    if row is None:
        raise PermissionDenied
    row.valid_to = clock.now()
    row.save(update_fields=["valid_to"])
    if row.part == PlanPart.CONTACT:
        contact_must_be_told(plan, by=by)
    audit.record("plan.part_ended", row, by=by, case_id=plan.pk, reason=row.part)

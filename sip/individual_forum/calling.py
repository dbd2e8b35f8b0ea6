"""Call the sitting and take the replies. [P-83, P-85, DL-01]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from core.roles import UNIT_LEADERS
from core.ui import dates
from groups.meetings.called import Reply
from sip.cases import states
from sip.cases.deadlines import FORUM_CONVENED
from sip.cases.models import ForumCase, Participation
from sip.cases.services import cancel_sittings, tell
from sip.consent.asked import next_sitting
from sip.consent.covers import covers
from sip.consent.kinds import InformationKind
from sip.consent.models import Consent
from sip.consent.queries import facts_of
from sip.consent.states import ConsentStatus, Purpose
from sip.individual_forum import policies
from sip.individual_forum.models import Call, Occasion
from sip.individual_forum.states import CancelReason, OccasionStatus
from sip.time_enquiry.closing import close_questions


@dataclass(frozen=True)
class Sitting:
    """When and where, whether the family is there, whether the case is handled without identity."""

    starts_at: datetime
    place: str
    family_present: bool = False
    is_deidentified: bool = False


@transaction.atomic
def call_occasion(
    case: ForumCase, *, by: Acting, sitting: Sitting, managers: Iterable[RoleAssignment], caseworkers=()
) -> Occasion:
    """Call managers with mandate, caseworkers when needed, to a sitting; the two-week clock ends. [P-83]

    Needs a live consent for this very sitting that covers every called unit, or the case is handled without
    identity. Raises WrongState, PermissionDenied, Refused.
    """
    case = lock(case)
    states.CONVENE.guard(case)
    require(policies.can_call(by, case))
    managers, caseworkers = list(managers), list(caseworkers)
    _check_called(case, sitting, managers, caseworkers)
    cancel_sittings(case, by=by, reason=CancelReason.CALLED_ANEW)
    close_questions(case)
    number = next_sitting(case)
    people = [*managers, *caseworkers]
    consent = None if sitting.is_deidentified else consent_for(case, sitting, number, people, field="managers")
    occasion = Occasion(
        region_id=case.region_id,
        case_id=case.pk,
        number=number,
        starts_at=sitting.starts_at,
        place=sitting.place.strip(),
        family_present=sitting.family_present,
        is_deidentified=sitting.is_deidentified,
        consent=consent,
        called_by_id=by.assignment_id,
    )
    occasion.save(force_insert=True)
    for person in managers:
        call_one(occasion, person, states.Part.CALLED, by)
    for person in caseworkers:
        call_one(occasion, person, states.Part.CASEWORKER, by)

    today = clock.today()
    case.status, case.convened_on = states.CONVENE.target, case.convened_on or today
    case.is_deidentified = sitting.is_deidentified
    case.save(update_fields=["status", "convened_on", "is_deidentified"])
    if number == 1:
        obligations.end(case.case, FORUM_CONVENED.code, on=today, by=by)
    audit.record("occasion.called", occasion, by=by, basis="none" if consent is None else "consent")
    called = [person.pk for person in (*managers, *caseworkers)]
    notify("call", to=called, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    tell(case, by, told=called)
    return occasion


def _check_called(
    case: ForumCase, sitting: Sitting, managers: list[RoleAssignment], caseworkers: list[RoleAssignment]
) -> None:
    if sitting.starts_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="day")
    if sitting.is_deidentified and sitting.family_present:
        raise Refused(_("Är familjen med kan ärendet inte hanteras utan identitet."), field="is_deidentified")
    called = {manager.unit_id for manager in managers if manager.role in UNIT_LEADERS}
    missing = case.case.concerned_units.exclude(unit_id__in=called).select_related("unit").order_by("unit__name")
    if missing:
        names = ", ".join(row.unit.name for row in missing)
        raise Refused(
            _("Välj en chef från varje berörd verksamhet. Det saknas: %(units)s.") % {"units": names}, field="managers"
        )
    if {person.pk for person in (*managers, *caseworkers)} - {one.pk for one in policies.callable_people(case)}:
        raise Refused(_("Välj bara chefer och handläggare i verksamheter som finns med i ärendet."), field="managers")


def consent_for(
    case: ForumCase, sitting: Sitting, number: int, people: Iterable[RoleAssignment], *, field: str
) -> Consent:
    """The live consent for this sitting, held so that nobody withdraws it in between. [security 4]

    Raises Refused, at the caller's `field` for somebody whose unit it does not cover.
    """
    found = Consent.objects.filter(
        case_id=case.pk, purpose=Purpose.FORUM_OCCASION, sitting=number, status=ConsentStatus.GIVEN
    ).first()
    if found is None:
        raise Refused(_("Det finns inget samtycke till det här mötet. Be om samtycke eller kalla utan identitet."))
    consent = lock(found, share=True)
    if consent.valid_to < timezone.localdate(sitting.starts_at):
        raise Refused(
            _("Samtycket gäller till och med %(day)s. Välj en tidigare dag eller be om ett nytt samtycke.")
            % {"day": dates.day(consent.valid_to)},
            field="day",
        )
    facts = facts_of(consent)
    for person in people:
        if not covers(
            facts,
            unit=person.unit_id,
            kind=InformationKind.IDENTITY,
            sitting=number,
            on=clock.today(),
            family_present=sitting.family_present,
        ):
            raise Refused(
                _("Samtycket gäller inte %(unit)s. Skriftligt samtycke behövs när familjen inte är med.")
                % {"unit": person.unit.name},
                field=field,
            )
    return consent


def call_one(occasion: Occasion, person: RoleAssignment, part: str, by: Acting, replaces: Call | None = None) -> Call:
    """One is called and takes part until the sitting has been held; the database asks the consent once more."""
    call = Call(
        region_id=occasion.region_id,
        case_id=occasion.case_id,
        occasion=occasion,
        unit_id=person.unit_id,
        assignment=person,
        has_mandate=person.has_mandate,
        replaces=replaces,
        reply=Reply.NONE if replaces is None else Reply.YES,
    )
    try:
        with transaction.atomic():
            call.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Samtycket gäller inte den verksamheten, eller personen är redan kallad.")) from error
    Participation(
        region_id=occasion.region_id,
        case_id=occasion.case_id,
        unit_id=person.unit_id,
        assignment=person,
        part=part,
        occasion=occasion,
        added_by_id=by.assignment_id,
    ).save(force_insert=True)
    return call


def mark_of(occasion: Occasion) -> str:
    """Which time and place it has: when it was last moved, if ever. An answer carries it along."""
    return occasion.moved_at.isoformat() if occasion.moved_at else ""


@transaction.atomic
def answer_call(
    call: Call, *, by: Acting, reply: str, substitute: RoleAssignment | None = None, seen: str = ""
) -> Call:
    """Come, not come, or name who comes instead; a substitute takes the place at once. [F116]

    `seen`: the sitting's mark as it was when the question was read. Raises WrongState after the sitting,
    PermissionDenied, Refused without a named substitute and when the sitting has been moved since.
    """
    call = lock(call)
    if call.occasion.status != OccasionStatus.CALLED:
        raise WrongState(_("Mötet har redan hållits eller ställts in."))
    require(policies.can_reply(by, call))
    if seen != mark_of(call.occasion):
        raise Refused(_("Mötet har flyttats. Läs den nya tiden och svara igen."))
    if reply == Reply.SUBSTITUTE:
        _check_substitute(call, substitute)
    call.reply, call.replied_at = reply, clock.now()
    call.save(update_fields=["reply", "replied_at"])
    audit.record("call.answered", call, by=by, reason=reply)
    convenor = call.occasion.called_by_id
    notify("call_answered", to=[convenor], by=by, about_kind="case", about_id=call.case_id, case_id=call.case_id)
    if substitute is not None and reply == Reply.SUBSTITUTE:
        call_one(call.occasion, substitute, states.Part.SUBSTITUTE, by, replaces=call)
        notify("call", to=[substitute.pk], by=by, about_kind="case", about_id=call.case_id, case_id=call.case_id)
        mine = Participation.objects.filter(
            case_id=call.case_id, assignment_id=by.assignment_id, occasion=call.occasion
        )
        mine.update(valid_to=clock.now())
    return call


def _check_substitute(call: Call, substitute: RoleAssignment | None) -> None:
    if substitute is None or not policies.possible_substitutes(call).filter(pk=substitute.pk).exists():
        raise Refused(_("Välj vem i din verksamhet som kommer i stället."), field="substitute")

"""The verbs of a case outside its sittings: raise, return, withdraw, note a deviation, close. [SM-2]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.obligations.models import Obligation
from core.organisations.models import Area, District, Unit
from core.organisations.queries import area_of_district
from core.people.queries import holders
from core.regions.profile import profile_of
from core.roles import Role
from core.states import Transition
from core.textguard import refuse_identity
from groups.queries import chairs_of
from sip.cases import policies, states
from sip.cases.deadlines import FORUM_CONVENED, forum_clock_starts
from sip.cases.models import (
    CaseKind,
    ForumCase,
    Participation,
)
from sip.cases.opening import first_rows, new_case
from sip.cases.subjects import Subject
from sip.children.models import Child
from sip.disclosures.choices import PieceKind
from sip.individual_forum.states import CancelReason, OccasionStatus
from sip.needs.services import check_noticed_on
from sip.time_enquiry.closing import close_questions


@dataclass(frozen=True)
class Raised:
    """What the one who raises a case says of it. `question` carries no identity; `tried` is the unit's own piece."""

    district: District
    reason: str
    question: str
    tried: str
    need_noticed_on: date
    units: tuple[Unit, ...]


@transaction.atomic
def raise_case(child: Child, *, by: Acting, facts: Raised) -> ForumCase:
    """Raise a child's case to the individual forum of a district; the two-week clock starts. [P-80..P-83, DL-01]

    The clock runs from the day the need was noticed; a need noticed long ago gives a case that is late at birth.
    Where nobody convenes, the chair hears that a case waits: district and code, never the case itself.
    Raises PermissionDenied, Refused.
    """
    child = lock(child)
    require(policies.can_raise_case(by, child))
    area = _area_with_forum(facts.district)
    _check(child, facts)

    today = clock.today()
    case = new_case(CaseKind.FORUM, facts.district, area, by=by)
    forum_case = ForumCase(
        case=case,
        region_id=by.region_id,
        area=area,
        district=facts.district,
        reason=facts.reason,
        question=facts.question.strip(),
        sex=child.sex,
        raising_unit_id=by.unit_id,
        raised_by_id=by.assignment_id,
        need_noticed_on=facts.need_noticed_on,
        raised_on=today,
    )
    forum_case.save(force_insert=True)
    first_rows(case, child, by=by, kind=PieceKind.TRIED, text=facts.tried, units=facts.units)
    audit.record("case.raised", forum_case, by=by, case_id=case.pk, child_id=child.pk, reason=facts.reason)
    convenors = _convenors(facts.district, today)
    running = start_clock(forum_case, by=by, owners=convenors)
    notify("case_raised", to=convenors, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    if running is not None and not convenors:
        chairs = [chair.pk for chair in chairs_of(area.pk, today)]
        notify("district_unled", to=chairs, by=by, about_kind="obligation", about_id=running.pk)
    return forum_case


def start_clock(case: ForumCase, *, by: Acting, owners: Iterable = ()) -> Obligation | None:
    """The two weeks, from the day that the region counts from. [DL-01, X-02]"""
    return obligations.start(
        FORUM_CONVENED,
        subject=case.case,
        subject_code=case.case.code,
        started_on=forum_clock_starts(case),
        by=by,
        region_id=case.region_id,
        case_id=case.pk,
        area_id=case.area_id,
        district_id=case.district_id,
        owners=owners,
        url_name="sip:case_detail",
    )


def _check(child: Child, facts: Raised) -> None:
    check_noticed_on(facts.need_noticed_on, child)
    if not facts.tried.strip():
        raise Refused(_("Skriv vad ni har prövat i det vanliga samarbetet."), field="tried")
    if not facts.units:
        raise Refused(_("Välj minst en annan verksamhet som är berörd."), field="units")
    refuse_identity(facts.question, names=(child.given_name, child.family_name), field="question")


def _area_with_forum(district: District) -> Area:
    """The area that holds the district today and, by its profile, has an individual forum. [S-03, cfg]"""
    today = clock.today()
    area = area_of_district(district.pk, today)
    if area is None or not profile_of(district.region_id, today, area_id=area.pk).has_individual_forum:
        raise Refused(_("Här finns inget individforum. Fråga er samordnare vilken väg som gäller."), field="district")
    return area


def _convenors(district: District, on: date) -> list:
    """Who convenes in the district; with none the clock is nobody's by name.

    Then the chair owes it by the rule, told district and code only, until somebody is appointed. [issue: Decided]
    """
    found = holders(Role.FORUM_CONVENOR, region_id=district.region_id, district_id=district.pk, on=on)
    return [holder.pk for holder in found]


@transaction.atomic
def return_case(case: ForumCase, *, by: Acting, reason: str) -> ForumCase:
    """Give the case back to the one who raised it. The clock is waived with the reason. [SM-2]"""
    case = lock(case)
    states.RETURN.guard(case)
    require(policies.can_return_case(by, case))
    obligations.waive_all(case.pk, by=by, reason=reason)
    case.return_reason = reason
    return _end(case, states.RETURN, "case.returned", by, reason)


@transaction.atomic
def withdraw_case(case: ForumCase, *, by: Acting, reason: str) -> ForumCase:
    """Take the case out of the forum; statistics keep the count, and a sitting that is called is cancelled.

    Those who were called are told and see the case no more. [SM-2, CS-20]
    """
    case = lock(case)
    states.WITHDRAW.guard(case)
    require(policies.can_withdraw_case(by, case))
    obligations.waive_all(case.pk, by=by, reason=reason)
    cancel_sittings(case, by=by, reason=CancelReason.CASE_ENDED)
    case.withdraw_reason = reason
    return _end(case, states.WITHDRAW, "case.withdrawn", by, reason)


@transaction.atomic
def close_case(case: ForumCase, *, by: Acting) -> ForumCase:
    """Close a resolved or decided case when every decision has been followed up. [SM-2]

    Raises WrongState, PermissionDenied, Refused while a decision lacks its result.
    """
    case = lock(case)
    states.CLOSE.guard(case)
    require(policies.can_close(by, case))
    if case.case.decisions.filter(done_on__isnull=True).exists():
        raise Refused(_("Följ upp alla beslut innan ärendet avslutas."))
    return _end(case, states.CLOSE, "case.closed", by)


def _end(case: ForumCase, move: Transition, act: str, by: Acting, reason: str = "") -> ForumCase:
    """Log and tell first: the change itself closes the case to the one who makes it."""
    audit.record(act, case, by=by, case_id=case.pk, reason=reason)
    tell(case, by)
    close_questions(case)
    case.status, case.ended_on = move.target, clock.today()
    case.save(update_fields=["status", "ended_on", "return_reason", "withdraw_reason"])
    return case


def cancel_sittings(case: ForumCase, *, by: Acting, reason: str) -> None:
    """What was called will not be held: the called are told first, then their part of the case ends."""
    if called := list(called_now(case)):
        notify("call_cancelled", to=called, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    now = clock.now()
    open_calls = Participation.objects.filter(case_id=case.pk, part__in=states.CALLED_PARTS)
    open_calls.filter(valid_to__isnull=True).update(valid_to=now)
    for occasion in case.case.occasions.filter(status=OccasionStatus.CALLED):
        occasion.status, occasion.cancelled_at, occasion.cancel_reason = OccasionStatus.CANCELLED, now, reason
        occasion.save(update_fields=["status", "cancelled_at", "cancel_reason"])
        audit.record("occasion.cancelled", occasion, by=by, reason=reason)


def called_now(case: ForumCase) -> Iterable:
    """The assignments called to a sitting that has not been held. Not all of them may see the case any longer."""
    live = Participation.objects.filter(
        case_id=case.pk, part__in=states.CALLED_PARTS, occasion__status=OccasionStatus.CALLED
    )
    return live.filter(valid_to__isnull=True).values_list("assignment_id", flat=True)


def participants(case: Subject) -> Iterable:
    """The assignments that take part now."""
    live = Participation.objects.filter(case_id=case.pk, assignment__isnull=False).live(clock.now())
    return live.values_list("assignment_id", flat=True)


def tell(
    case: Subject,
    by: Acting,
    kind: str = "case_event",
    extra: Iterable = (),
    told: Iterable = (),
) -> None:
    """Those who take part learn that something has happened; what, they read in the case. `told` know already."""
    to = {*participants(case), *extra} - {by.assignment_id, *told}
    notify(kind, to=to, by=by, about_kind="case", about_id=case.pk, case_id=case.pk)

"""Hold the sitting, write its minutes, decide, conclude. [P-84, P-86, S-25]"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.organisations.models import Unit
from core.writing import write_over
from groups.meetings.called import Attendance, note_attendance
from groups.queries import minutes_template
from sip.cases import states
from sip.cases.models import ForumCase, Participation
from sip.cases.services import tell
from sip.consent.services import use
from sip.consent.states import ConsentStatus
from sip.individual_forum import policies
from sip.individual_forum.models import Decision, Minutes, MinutesSection, Occasion
from sip.individual_forum.states import MinutesStatus, OccasionStatus, Outcome

FORUM_KIND = "individual_forum"


@transaction.atomic
def hold_occasion(case: ForumCase, *, by: Acting, attendance: Mapping[UUID, str]) -> Minutes:
    """The sitting has been held: who came; the consent is used up; minutes are opened by the template. [CS-10]

    The case was held on the sitting's own local day, whenever it is noted: the year's figures count that. [I-01]
    `attendance` is by call. Raises WrongState, PermissionDenied, Refused when somebody's attendance is not noted
    or the sitting lies ahead.
    """
    case = lock(case)
    states.HOLD.guard(case)
    require(policies.can_hold(by, case))
    occasion = lock(case.case.occasions.get(status=OccasionStatus.CALLED))
    now = clock.now()
    if occasion.starts_at > now:
        raise Refused(_("Mötet har inte börjat än."))
    if not policies.can_be_held(case):
        raise Refused(
            _("Samtycket till mötet gäller inte längre. Kalla till ett nytt möte, eller ta ärendet ur forumet.")
        )
    note_attendance(occasion.calls.exclude(attendance=Attendance.RELEASED), attendance)
    occasion.status, occasion.held_at = OccasionStatus.HELD, occasion.starts_at
    occasion.save(update_fields=["status", "held_at"])
    minutes = _open_minutes(case, occasion)
    if occasion.consent and occasion.consent.status == ConsentStatus.GIVEN:
        use(occasion.consent, by=by)
    Participation.objects.filter(occasion=occasion, valid_to__isnull=True).update(valid_to=now)
    case.status, case.held_on = states.HOLD.target, case.held_on or timezone.localdate(occasion.starts_at)
    case.save(update_fields=["status", "held_on"])
    audit.record("occasion.held", occasion, by=by)
    tell(case, by)
    return minutes


def _open_minutes(case: ForumCase, occasion: Occasion) -> Minutes:
    template = minutes_template(FORUM_KIND, case.region_id, clock.today())
    if template is None:
        raise Refused(_("Regionen saknar mall för protokoll i individforum. Kontakta administratören."))
    minutes = Minutes(region_id=case.region_id, case_id=case.pk, occasion=occasion, template=template)
    minutes.save(force_insert=True)
    MinutesSection.objects.bulk_create(
        MinutesSection(
            region_id=case.region_id,
            case_id=case.pk,
            minutes=minutes,
            key=section["key"],
            order=order,
            heading=section["heading"],
            help=section.get("help", ""),
            required=section.get("required", True),
        )
        for order, section in enumerate(template.sections)
    )
    return minutes


@transaction.atomic
def save_section(section: MinutesSection, *, by: Acting, text: str, version: int) -> MinutesSection:
    """Save one heading's text over the version the writer saw.

    Raises EditedByAnother when someone saved in between, WrongState when the minutes are approved.
    """
    section = lock(section)
    minutes = Minutes.objects.get(pk=section.minutes_id)
    case = ForumCase.objects.get(pk=section.case_id)
    if minutes.status != MinutesStatus.DRAFTED:
        raise WrongState(_("Protokollet är godkänt och låst."))
    require(policies.can_write_minutes(by, case, minutes))
    if write_over(section, text, seen=version, by=by.assignment_id):
        audit.record("minutes.saved", section, by=by)
    return section


@transaction.atomic
def add_decision(minutes: Minutes, *, by: Acting, text: str, unit: Unit, due_on: date) -> Decision:
    """A decision of the sitting: what, which unit answers, by when. [SM-2]"""
    minutes = lock(minutes)
    case = ForumCase.objects.get(pk=minutes.case_id)
    if minutes.status != MinutesStatus.DRAFTED:
        raise WrongState(_("Protokollet är godkänt och låst."))
    require(policies.can_write_minutes(by, case, minutes))
    if not text.strip():
        raise Refused(_("Skriv vad som beslutades."), field="text")
    if due_on < timezone.localdate(minutes.occasion.starts_at):
        raise Refused(_("Beslutet kan inte vara klart före mötet."), field="due_on")
    decision = Decision(
        region_id=case.region_id,
        case_id=case.pk,
        occasion_id=minutes.occasion_id,
        text=text.strip(),
        responsible_unit=unit,
        due_on=due_on,
        decided_by_id=by.assignment_id,
    )
    decision.save(force_insert=True)
    audit.record("decision.made", decision, by=by, unit_id=unit.pk)
    return decision


@transaction.atomic
def conclude(case: ForumCase, *, by: Acting, outcome: str) -> ForumCase:
    """The sitting solved the case, or did not. [P-86, 001:L357-359]

    Raises WrongState, PermissionDenied, Refused while the minutes are open or a solution lacks decisions.
    """
    case = lock(case)
    move = states.RESOLVE if outcome == Outcome.RESOLVED else states.LEAVE_UNRESOLVED
    move.guard(case)
    require(policies.can_conclude(by, case))
    occasion = case.case.occasions.filter(status=OccasionStatus.HELD).order_by("-number").first()
    if occasion is None or occasion.minutes.status != MinutesStatus.APPROVED:
        raise Refused(_("Godkänn protokollet först."))
    if outcome == Outcome.RESOLVED and not occasion.decisions.exists():
        raise Refused(_("En lösning behöver minst ett beslut med ansvarig verksamhet och datum."))
    occasion.outcome = outcome
    occasion.save(update_fields=["outcome"])
    case.status = move.target
    if case.outcome_on is None:
        case.outcome_on, case.first_outcome = clock.today(), outcome
    case.save(update_fields=["status", "outcome_on", "first_outcome"])
    audit.record("case.concluded", case, by=by, case_id=case.pk, reason=outcome)
    tell(case, by)
    return case

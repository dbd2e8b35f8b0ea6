"""The verbs of the yearly follow-up, from the year's end until it is sent on. [SM-9]"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from core.notices import notify
from core.organisations.models import Area
from core.people.queries import holders
from followup import policies, states, texts
from followup.choices import Section
from followup.counting import REPORT, count_year
from followup.deadlines import FOLLOWED_UP, clock_start
from followup.models import AnnualFollowUp, Counting, FollowUpComment, FollowUpSection
from groups.queries import chairs_of

ABOUT = "followup.annualfollowup"


@transaction.atomic
def open_follow_up(area: Area, year: int, *, by: Acting) -> AnnualFollowUp | None:
    """Open the follow-up of a year that has ended: its empty texts, its clock, a word to the group's leaders. [SM-9]

    None when it is open already. Raises PermissionDenied for anybody but a job, Refused before the year has ended.
    """
    require(not by.is_user)
    if clock.today() <= date(year, 12, 31):
        raise Refused(_("Året är inte slut än."))
    if AnnualFollowUp.objects.filter(area=area, year=year).exists():
        return None
    previous = AnnualFollowUp.objects.before(area.pk, year).filter(adopted_on__isnull=False).first()
    follow_up = AnnualFollowUp(
        region_id=area.region_id, area=area, year=year, clock_starts_on=clock_start(previous, year)
    )
    follow_up.save(force_insert=True)
    FollowUpSection.objects.bulk_create(
        FollowUpSection(region_id=area.region_id, follow_up=follow_up, key=section, order=order)
        for order, section in enumerate(Section)
    )
    leaders = [leader.pk for leader in chairs_of(area.pk, clock.today())]
    obligations.start(
        FOLLOWED_UP,
        subject=follow_up,
        subject_code=str(year),
        by=by,
        region_id=area.region_id,
        area_id=area.pk,
        owners=leaders,
        url_name="followup:opened",
    )
    audit.record("follow_up.opened", follow_up, by=by)
    notify("follow_up_opened", to=leaders, by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return follow_up


@transaction.atomic
def collect(follow_up: AnnualFollowUp, *, by: Acting, at: datetime, using: str = REPORT) -> Counting:
    """Count the year for good: the figures of its report. Again until the group has begun to decide. [SM-9, I-R6]

    Raises WrongState, PermissionDenied for anybody but a job.
    """
    follow_up = lock(follow_up)
    states.COLLECT.guard(follow_up)
    counting = count_year(follow_up.area, follow_up.year, by=by, at=at, follow_up=follow_up, using=using)
    follow_up.status, follow_up.collected_at = states.COLLECT.target, counting.confirmed_at
    follow_up.save(update_fields=["status", "collected_at"])
    audit.record("follow_up.collected", follow_up, by=by)
    return counting


@transaction.atomic
def save_section(section: FollowUpSection, *, by: Acting, text: str, version: int) -> FollowUpSection:
    """Save one text over the version its writer saw.

    Raises EditedByAnother when someone saved in between, WrongState once it is adopted, PermissionDenied, Refused for
    a text that shows who a child is.
    """
    section = lock(section)
    follow_up = AnnualFollowUp.objects.get(pk=section.follow_up_id)
    if follow_up.status not in states.WRITABLE:
        raise WrongState(_("Uppföljningen är antagen och kan inte ändras."))
    require(policies.can_write(by, follow_up))
    return texts.write(section, by=by, text=text, version=version, act="follow_up.text_saved")


@transaction.atomic
def finish_texts(follow_up: AnnualFollowUp, *, by: Acting) -> AnnualFollowUp:
    """The texts are ready for the group's meeting. [SM-9, I-R4, I-60]

    Raises WrongState, PermissionDenied, Refused naming the compulsory texts that are empty.
    """
    follow_up = lock(follow_up)
    states.DRAFT.guard(follow_up)
    require(policies.can_draft(by, follow_up))
    texts.refuse_unwritten(follow_up.sections.all())
    follow_up.status, follow_up.made_by_id = states.DRAFT.target, by.assignment_id
    follow_up.save(update_fields=["status", "made_by"])
    audit.record("follow_up.drafted", follow_up, by=by)
    members = holders(
        set(policies.COMMENTERS), region_id=follow_up.region_id, on=clock.today(), area_id=follow_up.area_id
    )
    to = [one for one in members if one.person_id != by.person_id]
    notify("follow_up_drafted", to=to, by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return follow_up


@transaction.atomic
def comment(follow_up: AnnualFollowUp, *, by: Acting, text: str, section: str = "") -> FollowUpComment:
    """A member says something of the texts before the meeting; the group's leaders are told. [SM-9, F137]

    Raises WrongState, PermissionDenied, Refused for an empty text or one that shows who a child is.
    """
    require(policies.can_view(by, follow_up))
    follow_up = AnnualFollowUp.objects.get(pk=follow_up.pk)
    if follow_up.status not in states.COMMENTED:
        raise WrongState(_("Synpunkter lämnas när texterna är klara och mötet inte har varit."))
    require(policies.can_comment(by, follow_up))
    if not text.strip():
        raise Refused(_("Skriv vad du vill säga."), field="text")
    texts.refuse_children(text, field="text")
    row = FollowUpComment(
        region_id=follow_up.region_id,
        follow_up=follow_up,
        section=section,
        text=text.strip(),
        by_id=by.assignment_id,
        at=clock.now(),
    )
    row.save(force_insert=True)
    audit.record("follow_up.commented", follow_up, by=by)
    leaders = [one for one in chairs_of(follow_up.area_id, clock.today()) if one.pk != by.assignment_id]
    notify("follow_up_commented", to=leaders, by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return row


@transaction.atomic
def reopen_texts(follow_up: AnnualFollowUp, *, by: Acting) -> AnnualFollowUp:
    """The meeting wanted something changed: write on. Raises WrongState, PermissionDenied."""
    follow_up = lock(follow_up)
    states.REOPEN.guard(follow_up)
    require(policies.can_reopen(by, follow_up))
    follow_up.status = states.REOPEN.target
    follow_up.save(update_fields=["status"])
    audit.record("follow_up.reopened", follow_up, by=by)
    return follow_up


@transaction.atomic
def adopt(follow_up: AnnualFollowUp, *, by: Acting, adopted_on: date, meeting: str) -> AnnualFollowUp:
    """The group has adopted it at a meeting; its texts and figures stand still and the year's clock ends. [SM-9, DL-12]

    Raises WrongState, PermissionDenied, Refused for a day that cannot be.
    """
    follow_up = lock(follow_up)
    states.ADOPT.guard(follow_up)
    require(policies.can_adopt(by, follow_up))
    _check_meeting(follow_up, adopted_on, meeting)
    follow_up.status, follow_up.adopted_on, follow_up.adopted_at_meeting = (
        states.ADOPT.target,
        adopted_on,
        meeting.strip(),
    )
    follow_up.adopted_by_id = by.assignment_id
    follow_up.save(update_fields=["status", "adopted_on", "adopted_at_meeting", "adopted_by"])
    obligations.end(follow_up, FOLLOWED_UP.code, on=adopted_on, by=by)
    audit.record("follow_up.adopted", follow_up, by=by)
    return follow_up


def _check_meeting(follow_up: AnnualFollowUp, adopted_on: date, meeting: str) -> None:
    if not meeting.strip():
        raise Refused(
            _("Skriv vid vilket möte uppföljningen antogs, till exempel mötets datum och punkt."), field="meeting"
        )
    refuse_ahead(adopted_on, "adopted_on", _("Mötet kan inte ligga framåt i tiden."))
    if adopted_on <= date(follow_up.year, 12, 31):
        raise Refused(_("Mötet måste ha hållits efter årets slut."), field="adopted_on")


@transaction.atomic
def report(follow_up: AnnualFollowUp, *, by: Acting) -> AnnualFollowUp:
    """Release it from the group to those who compile the region's follow-ups. [SM-9, 004:L682-684, security 7-8]

    Raises WrongState, PermissionDenied (also for the one who made it), Refused for a stale login.
    """
    follow_up = lock(follow_up)
    states.REPORT.guard(follow_up)
    require(policies.can_report(by, follow_up))
    require_fresh(by)
    follow_up.status, follow_up.reported_at = states.REPORT.target, clock.now()
    follow_up.reported_by_id = by.assignment_id
    follow_up.save(update_fields=["status", "reported_at", "reported_by"])
    audit.record("follow_up.reported", follow_up, by=by)
    to = holders(set(policies.COMPILERS), region_id=follow_up.region_id, on=clock.today())
    others = [one for one in to if one.pk != by.assignment_id]
    notify("follow_up_reported", to=others, by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return follow_up

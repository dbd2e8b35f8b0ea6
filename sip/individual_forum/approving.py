"""Approve the minutes of a sitting and tell those who answer for what was decided. [001:L325-327, F117]"""

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.queries import live_assignments
from core.roles import UNIT_LEADERS
from groups.meetings.called import Attendance
from sip.individual_forum.approvers import can_approve_minutes, has_written, why_another
from sip.individual_forum.models import Minutes
from sip.individual_forum.states import MinutesStatus


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by: Acting) -> Minutes:
    """Approve complete minutes that another has written; the database asks the same and locks them. [001:L325-327]

    Raises WrongState, PermissionDenied, Refused for who has written of it, and naming the headings that are empty.
    """
    minutes = lock(minutes)
    if minutes.status != MinutesStatus.DRAFTED:
        raise WrongState(_("Protokollet är redan godkänt."))
    if has_written(by, minutes):
        raise Refused(why_another(minutes))
    require(can_approve_minutes(by, minutes))
    empty = [section.heading for section in minutes.sections.all() if section.required and not section.text.strip()]
    if empty:
        words = _("Fyll i de här rubrikerna innan protokollet godkänns: %(headings)s.")
        raise Refused(words % {"headings": ", ".join(empty)})
    minutes.status, minutes.approved_by_id, minutes.approved_at = (
        MinutesStatus.APPROVED,
        by.assignment_id,
        clock.now(),
    )
    minutes.save(update_fields=["status", "approved_by", "approved_at"])
    audit.record("minutes.approved", minutes, by=by)
    _tell_responsible(minutes, by)
    return minutes


def _tell_responsible(minutes: Minutes, by: Acting) -> None:
    """The units that answer for something decided: who takes part for them, and their leaders, who follow it up. [F117]

    The leaders of a unit that was at the sitting read its minutes; of the others only who sees the case is told.
    """
    case_id, occasion = minutes.case_id, minutes.occasion
    units = {*occasion.decisions.values_list("responsible_unit_id", flat=True)}
    came = units & {*occasion.calls.filter(attendance=Attendance.PRESENT).values_list("unit_id", flat=True)}
    leaders = live_assignments(minutes.region_id, clock.today()).filter(role__in=UNIT_LEADERS)
    reading = {*leaders.filter(unit_id__in=came).values_list("pk", flat=True)} - {by.assignment_id}
    part = _taking_part(minutes)
    seeing = {one for _unit, one in part if one}
    seeing |= {*leaders.filter(unit_id__in={unit for unit, _one in part}).values_list("pk", flat=True)}
    notify("decision_given", to=reading, by=by, about_kind="minutes", about_id=minutes.pk)
    seeing -= {by.assignment_id, *reading}
    notify("decision_given", to=seeing, by=by, about_kind="case", about_id=case_id, case_id=case_id)


def _taking_part(minutes: Minutes) -> list[tuple[UUID, UUID | None]]:
    """Unit and assignment: a manager who approves sees the case no more, so the database says it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.answering_for(%s)", [minutes.pk])
        return cursor.fetchall()

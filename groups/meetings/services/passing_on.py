"""After a meeting each member passes on and anchors at home what it came to, and says to whom. [S-70, F36, DL-24]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.audit.moves import moved
from core.errors import Refused, WrongState
from core.textguard import refuse_identity
from groups.meetings import policies, states
from groups.meetings.deadlines import PASSED
from groups.meetings.models import Invitation, Meeting, PassedOn
from groups.meetings.states import Place


def ask_members(meeting: Meeting, *, by: Acting) -> list[PassedOn]:
    """A row and a clock for each member of the meeting, there or not: who was away asks somebody who came. [S-70]"""
    today = clock.today()
    members = Invitation.objects.filter(meeting=meeting, place=Place.MEMBER).select_related("assignment")
    rows = [
        PassedOn(
            region_id=meeting.region_id,
            forum_id=meeting.forum_id,
            meeting=meeting,
            assignment_id=one.assignment_id,
            due_from=today,
        )
        for one in members
    ]
    PassedOn.objects.bulk_create(rows)
    for row, one in zip(rows, members, strict=True):
        obligations.start(
            PASSED,
            subject=row,
            subject_code=str(meeting),
            by=by,
            area_id=meeting.forum.area_id,
            unit_id=one.assignment.unit_id,
            owners=[one.assignment_id],
            url_name="groups:meeting_pass_on",
        )
    return rows


@transaction.atomic
def pass_on(row: PassedOn, *, by: Acting, on: date, to: str) -> PassedOn:
    """It was passed on, that day, to these; with the last of them the meeting is done. [SM-5]

    Raises PermissionDenied, WrongState when it is said already, Refused for a day ahead or before the approval.
    """
    row = lock(row)
    require(policies.can_pass_on(by, row))
    if row.passed_on is not None:
        raise WrongState(_("Du har redan noterat att det är fört vidare."))
    if not row.due_from <= on <= clock.today():
        raise Refused(_("Dagen måste ligga mellan dagen då protokollet justerades och i dag."), field="on")
    if not to.strip():
        raise Refused(_("Skriv till vilka du har fört det vidare."), field="to")
    refuse_identity(to, field="to")
    row.passed_on, row.passed_to = on, to.strip()
    row.save(update_fields=["passed_on", "passed_to"])
    obligations.end(row, PASSED.code, on=on, by=by)
    audit.record("meeting.passed_on", row, by=by)
    meeting = lock(Meeting.objects.get(pk=row.meeting_id), share=True)
    left = PassedOn.objects.filter(meeting=meeting, passed_on__isnull=True)
    if states.PASS_ON.allowed_from(meeting.status) and not left.exists():
        moved(meeting, states.PASS_ON, "meeting.disseminated", by)
    return row

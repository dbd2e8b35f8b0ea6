"""The call to a SIP meeting, for the family: when, where, who comes, about what, and that one may say no. [F79, CS-19,
P-62, facts 9.36]
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Refused
from groups.meetings.called import Reply
from sip.family.readers import Reader, reader_of
from sip.plans.choices import Attendance
from sip.plans.models import PlanInvitation, PlanMeeting
from sip.plans.states import MeetingStatus

STAYS_AWAY = (Reply.NO, Reply.SUBSTITUTE)


def call_reader(readers: list[Reader], key: str) -> Reader:
    """Raises Refused for one who may not know of the plan or of when its people meet, and for nobody of these."""
    found = reader_of(readers, key)
    if not found.may_have_plan or found.hides_times:
        text = _("%(name)s får inte veta när och var ni träffas. Det är antecknat hos barnet.")
        raise Refused(text % {"name": found.name})
    return found


def check_is_ahead(meeting: PlanMeeting) -> None:
    """Raises Refused for a meeting that nobody can come to any more."""
    if meeting.status != MeetingStatus.CALLED:
        raise Refused(_("Mötet har redan hållits eller ställts in."))


def call_paper(meeting: PlanMeeting, invited: Iterable[PlanInvitation], reader: Reader) -> dict[str, Any]:
    """What people wrote is Swedish and unsorted: it goes only to one who may have all."""
    told = {name: getattr(meeting, name) if reader.may_have_all else "" for name in ("question", "adaptations")}
    caller = meeting.called_by.person
    return {
        **told,
        "when": meeting.starts_at,
        "minutes": meeting.minutes,
        "reply_by": meeting.reply_by,
        "interpreter": meeting.interpreter if reader.may_have_all else "",
        "place": "" if reader.hides_places else meeting.place,
        "people": [] if reader.hides_places else _people(meeting, invited),
        "name": "" if reader.hides_places else str(caller),
        "phone": "" if reader.hides_places else caller.phone,
    }


def _people(meeting: PlanMeeting, invited: Iterable[PlanInvitation]) -> list[str]:
    """All who are called, still are, and have not said that they stay away."""
    coming = [one for one in invited if one.reply not in STAYS_AWAY and one.attendance != Attendance.RELEASED]
    named = [f"{one.assignment.person}, {one.unit.name}" for one in coming]
    return [*filter(None, [meeting.facilitator]), *named]

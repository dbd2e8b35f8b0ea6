"""What meetings add to the pages below: duties, the calendar of the start page, words for acts and notices."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui import dates
from core.ui.registry import Duty, MenuEntry, StartSection
from core.ui.said import said
from groups.meetings import policies
from groups.meetings.called import Reply
from groups.meetings.models import ActionItem, Approval, Invitation
from groups.meetings.states import MeetingStatus

SHOWN = 10
MENU = MenuEntry(gettext_lazy("Möten"), "groups:meeting_list", shown_to=policies.is_in_forums, order=25)
ACTS = {
    "meeting.planned": gettext_lazy("Planerade ett möte"),
    "meeting.moved": gettext_lazy("Ändrade ett mötes tid eller plats"),
    "meeting.appointed": gettext_lazy("Utsåg ordförande eller sekreterare för ett möte"),
    "meeting.cancelled": gettext_lazy("Ställde in ett möte"),
    "meeting.called": gettext_lazy("Kallade till ett möte"),
    "meeting.co_opted": gettext_lazy("Adjungerade någon till ett möte"),
    "meeting.answered": gettext_lazy("Svarade på en kallelse till ett möte"),
    "meeting.passed_on": gettext_lazy("Noterade att ett möte förts vidare"),
    "meeting.disseminated": gettext_lazy("Ett möte är fört vidare av alla"),
    "meeting.held": gettext_lazy("Noterade vilka som kom till ett möte"),
    "item.added": gettext_lazy("Lade till en punkt på en dagordning"),
    "item.changed": gettext_lazy("Ändrade en punkt på en dagordning"),
    "item.put_elsewhere": gettext_lazy("Flyttade en punkt på en dagordning"),
    "item.removed": gettext_lazy("Tog bort en punkt från en dagordning"),
    "item.opened_to_leaders": gettext_lazy("Lät ordföranden och sekreteraren läsa en punkt"),
    "item.brought_forward": gettext_lazy("Förde över en punkt till nästa möte"),
    "item.written": gettext_lazy("Skrev i ett protokoll"),
    "item.closed": gettext_lazy("Avslutade en punkt på en dagordning"),
    "forum_decision.made": gettext_lazy("Skrev ett beslut"),
    "forum_decision.struck": gettext_lazy("Strök ett beslut"),
    "action.taken_on": gettext_lazy("Skrev en åtgärd"),
    "action.struck": gettext_lazy("Strök en åtgärd"),
    "action.done": gettext_lazy("Noterade en åtgärd som gjord"),
    "forum_minutes.handed_in": gettext_lazy("Lämnade ett protokoll för justering"),
    "forum_minutes.handed_back": gettext_lazy("Lämnade tillbaka ett protokoll"),
    "forum_minutes.approved": gettext_lazy("Justerade ett protokoll"),
    "forum_minutes.locked": gettext_lazy("Ett protokoll låstes"),
    "forum_minutes.added_to": gettext_lazy("Skrev ett tillägg till ett protokoll"),
    "agenda_document.added": gettext_lazy("Lade till en handling till ett möte"),
    "agenda_document.removed": gettext_lazy("Tog bort en handling från ett möte"),
    "calendar.opened": gettext_lazy("Öppnade en adress för kalendern"),
    "calendar.closed": gettext_lazy("Stängde en adress för kalendern"),
    "forum_minutes.printed": gettext_lazy("Skrev ut ett protokoll"),
}
NOTICES = (
    Kind("meeting_moved", gettext_lazy("Ett möte som du är kallad till har ändrats."), once=False),
    Kind("meeting_cancelled", gettext_lazy("Ett möte som du är kallad till är inställt."), once=False),
    Kind("meeting_answered", gettext_lazy("Du har fått svar på en kallelse till ett möte."), once=False),
    Kind("minutes_handed_back", gettext_lazy("Ett protokoll har lämnats tillbaka till dig."), once=False),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The forum and the moment, to whoever may see the meeting."""
    found = policies.visible_meetings(acting).filter(pk__in=ids).select_related("forum")
    yield Asks(found)
    for meeting in found:
        words = f"{said(meeting.forum.name)}, {dates.moment(meeting.starts_at)}"
        yield meeting.pk, Described(words, reverse("groups:meeting_detail", args=[meeting.pk]))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Calls to answer, minutes to approve, and what one has taken on."""
    if not policies.is_in_forums(acting):
        return
    mine = Invitation.objects.filter(assignment_id=acting.assignment_id, region_id=acting.region_id)
    calls = mine.filter(reply=Reply.NONE, meeting__status=MeetingStatus.CALLED, meeting__starts_at__gt=clock.now())
    calls = calls.select_related("meeting__forum").order_by("meeting__starts_at")
    approvals = Approval.objects.filter(assignment_id=acting.assignment_id, approved_at__isnull=True)
    approvals = approvals.filter(released_at__isnull=True, meeting__status=MeetingStatus.MINUTES_DRAFTED)
    approvals = approvals.select_related("meeting__forum").order_by("meeting__starts_at")
    actions = ActionItem.objects.standing().filter(responsible_id=acting.assignment_id, done_on__isnull=True)
    actions = actions.select_related("forum").order_by("due_on", "id")
    yield Asks(calls, approvals, actions)
    for call in calls:
        yield Duty(
            title=_("Svara på kallelsen till %(forum)s") % {"forum": said(call.meeting.forum.name)},
            url=reverse("groups:invitation_answer", args=[call.pk]),
            button=_("Svara"),
            due_on=timezone.localdate(call.meeting.starts_at),
        )
    for one in approvals:
        yield Duty(
            title=_("Justera protokollet från %(forum)s") % {"forum": said(one.meeting.forum.name)},
            url=reverse("groups:meeting_detail", args=[one.meeting_id]),
            button=_("Läs och justera"),
        )
    for action in actions:
        yield Duty(
            title=action.text,
            url=reverse("groups:action_done", args=[action.pk]),
            button=_("Gjort"),
            due_on=action.due_on,
            detail=said(action.forum.name),
        )


def meetings_ahead(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    """The next meetings of the own forums; left out when there are none."""
    if not policies.is_in_forums(acting):
        return
    found = policies.visible_meetings(acting).ahead(clock.now()).select_related("forum")[:SHOWN]
    yield Asks(found)
    if not found:
        return
    rows = [
        {
            "title": said(one.forum.name),
            "url": reverse("groups:meeting_detail", args=[one.pk]),
            "detail": ", ".join(filter(None, [dates.weekday_moment(one.starts_at), one.place])),
            "badge": one.get_status_display(),
        }
        for one in found
    ]
    yield StartSection(_("Kommande möten"), "groups/_start.html", {"rows": rows}, order=35)


DESCRIBES = {"groups.meeting": describe}
DUTIES = (duties,)

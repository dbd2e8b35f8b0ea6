"""What this app says to the pages below it: menu, duties, search, words for states, acts and notices."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from core.roles import Role
from core.ui import badges
from core.ui.registry import Duty, Hit, MenuEntry, SearchKind
from core.ui.searching import Sought
from deviations import policies
from deviations.guests.services import own_guests
from deviations.ladder import LEVEL_OF_STATUS, ladder_in
from deviations.models import DeviationReport

SHOWN = 20  # lines on the start page; the queue has them all
LABEL = gettext_lazy("Avvikelser")


RUNG_OF = {role: LEVEL_OF_STATUS[status] for status, role in policies.WORKS_ON.items()}


def _answers_first(acting: Acting) -> bool:
    """Those who only answer; the upper rungs where the region's ladder has them."""
    if acting.role not in policies.ANSWERERS or acting.role in policies.REPORTERS:
        return False
    rung = RUNG_OF.get(acting.role)
    return rung is None or ladder_in(acting.region_id).has(rung)


def _reports_first(acting: Acting) -> bool:
    return acting.role in policies.REPORTERS


MENU = (
    MenuEntry(LABEL, "deviations:my_list", shown_to=_reports_first, order=50),
    MenuEntry(LABEL, "deviations:inbox", shown_to=_answers_first, order=50),
)
NOTICES = (
    Kind("deviation_withdrawn", gettext_lazy("En avvikelse har återtagits."), once=False),
    Kind(
        "deviation_action", gettext_lazy("Din verksamhet har fått en åtgärd att göra efter en avvikelse."), once=False
    ),
    Kind("deviation_receipt", gettext_lazy("Svaret på en avvikelse är läst."), once=False),
    Kind("deviation_readable", gettext_lazy("Du har fått läsa en avvikelse."), once=False),
)
ACTS = {
    "deviation.sent": gettext_lazy("Anmälde en avvikelse"),
    "deviation.accounted": gettext_lazy("Beskrev en avvikelse från den andra sidan"),
    "deviation.asked": gettext_lazy("Ställde en fråga till den som anmälde en avvikelse"),
    "deviation.added_to": gettext_lazy("Lade till text i en avvikelse"),
    "deviation.answer_read": gettext_lazy("Läste svaret på en avvikelse"),
    "deviation.sorted": gettext_lazy("Angav slag och orsak för en avvikelse"),
    "deviation.action_decided": gettext_lazy("Bestämde en åtgärd efter en avvikelse"),
    "deviation.action_done": gettext_lazy("Avslutade en åtgärd efter en avvikelse"),
    "deviation.merged": gettext_lazy("Slog ihop en avvikelse med en annan"),
    "deviation.resolved": gettext_lazy("Löste en avvikelse"),
    "deviation.referred_to_forum": gettext_lazy("Lämnade en avvikelse till individforum"),
    "deviation.marked_principled": gettext_lazy("Markerade en avvikelse som principiell"),
    "deviation.lifted": gettext_lazy("Lyfte en avvikelse"),
    "deviation.submitted": gettext_lazy("Skickade en avvikelse till sekretariatet"),
    "deviation.received": gettext_lazy("Tog emot en avvikelse"),
    "deviation.returned": gettext_lazy("Ställde en fråga om en avvikelse"),
    "deviation.completed": gettext_lazy("Kompletterade en avvikelse"),
    "deviation.reviewed": gettext_lazy("Började handlägga en avvikelse"),
    "deviation.raised": gettext_lazy("Lyfte en avvikelse till regionala gruppen"),
    "deviation.led_to_assignment": gettext_lazy("Noterade ett uppdrag från en avvikelse"),
    "deviation.answered": gettext_lazy("Besvarade en avvikelse"),
    "deviation.closed": gettext_lazy("Avslutade en avvikelse"),
    "deviation.withdrawn": gettext_lazy("Tog tillbaka en avvikelse"),
    "deviation_guest.invited": gettext_lazy("Bjöd in en verksamhet att berätta om en avvikelse"),
    "invitation.answered": gettext_lazy("Berättade på inbjudan om en avvikelse"),
    "deviation_guest.ended": gettext_lazy("Avslutade en inbjudan om en avvikelse"),
    "deviation_guest.taken_in": gettext_lazy("Gjorde en anmälan av vad en inbjuden berättat"),
    "deviation_pattern.named": gettext_lazy("Namngav ett mönster av avvikelser"),
    "deviation_pattern.described": gettext_lazy("Beskrev ett mönster av avvikelser"),
    "deviation_pattern.raised": gettext_lazy("Lyfte ett mönster av avvikelser till regionala gruppen"),
    "deviation_pattern.asked_for_work": gettext_lazy("Föreslog ett uppdrag utifrån ett mönster av avvikelser"),
    "deviation_pattern.merged": gettext_lazy("Slog ihop två mönster av avvikelser"),
    "deviation_pattern.published": gettext_lazy("Publicerade en lärdom av avvikelser"),
    "deviation.leave_given": gettext_lazy("Gav läsrätt till en avvikelse"),
    "deviation.leave_ended": gettext_lazy("Avslutade läsrätt till en avvikelse"),
}


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """What waits for the acting assignment without a clock of its own; the secretariat's come with their clocks."""
    if acting.role not in policies.ANSWERERS | policies.REPORTERS or acting.role == Role.SECRETARIAT_OFFICER:
        return
    came = own_guests(acting).filter(answered_at__isnull=False).values_list("unit_name", flat=True)[:SHOWN]
    rows = policies.waiting_for(acting).order_by("first_sent_on", "created_at", "id")
    rows = rows.only("pk", "code", "status", "first_sent_on")[:SHOWN]
    yield Asks(rows, came)
    for name in came:
        yield Duty(
            title=_("Ett svar från %(name)s har kommit") % {"name": name},
            url=reverse("deviations:my_list"),
            button=_("Öppna"),
        )
    for report in rows:
        yield Duty(
            title=_("Avvikelse %(code)s väntar på dig") % {"code": report.code},
            url=reverse("deviations:detail", args=[report.pk]),
            button=_("Öppna"),
            detail=str(report.get_status_display()),
        )


def found(acting: Acting, sought: Sought) -> QuerySet[DeviationReport]:
    """A report by its code, whole."""
    return policies.visible_reports(acting).filter(code=sought.text.strip().upper()).order_by("code", "id")


def hit(report: DeviationReport) -> Hit:
    state = str(report.get_status_display())
    address = reverse("deviations:detail", args=[report.pk])
    return Hit(report.code, address, state=state, state_is=badges.meaning(report))


SEARCH = SearchKind("avvikelser", LABEL, found, hit)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """A notice's report, for those who may still see it."""
    rows = policies.visible_reports(acting).filter(pk__in=ids).values_list("pk", "code")
    yield Asks(rows)
    for pk, code in rows:
        yield pk, Described(code, reverse("deviations:detail", args=[pk]))

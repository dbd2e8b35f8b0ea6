"""What this app says to the pages below it: menu, duties, notices, names of acts."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import IN_PORTAL, Kind
from core.roles import Role
from core.ui.registry import Duty, MenuEntry
from followup import policies
from followup.models import AnnualFollowUp
from followup.patterns.policies import visible_patterns
from followup.patterns.words import page_of, quarter_name
from followup.region.policies import can_release, visible_compilations
from followup.states import CompilationStatus, FollowUpStatus

ACTS = {
    "figures.counted": gettext_lazy("Räknade talen"),
    "figures.rows_listed": gettext_lazy("Öppnade raderna bakom ett tal"),
    "figures.exported": gettext_lazy("Hämtade talen som fil"),
    "follow_up.opened": gettext_lazy("Öppnade årets uppföljning"),
    "follow_up.collected": gettext_lazy("Låste årets tal"),
    "follow_up.text_saved": gettext_lazy("Skrev i uppföljningen"),
    "follow_up.drafted": gettext_lazy("Gjorde uppföljningen klar för mötet"),
    "follow_up.commented": gettext_lazy("Lämnade en synpunkt på uppföljningen"),
    "follow_up.reopened": gettext_lazy("Öppnade uppföljningens texter igen"),
    "follow_up.adopted": gettext_lazy("Noterade att uppföljningen antagits"),
    "follow_up.reported": gettext_lazy("Skickade uppföljningen vidare"),
    "follow_up.analysed": gettext_lazy("Skrev den regionala analysen"),
    "follow_up.fed_back": gettext_lazy("Svarade gruppen på uppföljningen"),
    "follow_up.leave_given": gettext_lazy("Gav läsrätt till uppföljningen"),
    "follow_up.leave_ended": gettext_lazy("Avslutade läsrätt till uppföljningen"),
    "patterns.counted": gettext_lazy("Räknade ett kvartals avvikelser"),
    "patterns.prepared": gettext_lazy("Gjorde ett kvartals mönster klara att publicera"),
    "patterns.published": gettext_lazy("Publicerade ett kvartals mönster"),
    "region.opened": gettext_lazy("Öppnade regionens sammanställning"),
    "region.counted": gettext_lazy("Räknade regionens tal"),
    "region.text_saved": gettext_lazy("Skrev i regionens sammanställning"),
    "region.drafted": gettext_lazy("Gjorde regionens sammanställning klar att publicera"),
    "region.reopened": gettext_lazy("Öppnade regionens sammanställning igen"),
    "region.released": gettext_lazy("Publicerade regionens sammanställning"),
    "report.asked_for": gettext_lazy("Bad om en rapport"),
    "report.made": gettext_lazy("Gjorde klart en rapport"),
    "report.failed": gettext_lazy("En rapport gick inte att göra"),
    "report.downloaded": gettext_lazy("Hämtade rapporten som PDF"),
}
NOTICES = (
    Kind("follow_up_opened", gettext_lazy("Årets uppföljning är öppen.")),
    Kind("follow_up_drafted", gettext_lazy("Årets uppföljning är klar att läsa före mötet."), once=False),
    Kind("follow_up_commented", gettext_lazy("Någon har lämnat en synpunkt på årets uppföljning."), once=False),
    Kind("follow_up_reported", gettext_lazy("En årsuppföljning har kommit in.")),
    Kind("follow_up_answered", gettext_lazy("Er årsuppföljning har fått svar.")),
    Kind("patterns_prepared", gettext_lazy("Ett kvartals mönster i avvikelserna väntar på att publiceras.")),
    Kind("compilation_ready", gettext_lazy("Regionens sammanställning väntar på att publiceras."), once=False),
    Kind("compilation_released", gettext_lazy("Regionens sammanställning av året är klar att läsa.")),
    Kind("report_parked", gettext_lazy("En rapport gick inte att göra efter flera försök."), channels=IN_PORTAL),
    Kind("follow_up_readable", gettext_lazy("Du har fått läsa en årsuppföljning."), once=False),
)
MENU = MenuEntry(
    gettext_lazy("Uppföljning"), "followup:overview", lambda acting: acting.role in policies.READERS, order=60
)
NEXT = {
    FollowUpStatus.DRAFTED: gettext_lazy("Notera när årsuppföljningen antogs"),
    FollowUpStatus.ADOPTED_LOCAL: gettext_lazy("Skicka årsuppföljningen vidare"),
    FollowUpStatus.REPORTED: gettext_lazy("Analysera årsuppföljningen"),
    FollowUpStatus.ANALYSED_REGIONAL: gettext_lazy("Svara gruppen på årsuppföljningen"),
}
LEADS_ON = (FollowUpStatus.DRAFTED, FollowUpStatus.ADOPTED_LOCAL)
ANSWERS = (FollowUpStatus.REPORTED, FollowUpStatus.ANALYSED_REGIONAL)
NEXT_OF: dict[str, tuple] = {
    **dict.fromkeys(policies.LEADERS, LEADS_ON),
    Role.STEERING_MEMBER: (FollowUpStatus.ADOPTED_LOCAL,),
    **dict.fromkeys(policies.COMPILERS, ANSWERS),
}
SHOWN = 20


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """What comes after the texts, for whoever may do it; the year's own deadline is a clock and stands there too."""
    yield from _region_duties(acting)
    mine = NEXT_OF.get(acting.role, ())
    if not mine:
        return
    rows = policies.visible_follow_ups(acting).filter(status__in=mine)
    if acting.role not in policies.ANSWERERS:
        rows = rows.filter(area_id=acting.area_id)
    rows = rows.select_related("area", "made_by")[:SHOWN]
    yield Asks(rows)
    for row in rows:
        if row.status == FollowUpStatus.ADOPTED_LOCAL and not _releases(acting, row):
            continue
        yield Duty(
            title=str(NEXT[FollowUpStatus(row.status)]),
            url=reverse("followup:year", args=[row.area_id, row.year]),
            button=_("Öppna"),
            detail=f"{row.area.name}, {row.year}",
        )


def _region_duties(acting: Acting) -> Iterator[Duty | Asks]:
    """The region's year that another has made ready."""
    if acting.role not in policies.COMPILERS:
        return
    rows = visible_compilations(acting).filter(status=CompilationStatus.DRAFTED).select_related("made_by")
    yield Asks(rows)
    for row in rows:
        if can_release(acting, row):
            yield Duty(
                title=_("Publicera regionens sammanställning"),
                url=reverse("followup:region", args=[row.pk]),
                button=_("Öppna"),
                detail=str(row.year),
            )


def _releases(acting: Acting, row: AnnualFollowUp) -> bool:
    """The leader sends it on; when a leader made it, another of the steering group does."""
    made_by_leader = row.made_by is not None and row.made_by.role in policies.LEADERS
    return policies.can_report(acting, row) and (made_by_leader or acting.role in policies.LEADERS)


Answers = Iterator[Asks | tuple[UUID, Described]]


def describe_follow_ups(acting: Acting, ids: set[UUID]) -> Answers:
    """Area and year, for those who may read it."""
    rows = policies.visible_follow_ups(acting).filter(pk__in=ids).select_related("area")
    yield Asks(rows)
    for row in rows:
        url = reverse("followup:year", args=[row.area_id, row.year])
        yield row.pk, Described(f"{row.area.name} {row.year}", url)


def describe_patterns(acting: Acting, ids: set[UUID]) -> Answers:
    """The quarter, for those who may read it."""
    rows = visible_patterns(acting)
    yield Asks(rows)
    for row in rows:
        if row.pk in ids:
            yield row.pk, Described(quarter_name(row), page_of(row))


def describe_compilations(acting: Acting, ids: set[UUID]) -> Answers:
    """The year, for those who may read it."""
    rows = visible_compilations(acting).filter(pk__in=ids)
    yield Asks(rows)
    for row in rows:
        yield (
            row.pk,
            Described(_("Hela regionen %(year)d") % {"year": row.year}, reverse("followup:region", args=[row.pk])),
        )


def describe_jobs(acting: Acting, ids: set[UUID]) -> Answers:
    """Where the report lies, for those who may fetch it."""
    rows = policies.visible_jobs(acting).filter(pk__in=ids).select_related("area")
    yield Asks(rows)
    for row in rows:
        yield row.pk, Described(f"{row.place} {row.year}", reverse("followup:job", args=[row.pk]))


def describe_parked(acting: Acting, ids: set[UUID]) -> Answers:
    """The list of stopped jobs, for those who keep the portal running."""
    if policies.can_see_operations(acting):
        yield from dict.fromkeys(ids, Described("", reverse("followup:parked"))).items()

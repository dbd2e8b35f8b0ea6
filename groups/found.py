"""What the common search finds of the groups, and how a line of each looks. [perf 1d]"""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.access import Acting
from core.access.expressions import found, within
from core.ui import badges, dates
from core.ui.registry import Hit, SearchKind
from core.ui.said import said
from core.ui.searching import Sought, has, marked, snippet, whole
from groups.agreements.models import Agreement, AgreementChapter
from groups.agreements.policies import visible_agreements
from groups.assignments.models import Task
from groups.assignments.policies import visible_tasks
from groups.finding import forum_url
from groups.lifting.models import LiftedQuestion, LiftStep
from groups.lifting.policies import visible_questions
from groups.meetings.models import ActionItem, AgendaItem, ForumDecision, Meeting
from groups.meetings.page import title
from groups.meetings.policies import visible_meetings
from groups.models import Forum
from groups.policies import visible_forums
from groups.routines.models import RoutineSection, RoutineVersion
from groups.routines.policies import visible_versions

ITEM = ("title", "background", "note")


def _part(rows: QuerySet, sought: Sought, *columns: str) -> Subquery:
    """Where the words stand in the first part that has them all."""
    told = rows.filter(has(sought, *columns)).annotate(words=snippet(sought, *columns))
    return Subquery(told.values("words")[:1])


def _hit(row: Any, name: str, address: str, details: list[str], text: Any = None) -> Hit:
    state = str(row.get_status_display()) if hasattr(row, "status") else ""
    detail = ", ".join(filter(None, details))
    return Hit(marked(name), address, detail, marked(text), state, badges.meaning(row) if state else "")


def _url(name: str, pk: Any) -> str:
    return reverse(f"groups:{name}", args=[pk])


def forums(acting: Acting, sought: Sought) -> QuerySet[Forum]:
    return visible_forums(acting).filter(found("found_forum_ids", sought.query)).order_by("name", "id")


def forum_hit(forum: Forum) -> Hit:
    ended = _("Till och med %(day)s") % {"day": dates.day(forum.valid_to)} if forum.valid_to else ""
    return _hit(forum, said(forum.name), forum_url(forum), [ended])


def meetings(acting: Acting, sought: Sought) -> QuerySet[Meeting]:
    """By theme, place and what stands on the agenda, for those who read the item."""
    items = AgendaItem.objects.standing().filter(meeting=OuterRef("pk"))
    rows = visible_meetings(acting).filter(found("found_meeting_ids", sought.query)).select_related("forum")
    rows = rows.annotate(in_item=_part(items, sought, *ITEM), in_own=snippet(sought, "theme", "place"))
    return rows.order_by("-starts_at", "id")


def meeting_hit(meeting: Meeting) -> Hit:
    name = f"{said(meeting.forum.name)}, {title(meeting).lower()}"
    text = meeting.in_item or meeting.in_own  # type: ignore[attr-defined]
    return _hit(meeting, name, _url("meeting_detail", meeting.pk), [dates.weekday_moment(meeting.starts_at)], text)


def decisions(acting: Acting, sought: Sought) -> QuerySet[ForumDecision]:
    rows = ForumDecision.objects.standing().filter(found("found_decision_ids", sought.query))
    rows = rows.filter(region=acting.region_id).select_related("forum", "meeting")
    return rows.annotate(seen=snippet(sought, "text")).order_by("-meeting__starts_at", "-number", "id")


def decision_hit(decision: ForumDecision) -> Hit:
    name = _("Beslut %(number)s") % {"number": decision}
    details = [said(decision.forum.name), dates.weekday_moment(decision.meeting.starts_at)]
    return _hit(decision, name, _url("meeting_detail", decision.meeting_id), details, decision.seen)  # type: ignore[attr-defined]


def actions(acting: Acting, sought: Sought) -> QuerySet[ActionItem]:
    reads = Q(within("forum_id", "visible_forum_ids")) | Q(within("meeting_id", "invited_meeting_ids"))
    rows = ActionItem.objects.standing().filter(found("found_action_ids", sought.query), region=acting.region_id)
    rows = rows.select_related("forum").annotate(
        seen=whole(sought, "text"), is_read=ExpressionWrapper(reads, output_field=BooleanField())
    )
    return rows.order_by("-due_on", "id")


def action_hit(action: ActionItem) -> Hit:
    """Whoever has taken it on without reading the meeting comes to the action itself."""
    is_done = action.done_on is not None
    address = _url("meeting_detail", action.meeting_id) if action.is_read else ""  # type: ignore[attr-defined]
    address = address or ("" if is_done else _url("action_done", action.pk))
    due = _("klart senast %(day)s") % {"day": dates.day(action.due_on)}
    state, state_is = (_("Gjord"), "ok") if is_done else (_("Återstår"), "soon")
    detail = f"{said(action.forum.name)}, {due}"
    return Hit(marked(action.seen), address, detail, state=state, state_is=state_is)  # type: ignore[attr-defined]


def agreements(acting: Acting, sought: Sought) -> QuerySet[Agreement]:
    """By title, target group and the text of each chapter."""
    chapters = AgreementChapter.objects.filter(agreement=OuterRef("pk"))
    rows = visible_agreements(acting).filter(found("found_agreement_ids", sought.query)).select_related("forum")
    rows = rows.annotate(seen=whole(sought, "title"), in_part=_part(chapters, sought, "text"))
    return rows.order_by("title", "-number", "id")


def agreement_hit(agreement: Agreement) -> Hit:
    details = [said(agreement.forum.name), _("version %(number)d") % {"number": agreement.number}]
    address = _url("agreement_detail", agreement.pk)
    return _hit(agreement, agreement.seen, address, details, agreement.in_part)  # type: ignore[attr-defined]


def routines(acting: Acting, sought: Sought) -> QuerySet[RoutineVersion]:
    """By title, what is new and the text of each section."""
    sections = RoutineSection.objects.filter(routine_version=OuterRef("pk"))
    rows = visible_versions(acting).filter(found("found_routine_version_ids", sought.query)).select_related("forum")
    rows = rows.annotate(seen=whole(sought, "title"), in_part=_part(sections, sought, "text"))
    return rows.order_by("title", "-number", "id")


def routine_hit(version: RoutineVersion) -> Hit:
    details = [said(version.forum.name), _("version %(number)d") % {"number": version.number}]
    address = _url("routine_detail", version.pk)
    return _hit(version, version.seen, address, details, version.in_part)  # type: ignore[attr-defined]


def tasks(acting: Acting, sought: Sought) -> QuerySet[Task]:
    rows = visible_tasks(acting).filter(found("found_task_ids", sought.query)).select_related("giver", "receiver")
    text = snippet(sought, "text", "target_group", "expected", "result")
    return rows.annotate(seen=whole(sought, "title"), in_part=text).order_by("-created_at", "id")


def task_hit(task: Task) -> Hit:
    way = _("%(giver)s till %(receiver)s")
    details = [way % {"giver": said(task.giver.name), "receiver": said(task.receiver.name)}]
    return _hit(task, task.seen, _url("task_detail", task.pk), details, task.in_part)  # type: ignore[attr-defined]


def lifted(acting: Acting, sought: Sought) -> QuerySet[LiftedQuestion]:
    """By the question itself, what was said on its way and the answer; never by what a forum prepares for itself."""
    steps = LiftStep.objects.filter(question=OuterRef("pk"))
    rows = visible_questions(acting).filter(found("found_lifted_ids", sought.query)).select_related("origin")
    rows = rows.annotate(
        seen=whole(sought, "title"),
        in_own=snippet(sought, "text", "why", "did"),
        in_part=_part(steps, sought, "message", "answer"),
    )
    return rows.order_by("-lifted_on", "id")


def lifted_hit(question: LiftedQuestion) -> Hit:
    details = [said(question.origin.name), dates.day(question.lifted_on)]
    text = question.in_part or question.in_own  # type: ignore[attr-defined]
    return _hit(question, question.seen, _url("lift_detail", question.pk), details, text)  # type: ignore[attr-defined]


KINDS = (
    SearchKind("grupper", gettext_lazy("Grupper"), forums, forum_hit),
    SearchKind("moten", gettext_lazy("Möten"), meetings, meeting_hit),
    SearchKind("beslut", gettext_lazy("Beslut"), decisions, decision_hit),
    SearchKind("atgarder", pgettext_lazy("på möten", "Åtgärder"), actions, action_hit),
    SearchKind("overenskommelser", gettext_lazy("Överenskommelser"), agreements, agreement_hit),
    SearchKind("rutiner", gettext_lazy("Rutiner"), routines, routine_hit),
    SearchKind("uppdrag", pgettext_lazy("mellan grupper", "Uppdrag"), tasks, task_hit),
    SearchKind("fragor", gettext_lazy("Lyfta frågor"), lifted, lifted_hit),
)

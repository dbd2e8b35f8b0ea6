"""The kinds of rows behind the numbers of the groups' work: each through its own app's question of who may see it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.organisations.models import Area
from core.ui import badges, dates
from core.ui.said import said
from followup import policies
from followup.models import AnnualFollowUp
from followup.presenting import marks
from followup.views.kind import Kind
from groups.agreements.policies import visible_agreements
from groups.assignments.policies import visible_tasks
from groups.lifting.policies import visible_questions
from groups.meetings.page import title
from groups.meetings.policies import visible_meetings
from groups.models import (
    Agreement,
    Invitation,
    LiftedQuestion,
    Meeting,
    Need,
    Obstacle,
    PlanActivity,
    RoutineVersion,
    Task,
    Training,
    Voice,
)
from groups.routines.policies import visible_versions
from groups.trainings.policies import visible_trainings
from groups.voices.policies import visible_voices
from groups.year.policies import visible_plans
from groups.year.register_policies import visible_needs, visible_obstacles

Row = dict[str, Any]


def _kind(model: type[Model], visible: Callable[[Acting], QuerySet], heads: Callable[[], list[str]], row) -> Kind:
    def seen(acting: Acting, *, by_sex: bool) -> QuerySet:
        return visible(acting)

    return Kind(model._meta.label_lower, seen, heads, row, is_of_cases=False)


def _url(name: str, pk: Any) -> str:
    return reverse(f"groups:{name}", args=[pk])


def _row(pk: Any, name: str, url: str, *cells: tuple[str, str], state: Any = None) -> Row:
    """Its name with its page, then a label and a text each, its state as a badge."""
    told: list[Row] = [{"text": name, "url": url}]
    if state is not None:
        told.append({"badge": state.get_status_display(), "is": badges.meaning(state), "label": _("Läge")})
    return {"pk": pk, "cells": told + [{"label": label, "text": text} for label, text in cells]}


def _day(day: date | None) -> str:
    return dates.day(day) if day else marks.DASH


def _meeting(one: Meeting) -> Row:
    forum, day = said(one.forum.name), _day(one.held_on)
    return _row(one.pk, title(one), _url("meeting_detail", one.pk), (_("Grupp"), forum), (_("Hölls"), day))


def _calls(acting: Acting) -> QuerySet[Invitation]:
    """Of the meetings one sees; the wall asks once more who sees who was called."""
    rows = Invitation.objects.filter(meeting__in=visible_meetings(acting).values("pk"), region=acting.region_id)
    rows = rows.select_related("meeting__forum", "assignment__person", "assignment__unit")
    return rows.order_by("-meeting__held_on", "assignment__person__family_name", "id")


def _call(one: Invitation) -> Row:
    cells = [
        (_("Hölls"), _day(one.meeting.held_on)),
        (_("Kallad"), str(one.assignment.person)),
        (_("Närvaro"), one.get_attendance_display()),
    ]
    return _row(one.pk, title(one.meeting), _url("meeting_detail", one.meeting_id), *cells)


def _task(one: Task) -> Row:
    cells = ((_("Gavs"), _day(one.given_on)), (_("Redovisades"), _day(one.reported_on)))
    return _row(one.pk, one.title, _url("task_detail", one.pk), *cells, state=one)


def _activities(acting: Acting) -> QuerySet[PlanActivity]:
    rows = PlanActivity.objects.filter(plan__in=visible_plans(acting).values("pk"), region=acting.region_id)
    return rows.order_by("due_on", "id")


def _activity(one: PlanActivity) -> Row:
    url = _url("action_plan_detail", one.plan_id)
    return _row(one.pk, one.what, url, (_("Klart senast"), _day(one.due_on)), state=one)


def _obstacle(one: Obstacle) -> Row:
    cells = ((_("Noterat"), _day(one.noted_on)), (_("Avslutat"), _day(one.ended_on)))
    return _row(one.pk, one.title, _url("obstacle_list", one.forum_id), *cells, state=one)


def _need(one: Need) -> Row:
    url = _url("obstacle_list", one.forum_id)
    return _row(one.pk, one.target_group, url, (_("Inventerat"), _day(one.inventoried_on)))


def _question(one: LiftedQuestion) -> Row:
    cells = ((_("Lyftes"), _day(one.lifted_on)), (_("Besvarades"), _day(one.answered_on)))
    return _row(one.pk, one.title, _url("lift_detail", one.pk), *cells, state=one)


def _agreement(one: Agreement) -> Row:
    url = _url("agreement_detail", one.pk)
    return _row(one.pk, one.title, url, (_("Gäller från"), _day(one.in_force_on)), state=one)


def _routine(one: RoutineVersion) -> Row:
    return _row(one.pk, one.title, _url("routine_detail", one.pk), (_("Gäller från"), _day(one.valid_from)), state=one)


def _training(one: Training) -> Row:
    return _row(one.pk, one.title, _url("training_list", one.forum_id), (_("Hölls"), _day(one.held_on)))


def _voice(one: Voice) -> Row:
    cells = ((_("Organisation"), one.organisation), (_("Lämnades"), _day(one.said_on)))
    return _row(one.pk, one.title, _url("voice_list", one.forum_id), *cells, state=one)


def _year(one: AnnualFollowUp) -> Row:
    url = reverse("followup:year", args=[one.area_id, one.year])
    return _row(one.pk, str(one.year), url, state=one)


def _area(one: Area) -> Row:
    return _row(one.pk, one.name, reverse("followup:overview"))


def _areas(acting: Acting) -> QuerySet[Area]:
    return policies.visible_areas(acting).order_by("name", "id")


KINDS: Mapping[type[Model], Kind] = {
    Meeting: _kind(
        Meeting,
        lambda acting: visible_meetings(acting).select_related("forum").order_by("-held_on", "id"),
        lambda: [_("Möte"), _("Grupp"), _("Hölls")],
        _meeting,
    ),
    Invitation: _kind(Invitation, _calls, lambda: [_("Möte"), _("Hölls"), _("Kallad"), _("Närvaro")], _call),
    Task: _kind(Task, visible_tasks, lambda: [_("Uppdrag"), _("Läge"), _("Gavs"), _("Redovisades")], _task),
    PlanActivity: _kind(PlanActivity, _activities, lambda: [_("Aktivitet"), _("Läge"), _("Klart senast")], _activity),
    Obstacle: _kind(
        Obstacle, visible_obstacles, lambda: [_("Hinder"), _("Läge"), _("Noterat"), _("Avslutat")], _obstacle
    ),
    Need: _kind(Need, visible_needs, lambda: [_("Målgrupp"), _("Inventerat")], _need),
    LiftedQuestion: _kind(
        LiftedQuestion, visible_questions, lambda: [_("Fråga"), _("Läge"), _("Lyftes"), _("Besvarades")], _question
    ),
    Agreement: _kind(
        Agreement, visible_agreements, lambda: [_("Överenskommelse"), _("Läge"), _("Gäller från")], _agreement
    ),
    RoutineVersion: _kind(
        RoutineVersion, visible_versions, lambda: [_("Rutin"), _("Läge"), _("Gäller från")], _routine
    ),
    Training: _kind(Training, visible_trainings, lambda: [_("Vad det var"), _("Hölls")], _training),
    Voice: _kind(
        Voice, visible_voices, lambda: [_("Vad det gäller"), _("Läge"), _("Organisation"), _("Lämnades")], _voice
    ),
    AnnualFollowUp: _kind(AnnualFollowUp, policies.visible_follow_ups, lambda: [_("År"), _("Läge")], _year),
    Area: _kind(Area, _areas, lambda: [_("Område")], _area),
}

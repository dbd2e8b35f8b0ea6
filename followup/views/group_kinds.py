"""The kinds of rows behind the numbers of the groups' work: each through its own app's question of who may see it."""

from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.organisations.models import Area
from followup import policies
from followup.models import AnnualFollowUp
from followup.views.kind import Kind, day, own_words, page
from followup.work.rows import MODEL_OF
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


def _calls(acting: Acting) -> QuerySet[Invitation]:
    """Of the meetings one sees; the wall asks once more who sees who was called."""
    return Invitation.objects.filter(meeting__in=visible_meetings(acting).values("pk"), region=acting.region_id)


def _activities(acting: Acting) -> QuerySet[PlanActivity]:
    return PlanActivity.objects.filter(plan__in=visible_plans(acting).values("pk"), region=acting.region_id)


OF_WORK = (
    Kind(
        Meeting,
        visible_meetings,
        _("Möte"),
        title,
        page("groups:meeting_detail", "pk"),
        ((_("Grupp"), own_words("forum.name")), (_("Hölls"), day("held_on"))),
        has_state=False,
        listed=lambda rows: rows.select_related("forum").order_by("-held_on", "id"),
    ),
    Kind(
        Invitation,
        _calls,
        _("Möte"),
        lambda one: title(one.meeting),
        page("groups:meeting_detail", "meeting_id"),
        (
            (_("Hölls"), day("meeting.held_on")),
            (_("Kallad"), lambda one: str(one.assignment.person)),
            (_("Närvaro"), lambda one: one.get_attendance_display()),
        ),
        has_state=False,
        listed=lambda rows: rows.select_related("meeting__forum", "assignment__person", "assignment__unit").order_by(
            "-meeting__held_on", "assignment__person__family_name", "id"
        ),
    ),
    Kind(
        Task,
        visible_tasks,
        _("Uppdrag"),
        attrgetter("title"),
        page("groups:task_detail", "pk"),
        ((_("Gavs"), day("given_on")), (_("Redovisades"), day("reported_on"))),
    ),
    Kind(
        PlanActivity,
        _activities,
        _("Aktivitet"),
        attrgetter("what"),
        page("groups:action_plan_detail", "plan_id"),
        ((_("Klart senast"), day("due_on")),),
        listed=lambda rows: rows.order_by("due_on", "id"),
    ),
    Kind(
        Obstacle,
        visible_obstacles,
        _("Hinder"),
        attrgetter("title"),
        page("groups:obstacle_list", "forum_id"),
        ((_("Noterat"), day("noted_on")), (_("Avslutat"), day("ended_on"))),
    ),
    Kind(
        Need,
        visible_needs,
        _("Målgrupp"),
        attrgetter("target_group"),
        page("groups:obstacle_list", "forum_id"),
        ((_("Inventerat"), day("inventoried_on")),),
        has_state=False,
    ),
    Kind(
        LiftedQuestion,
        visible_questions,
        _("Fråga"),
        attrgetter("title"),
        page("groups:lift_detail", "pk"),
        ((_("Lyftes"), day("lifted_on")), (_("Besvarades"), day("answered_on"))),
    ),
    Kind(
        Agreement,
        visible_agreements,
        _("Överenskommelse"),
        attrgetter("title"),
        page("groups:agreement_detail", "pk"),
        ((_("Gäller från"), day("in_force_on")),),
    ),
    Kind(
        RoutineVersion,
        visible_versions,
        _("Rutin"),
        attrgetter("title"),
        page("groups:routine_detail", "pk"),
        ((_("Gäller från"), day("valid_from")),),
    ),
    Kind(
        Training,
        visible_trainings,
        _("Vad det var"),
        attrgetter("title"),
        page("groups:training_list", "forum_id"),
        ((_("Hölls"), day("held_on")),),
        has_state=False,
    ),
    Kind(
        Voice,
        visible_voices,
        _("Vad det gäller"),
        attrgetter("title"),
        page("groups:voice_list", "forum_id"),
        ((_("Organisation"), attrgetter("organisation")), (_("Lämnades"), day("said_on"))),
    ),
    Kind(
        AnnualFollowUp,
        policies.visible_follow_ups,
        _("År"),
        lambda one: str(one.year),
        page("followup:year", "area_id", "year"),
    ),
    Kind(
        Area,
        policies.visible_areas,
        _("Område"),
        attrgetter("name"),
        page("followup:overview"),
        has_state=False,
        listed=lambda rows: rows.order_by("name", "id"),
    ),
)
_BY_MODEL = {kind.model: kind for kind in OF_WORK}
KINDS = {cell: _BY_MODEL[model] for cell, model in MODEL_OF.items()}

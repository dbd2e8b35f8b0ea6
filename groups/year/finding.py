"""The group's year, its plan and the plan's parts by their keys, or 404; and where a page of theirs leads back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from groups.models import Forum
from groups.year import policies
from groups.year.models import ActionPlan
from groups.year.page import home, year_url


def year_forum_or_404(request, pk) -> Forum:
    return get_object_or_404(policies.forums_with_a_year(request.acting), pk=pk)


def plan_or_404(request, pk) -> ActionPlan:
    found = policies.with_relations(policies.visible_plans(request.acting)).select_related("forum__area")
    return get_object_or_404(found, pk=pk)


def part_or_404(request, model, pk):
    """A focus area or an activity that stands, with its plan as the acting one sees it."""
    part = get_object_or_404(model.objects.filter(removed_at__isnull=True), pk=pk)
    part.plan = plan_or_404(request, part.plan_id)
    return part


def where(plan: ActionPlan) -> dict:
    return {"back": str(plan), "back_url": home(plan)}


def own_forum_or_404(request, pk) -> Forum:
    """Of a group whose registers the acting one reads."""
    forum = year_forum_or_404(request, pk)
    if not forum.is_ours:
        raise Http404
    return forum


def back_to_year(forum: Forum) -> dict:
    return {"back": _("Årets arbete"), "back_url": year_url(forum)}

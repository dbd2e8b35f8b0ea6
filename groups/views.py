"""The structure as a tree, and a page per group."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access.expressions import within
from core.regions.profile import profile_of
from core.ui.pages import render_page
from core.ui.said import said
from groups import policies, rows, tree
from groups.assignments.policies import is_in_forums
from groups.seats.policies import is_watcher


@require_GET
def forum_tree(request):
    acting, today = request.acting, clock.today()
    profile = profile_of(acting.region_id, on=today)
    context = {
        "structure": tree.structure(acting, today),
        "area_title": _("Per %(area)s") % {"area": said(profile.area_unit_label)},
        "other_forums": profile.other_forums,
        "has_tasks": is_in_forums(acting),
        "vacancies": reverse("groups:vacancy_list") if is_watcher(acting) else "",
    }
    return render_page(request, "groups/forum_tree.html", context)


@require_GET
def forum_detail(request, pk):
    acting, today = request.acting, clock.today()
    forums = policies.visible_forums(acting).select_related("area", "district", "parent")
    forums = forums.annotate(is_led=within("pk", "led_forum_ids"))
    forum = get_object_or_404(forums, pk=pk)
    return render_page(request, "groups/forum_detail.html", rows.forum_page(forum, acting, today))

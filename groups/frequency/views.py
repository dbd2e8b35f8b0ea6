"""From what is owed to the forum that owes it."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from core.access.expressions import within
from groups.frequency.models import ForumPeriod


@require_GET
def period(request, pk):
    """The forum's page, where its meetings are planned."""
    found = ForumPeriod.objects.filter(within("forum_id", "visible_forum_ids"), region=request.acting.region_id)
    return redirect("groups:forum_detail", pk=get_object_or_404(found, pk=pk).forum_id)

"""Own notices; and for those who keep the portal running, the mail that could not be sent."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.notices import about, policies, reading, services
from core.ui.pages import paginate, render_part


@require_GET
def notice_list(request):
    """All that the acting assignment has been told, newest first."""
    page = paginate(request, policies.visible_notices(request.acting))
    page.rows = reading.lines(request.acting, page.rows)
    return render_part(request, "core/notices/list.html", "results", {"page": page})


@require_POST
def read(request, pk):
    """Seen: mark it read and go where it points."""
    notice = get_object_or_404(policies.visible_notices(request.acting), pk=pk)
    notice = services.mark_read(notice, by=request.acting)
    url = about.describe(request.acting, [notice])[notice.pk].url
    return redirect(url or "notices:list")


@require_POST
def read_all(request):
    services.mark_all_read(by=request.acting)
    messages.success(request, _("Alla besked är lästa."))
    return redirect("notices:list")


@require_GET
def parked_list(request):
    """Mail that could not be sent: to whom and why, never what about."""
    _operations_only(request)
    rows = policies.visible_parked(request.acting).select_related("recipient__person").order_by("-parked_at", "pk")
    page = paginate(request, rows, row=reading.parked_line)
    return render_part(request, "core/notices/parked.html", "results", {"page": page})


@require_POST
def retry(request, pk):
    _operations_only(request)
    parked = get_object_or_404(policies.visible_parked(request.acting), pk=pk)
    services.ask_for_retry(parked, by=request.acting)
    messages.success(request, _("Brevet skickas igen inom en minut."))
    return redirect("notices:parked")


def _operations_only(request):
    """For all others the page does not exist. [security 1]"""
    if not policies.can_see_operations(request.acting):
        raise Http404

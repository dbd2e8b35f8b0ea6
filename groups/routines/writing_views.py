"""The sections of a routine, written together and saved as one writes. [F63]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.access import require
from core.access.expressions import within
from core.ui.pages import render_page
from core.ui.sections import Typed, save_section, shown
from groups.routines import policies
from groups.routines.models import RoutineSection, RoutineVersion
from groups.routines.services import drafting
from groups.routines.views import version_or_404, where

TEMPLATE = "groups/write.html"


def _context(version: RoutineVersion, typed: Typed | None = None) -> dict:
    found = version.sections.all()
    sections = [shown(one, typed, url=reverse("groups:routine_section_save", args=[one.pk])) for one in found]
    words = {"title": _("Skriv rutinen"), "done": _("Till rutinen")}
    return {"sections": sections, **words, **where(version)}


@require_GET
def routine_write(request, pk):
    version = version_or_404(request, pk)
    require(policies.can_write(request.acting, version))
    return render_page(request, TEMPLATE, _context(version))


@require_POST
def section_save(request, pk):
    """One section's text."""
    found = RoutineSection.objects.filter(within("routine_version_id", "visible_routine_version_ids"))
    section = get_object_or_404(found, pk=pk)
    version = version_or_404(request, section.routine_version_id)
    require(policies.may_write(request.acting, version))
    return save_section(
        request,
        section,
        act=lambda **said: drafting.save_section(section, by=request.acting, **said),
        page=lambda typed, status: render_page(request, TEMPLATE, _context(version, typed), status=status),
        to=lambda saved: f"{reverse('groups:routine_write', args=[version.pk])}#avsnitt-{saved.key}",
    )

"""The group's texts: written together, saved while they are written. [design 4]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.ui import dates, sections
from core.ui.pages import render_page
from followup import policies, services
from followup.models import AnnualFollowUp
from followup.views.finding_it import Place, follow_up_or_404, only


@require_GET
def texts(request, area, year):
    """An editor for those who write, the texts for those who read."""
    return _editor(request, *follow_up_or_404(request.acting, area, year))


def _editor(request, place: Place, follow_up: AnnualFollowUp, typed: sections.Typed | None = None, status: int = 200):
    rows = policies.visible_sections(request.acting).filter(follow_up=follow_up).select_related("saved_by__person")
    context = {
        "place": place,
        "follow_up": follow_up,
        "may": policies.verbs(request.acting, follow_up),
        "sections": [
            sections.shown(row, typed, url=reverse("followup:section_save", args=[row.pk]))
            for row in rows.order_by("order")
        ],
        "comments": _comments(request.acting, follow_up),
    }
    return render_page(request, "followup/texts.html", context, status=status)


def _comments(acting, follow_up: AnnualFollowUp) -> list[dict]:
    """What the members of the group said of it before the meeting, the first first."""
    if acting.role not in policies.COMMENTERS or acting.area_id != follow_up.area_id:
        return []
    rows = policies.visible_comments(acting).filter(follow_up=follow_up).select_related("by__person")
    return [
        {
            "term": f"{one.by.person}, {dates.day_short(timezone.localdate(one.at))}",
            "text": one.text,
            "lines": [str(_("Om: %(section)s") % {"section": one.get_section_display()})] if one.section else [],
        }
        for one in rows.order_by("at", "pk")
    ]


@require_POST
@only(policies.WRITERS)
def section_save(request, pk):
    """One text; the same POST from the button and from the script."""
    section = get_object_or_404(policies.visible_sections(request.acting).select_related("follow_up"), pk=pk)
    place, follow_up = follow_up_or_404(request.acting, section.follow_up.area_id, section.follow_up.year)

    def to(saved):
        messages.success(request, _("Texten är sparad."))
        return f"{reverse('followup:texts', args=place.where)}#avsnitt-{saved.key}"

    return sections.save_section(
        request,
        section,
        act=lambda **facts: services.save_section(section, by=request.acting, **facts),
        page=lambda typed, status: _editor(request, place, follow_up, typed, status),
        to=to,
    )

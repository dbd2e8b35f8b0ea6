"""The group's texts: written together, saved while they are written. [design 4]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import EditedByAnother, Refused, WrongState
from core.ui import autosave, dates
from core.ui.pages import refuse, render_page
from core.ui.sections import hint_of
from followup import policies, services
from followup.choices import HELP, Section
from followup.forms import SectionForm
from followup.models import AnnualFollowUp, FollowUpSection
from followup.views.finding_it import Place, follow_up_or_404, only

PAGE = "followup/texts.html"


@require_GET
def texts(request, area, year):
    """An editor for those who write, the texts for those who read."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    return render_page(request, PAGE, _context(request, place, follow_up))


def _context(
    request,
    place: Place,
    follow_up: AnnualFollowUp,
    *,
    form=None,
    tried: tuple | None = None,
    theirs: FollowUpSection | None = None,
):
    """`tried`: the section that could not be saved and what was typed; `theirs`: what another has saved there."""
    rows = policies.visible_sections(request.acting).filter(follow_up=follow_up).order_by("order")
    return {
        "place": place,
        "follow_up": follow_up,
        "may": policies.verbs(request.acting, follow_up),
        "sections": [_section(row, tried, theirs) for row in rows],
        "comments": _comments(request.acting, follow_up),
        "form": form,
    }


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


def _section(row: FollowUpSection, tried, theirs) -> dict:
    is_tried = tried is not None and tried[0].pk == row.pk
    return {
        "row": row,
        "heading": row.get_key_display(),
        "help": HELP[Section(row.key)],
        "compulsory": row.is_compulsory,
        "mine": tried[1] if is_tried else row.text,
        "theirs": row.text if is_tried and theirs is not None else "",
        "saved": autosave.words(dates.moment(row.saved_at), hint_of(row, row.text)) if row.saved_at else "",
    }


@require_POST
@only(policies.WRITERS)
def section_save(request, pk):
    """One text; the same POST from the button and from the script."""
    section = get_object_or_404(policies.visible_sections(request.acting).select_related("follow_up"), pk=pk)
    place, follow_up = follow_up_or_404(request.acting, section.follow_up.area_id, section.follow_up.year)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, place, follow_up, section, form)
    try:
        saved = services.save_section(section, by=request.acting, **form.cleaned_data)
    except EditedByAnother as edited:
        return _conflict(request, place, follow_up, edited.current, form.cleaned_data["text"])
    except Refused as refused:
        form.take(refused)
        return _refused(request, place, follow_up, section, form)
    except WrongState as wrong:
        messages.error(request, str(wrong))
        return redirect("followup:texts", *place.where)
    if autosave.is_asked(request):
        hint = hint_of(saved, saved.text)
        return autosave.saved(version=saved.version, at=saved.saved_at or follow_up.created_at, hint=hint)
    messages.success(request, _("Texten är sparad."))
    return redirect("followup:texts", *place.where)


def _refused(request, place, follow_up, section, form):
    if autosave.is_asked(request):
        return autosave.refused(form)
    tried = (section, request.POST.get("text", ""))
    return refuse(request, PAGE, form, _context(request, place, follow_up, form=form, tried=tried))


def _conflict(request, place, follow_up, theirs, mine):
    """Both texts, and mine still in its box. [security 10]"""
    if autosave.is_asked(request):
        by = str(theirs.saved_by.person) if theirs.saved_by else ""
        return autosave.conflict(version=theirs.version, texts={"text": theirs.text}, by=by, at=theirs.saved_at)
    return render_page(
        request, PAGE, _context(request, place, follow_up, tried=(theirs, mine), theirs=theirs), status=409
    )

"""What each agenda of a group begins with: read it, add to it, change, move and end what is the group's own. [F32]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import require
from core.errors import WrongState
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import Question, question_page
from core.ui.said import said
from core.ui.verbs import PAGE, confirm_page
from groups.finding import back_to
from groups.headings import policies, services
from groups.headings.forms import ChangeHeadingForm, NewHeadingForm
from groups.headings.models import StandingHeading
from groups.headings.order import own_headings, sections_of
from groups.headings.page import heading_lines, takes_questions

ADD = Question(
    _lazy("Lägg till en stående punkt"),
    _lazy("Varje ny dagordning i gruppen får punkten. Skriv inget som visar vilket barn det gäller."),
    _lazy("Lägg till punkten"),
    _lazy("Punkten står på gruppens nya dagordningar."),
    NewHeadingForm,
    services.add_heading,
    policies.can_add,
)
CHANGE = Question(
    _lazy("Ändra den stående punkten"),
    _lazy("Ändringen gäller dagordningar från och med nu."),
    _lazy("Spara"),
    _lazy("Punkten är ändrad."),
    ChangeHeadingForm,
    services.change_heading,
    policies.can_change,
)


def list_url(forum_id) -> str:
    return reverse("groups:heading_list", args=[forum_id])


def _back(forum) -> dict:
    return {"back": _("Stående punkter i %(forum)s") % {"forum": said(forum.name)}, "back_url": list_url(forum.pk)}


def forum_of_headings_or_404(request, pk):
    return get_object_or_404(policies.forums_with_headings(request.acting), pk=pk)


def heading_or_404(request, pk) -> StandingHeading:
    return get_object_or_404(policies.visible_headings(request.acting).select_related("forum"), pk=pk)


@require_GET
def heading_list(request, pk):
    forum = forum_of_headings_or_404(request, pk)
    sections = sections_of(forum, clock.today())
    context = {
        "lines": heading_lines(sections, own_headings(forum), forum.is_led),
        "questions": takes_questions(sections),
        "new": reverse("groups:heading_new", args=[pk]) if forum.is_led else "",
        **back_to(forum),
    }
    return render_page(request, "groups/heading_list.html", context)


@PAGE
@send_once
def heading_new(request, pk):
    forum = forum_of_headings_or_404(request, pk)
    return question_page(request, ADD, forum, _back(forum))


@PAGE
@send_once
def heading_change(request, pk):
    heading = heading_or_404(request, pk)
    return question_page(request, CHANGE, heading, _back(heading.forum))


@require_POST
@send_once
def heading_move(request, pk, way):
    heading = heading_or_404(request, pk)
    try:
        services.move_heading(heading, by=request.acting, up=way == "upp")
    except WrongState as wrong:
        messages.error(request, str(wrong))
    return redirect(list_url(heading.forum_id))


@PAGE
@send_once
def heading_end(request, pk):
    heading = heading_or_404(request, pk)
    require(policies.can_change(request.acting, heading))
    words = {
        "title": _("Ta bort den stående punkten"),
        "text": heading.title,
        "effects": [_("Nya dagordningar får inte punkten."), _("Dagordningar som redan har den behåller den.")],
        "verb": _("Ta bort den"),
        "back_url": list_url(heading.forum_id),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.end_heading(heading, by=request.acting),
        done=_("Punkten är borttagen från nya dagordningar."),
        to=lambda _made: list_url(heading.forum_id),
    )

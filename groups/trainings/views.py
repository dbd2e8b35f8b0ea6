"""A group's register of what was held together, and of the course about SIP. [F50]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from core import clock
from core.access import require, together
from core.finding.lists import list_page
from core.ui.once import send_once
from core.ui.questions import Question, question_page
from core.ui.said import said
from core.ui.verbs import PAGE, confirm_page
from groups.columns import TRAININGS
from groups.trainings import policies, services
from groups.trainings.forms import CourseForm, TrainingFilter, TrainingForm
from groups.trainings.models import Training
from groups.trainings.page import course_lines, summed, sums_of, training_row, with_groups

NOTE = Question(
    _lazy("Notera en utbildning eller gemensam aktivitet"),
    _lazy("Skriv hur många som kom från varje huvudman. Inga namn."),
    _lazy("Spara"),
    _lazy("Det är noterat."),
    TrainingForm,
    services.note_training,
    policies.can_note,
)
COURSE = Question(
    _lazy("Webbkursen om SIP i din verksamhet"),
    _lazy("Gruppen ser hur många hos er som har gått kursen. Svara på nytt när det har ändrats."),
    _lazy("Spara"),
    _lazy("Ditt besked är sparat."),
    CourseForm,
    services.confirm_course,
    policies.can_confirm,
)


def own_forum_or_404(request, pk):
    return get_object_or_404(policies.own_forums(request.acting), pk=pk)


def list_url(forum_id) -> str:
    return reverse("groups:training_list", args=[forum_id])


def _back(forum) -> dict:
    return {"back": _("Utbildning och gemensamma aktiviteter"), "back_url": list_url(forum.pk)}


@require_GET
def training_list(request, pk):
    forum, acting = own_forum_or_404(request, pk), request.acting
    form = TrainingFilter(request.GET)
    rows = form.apply(policies.visible_trainings(acting).filter(forum=forum)).order_by("-held_on", "id")
    sums, units, said_of = sums_of(rows), policies.units_in(forum, clock.today()), policies.courses_of(forum)
    together(sums, units, said_of)
    may, answers = forum.is_led, forum.is_sat_in and acting.unit_id is not None
    context = {
        "url": list_url(pk),
        "forum_name": said(forum.name),
        "forum_url": reverse("groups:forum_detail", args=[pk]),
        "new": reverse("groups:training_new", args=[pk]) if may else "",
        "confirm": reverse("groups:course_confirm", args=[pk]) if answers else "",
        "sums": summed(sums),
        "courses": course_lines(units, said_of),
    }
    return list_page(
        request,
        "groups/training_list.html",
        name=_("Utbildning och gemensamma aktiviteter"),
        columns=TRAININGS,
        rows=with_groups(rows),
        form=form,
        row=lambda one: training_row(one, may),
        context=context,
    )


@PAGE
@send_once
def training_new(request, pk):
    forum = own_forum_or_404(request, pk)
    return question_page(request, NOTE, forum, _back(forum))


@PAGE
@send_once
def course_confirm(request, pk):
    forum = own_forum_or_404(request, pk)
    return question_page(request, COURSE, forum, _back(forum))


@PAGE
@send_once
def training_remove(request, pk):
    found = policies.visible_trainings(request.acting).select_related("forum")
    training: Training = get_object_or_404(found, pk=pk)
    require(policies.can_remove(request.acting, training))
    words = {
        "title": _("Ta bort det som är noterat"),
        "text": training.title,
        "effects": [_("Det visas och räknas inte längre.")],
        "verb": _("Ta bort"),
        "back_url": list_url(training.forum_id),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.remove_training(training, by=request.acting),
        done=_("Det är borttaget."),
        to=lambda _made: list_url(training.forum_id),
    )

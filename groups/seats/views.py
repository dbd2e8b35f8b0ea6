"""The list of what stands empty, a page of each seat and its questions, and what is said with schools. [F22-F28]"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import require, together
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.questions import question_page
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.finding import back_to, forum_or_404
from groups.models import Forum, Membership
from groups.policies import can_seat_members
from groups.seats import policies, schools, services
from groups.seats.detail import seat_page
from groups.seats.forms import AnswerForm, InviteForm, SeatForm, WatchFilter
from groups.seats.questions import QUESTIONS, WITHDRAW
from groups.seats.sources import Sources
from groups.seats.vacancies import ending_terms, vacancies
from groups.seats.watch_page import ending_row, vacancy_row


@require_GET
def vacancy_list(request):
    """Empty seats, longest first; or terms that end within sixty days."""
    acting, today = request.acting, clock.today()
    form = WatchFilter(request.GET)
    forums = policies.watched_forums(acting, today)
    context = {"url": reverse("groups:vacancy_list"), "ending": form.chosen.get("show") == "ending"}
    if context["ending"]:
        rows, row = ending_terms(forums, acting.region_id, today), ending_row
    else:
        sources = Sources(forums, acting.region_id, today)
        together(*sources.asks())
        rows, row = vacancies(sources), vacancy_row
    return render_list(
        request, "groups/vacancy_list.html", rows=rows, form=form, row=lambda one: row(one, today), context=context
    )


def member_or_404(request, pk) -> Membership:
    found = policies.visible_members(request.acting).select_related("forum", "is_substitute_for__assignment__person")
    return get_object_or_404(found, pk=pk)


@require_GET
def seat_detail(request, pk):
    return render_page(request, "groups/seat_detail.html", seat_page(request.acting, member_or_404(request, pk)))


@PAGE
@send_once
def seat_note(request, pk, question):
    """One question about somebody's seat; a refusal keeps what was typed."""
    member, asked = member_or_404(request, pk), QUESTIONS[question]
    if question == WITHDRAW:
        whose = f"{member.assignment.person}, {dates.period(member.valid_from, member.valid_to)}."
        where = {**back_to(member.forum), "lead": f"{whose} {asked.lead}"}
    else:
        where = {"back": str(member.assignment.person), "back_url": reverse("groups:seat_detail", args=[member.pk])}
    return question_page(request, asked, member, where)


@PAGE
@send_once
def seat_new(request, pk):
    """Give somebody a seat: the one the address names, or a place beside those that are asked for."""
    forum, today = forum_or_404(request, pk), clock.today()
    require(can_seat_members(request.acting, forum))
    part = _part(forum, request.GET.get("plats", ""), today)
    name = ", ".join(filter(None, [said(part.requirement.label), part.name])) if part else ""
    form = SeatForm(forum, part, sent(request))
    words = {
        "title": _("Tillsätt en plats") if part else _("Lägg till en ledamot"),
        "lead": _("%(seat)s. Personen får besked.") % {"seat": name} if part else _("Personen får besked."),
        "button": _("Ge platsen") if part else _("Lägg till"),
        **back_to(forum),
    }
    seat = {"seat_label": part.requirement.label if part else "", "sole_seat": _sole(part)}
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.seat_member(forum, by=request.acting, **seat, **form.facts()),
        done=_("Platsen är tillsatt.") if part else _("Ledamoten är tillagd."),
        to=lambda _made: words["back_url"],
    )


def _part(forum, key, today):
    if not key:
        return None
    sources = Sources(Forum.objects.filter(pk=forum.pk), forum.region_id, today)
    together(*sources.asks())
    part = sources.parts(forum).get(key)
    if part is None:
        raise Http404
    return part


def _sole(part) -> str:
    """The name of a seat that holds one person."""
    is_sole = part is not None and part.requirement.maximum == 1
    return ", ".join(filter(None, [part.requirement.label, part.of])) if is_sole else ""


@PAGE
@send_once
def school_invite(request, pk):
    """That an independent school was invited to the group."""
    words = {
        "title": _("Notera en inbjudan"),
        "lead": _("Gruppen ska aktivt bjuda in de fristående skolorna i området."),
        "button": _("Spara inbjudan"),
    }
    return _school_page(request, pk, InviteForm, words, schools.invite_school, _("Inbjudan är noterad."))


@PAGE
@send_once
def school_answer(request, pk):
    """What an independent school answered, and who speaks for it."""
    words = {
        "title": _("Notera ett svar"),
        "lead": _("Ett tidigare svar står kvar. Det senaste gäller."),
        "button": _("Spara svaret"),
    }
    return _school_page(request, pk, AnswerForm, words, schools.note_answer, _("Svaret är noterat."))


def _school_page(request, pk, form_class, words, act, done):
    forum = forum_or_404(request, pk)
    require(policies.can_note_schools(request.acting, forum))
    form = form_class(forum, sent(request))
    where = back_to(forum)
    return act_page(
        request,
        ACT,
        form,
        {**words, **where},
        act=lambda: act(forum, by=request.acting, **form.facts()),
        done=done,
        to=lambda _made: where["back_url"],
    )

"""Propose an item for an agenda, and the forum's list of what is proposed. [F32]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.ui.once import send_once
from core.ui.pages import render_list
from core.ui.questions import question_page
from core.ui.said import said
from core.ui.verbs import PAGE
from groups.finding import back_to, forum_or_404
from groups.proposals import policies
from groups.proposals.forms import ProposalFilter
from groups.proposals.page import list_url, proposal_row
from groups.proposals.questions import PROPOSE, QUESTIONS


@require_GET
def proposal_list(request, pk):
    acting = request.acting
    forum = get_object_or_404(policies.forums_with_proposals(acting), pk=pk)
    form = ProposalFilter(request.GET)
    rows = form.apply(policies.visible_proposals(acting).filter(forum=forum))
    rows = rows.select_related("proposed_by__person", "item").order_by("-proposed_on", "-created_at", "id")
    new = reverse("groups:proposal_new", args=[pk]) if forum.is_partaken else ""
    context = {
        "url": list_url(forum.pk),
        "new": new,
        "standing": reverse("groups:heading_list", args=[pk]),
        **back_to(forum),
    }
    return render_list(
        request,
        "groups/proposal_list.html",
        rows=rows,
        form=form,
        row=lambda one: proposal_row(acting, one, forum),
        context=context,
    )


@PAGE
@send_once
def proposal_new(request, pk):
    forum = forum_or_404(request, pk)
    return question_page(request, PROPOSE, forum, back_to(forum))


@PAGE
@send_once
def proposal_note(request, pk, question):
    found = policies.visible_proposals(request.acting).select_related("forum")
    proposal = get_object_or_404(found, pk=pk)
    where = {"lead": proposal.title, "back": said(proposal.forum.name), "back_url": list_url(proposal.forum_id)}
    return question_page(request, QUESTIONS[question], proposal, where)

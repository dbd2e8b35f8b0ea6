"""The region's people and their roles, for its administrators. [security 2, 8]"""

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.access import Acting, fresh, together
from core.errors import PermissionDenied, Refused, WrongState
from core.people import leaving, policies, services
from core.people.forms_people import EndForm, GrantForm, InviteForm, NameSearch, PersonFilter, ResetForm
from core.people.models import Invitation, RoleAssignment
from core.people.queries import has_working_account
from core.people.states import DecisionStatus
from core.ui.deciding import decide_page
from core.ui.once import send_once
from core.ui.pages import refuse, render_list, render_page

MOST_FOUND = 100


def _with_roles(rows):
    live = RoleAssignment.objects.live(clock.today()).with_names().order_by("role", "id")
    return rows.by_name().prefetch_related(Prefetch("role_assignments", queryset=live, to_attr="live"))


def _waiting(acting: Acting) -> int:
    """What waits for me; my own questions wait for somebody else."""
    waits = [
        rows.filter(status=DecisionStatus.PROPOSED).exclude(proposed_by__person=acting.person_id)
        for rows in (policies.visible_proposals(acting), policies.visible_resets(acting))
    ]
    return sum(together(counting=waits))


@require_http_methods(["GET", "POST"])
def person_list(request):
    """The directory; a name is searched for by POST."""
    chosen = PersonFilter(request.GET)
    context = {"waiting": _waiting(request.acting), "search": NameSearch(), "filter": chosen}
    people = _with_roles(policies.visible_people(request.acting))
    if request.method == "GET":
        rows = chosen.apply(people)
        return render_list(request, "core/people/person_list.html", rows=rows, form=context["filter"], context=context)
    search = NameSearch(request.POST)
    if not search.is_valid():
        return refuse(request, "core/people/person_found.html", search, context | {"search": search})
    found = list(people.named_like(search.cleaned_data["namn"])[:MOST_FOUND])
    return render_page(
        request, "core/people/person_found.html", context | {"search": search, "found": found, "is_asked": True}
    )


@require_GET
def person_detail(request, pk):
    """One person: roles now and before, account, what waits."""
    person = get_object_or_404(policies.visible_people(request.acting), pk=pk)
    today = clock.today()
    assignments = policies.visible_assignments(request.acting).filter(person=person).order_by("-valid_from", "id")
    waiting = {"person": person, "status": DecisionStatus.PROPOSED}
    proposals = policies.visible_proposals(request.acting).filter(**waiting)
    proposals = proposals.select_related("unit", "area", "district", "principal")
    resets = policies.visible_resets(request.acting).filter(**waiting).order_by("id")[:1]
    invitations = Invitation.objects.filter(person=person, used_at__isnull=True, expires_at__gt=clock.now())
    invitations = invitations.order_by("id")[:1]
    together(assignments, proposals, resets, invitations)
    context = {
        "person": person,
        "current": [row for row in assignments if row.valid_to is None or row.valid_to >= today],
        "ended": [row for row in assignments if row.valid_to is not None and row.valid_to < today],
        "proposals": proposals,
        "reset": next(iter(resets), None),
        "has_account": has_working_account(person.pk),
        "invitation": next(iter(invitations), None),
        "today": today,
        "is_other": policies.is_other_person(request.acting, person),
    }
    return render_page(request, "core/people/person_detail.html", context)


@send_once
@require_http_methods(["GET", "POST"])
def invite(request):
    """Somebody new: the person, a proposed role; the invitation leaves when it has been approved."""
    form = InviteForm(request.POST or None, request=request)
    if request.method == "GET":
        return render_page(request, "core/people/invite.html", {"form": form})
    if not form.is_valid():
        return refuse(request, "core/people/invite.html", form)
    by = fresh.confirmed(request, form)
    try:
        with transaction.atomic():
            person = services.register_person(by=by, **form.person_values())
            services.propose_role(person, by=by, **form.role_values())
    except Refused as refused:
        form.take(refused)
        return refuse(request, "core/people/invite.html", form)
    messages.success(
        request, _("Förslaget väntar på en annan administratör. När det är godkänt går inbjudan till personen.")
    )
    return redirect("people:person_detail", pk=person.pk)


@send_once
@require_http_methods(["GET", "POST"])
def grant(request, pk):
    """Propose a role for somebody who is in the directory."""
    person = get_object_or_404(policies.visible_people(request.acting), pk=pk)
    if not policies.can_propose_role(request.acting, person):
        raise PermissionDenied
    form = GrantForm(request.POST or None, request=request)
    context = {"person": person}
    if request.method == "GET":
        return render_page(request, "core/people/grant.html", {"form": form, **context})
    if not form.is_valid():
        return refuse(request, "core/people/grant.html", form, context)
    try:
        services.propose_role(person, by=fresh.confirmed(request, form), **form.role_values())
    except Refused as refused:
        form.take(refused)
        return refuse(request, "core/people/grant.html", form, context)
    messages.success(request, _("Förslaget väntar på en annan administratör."))
    return redirect("people:person_detail", pk=person.pk)


@require_GET
def grant_list(request):
    """What waits for a second administrator."""
    waiting = {"status": DecisionStatus.PROPOSED}
    names = ("person", "proposed_by__person")
    proposals = (
        policies.visible_proposals(request.acting)
        .filter(**waiting, batch=None)
        .select_related(*names, "unit", "area", "district", "principal")
    )
    resets = policies.visible_resets(request.acting).filter(**waiting).select_related(*names)
    context = {
        "batches": [
            (row, not policies.is_own_batch(request.acting, row)) for row in policies.waiting_batches(request.acting)
        ],
        "proposals": [
            (row, policies.can_decide(request.acting, row)) for row in proposals.order_by("created_at", "id")
        ],
        "resets": [(row, policies.can_decide(request.acting, row)) for row in resets.order_by("created_at", "id")],
    }
    return render_page(request, "core/people/grant_list.html", context)


@send_once
@require_http_methods(["GET", "POST"])
def grant_approve(request, pk):
    """The second administrator's answer to a proposed role."""
    rows = policies.visible_proposals(request.acting).select_related(
        "person", "proposed_by__person", "unit", "area", "district", "principal"
    )
    proposal = get_object_or_404(rows, pk=pk)
    verbs = (services.approve_role, services.refuse_role)
    done = (_("Rollen är godkänd."), _("Förslaget är avslaget."))
    return _decide(request, proposal, "core/people/grant_approve.html", verbs, done)


@send_once
@require_http_methods(["GET", "POST"])
def factor_reset_approve(request, pk):
    """The second administrator's answer about a lost second step."""
    reset = get_object_or_404(
        policies.visible_resets(request.acting).select_related("person", "proposed_by__person"), pk=pk
    )
    verbs = (services.approve_reset, services.refuse_reset)
    done = (_("Andra steget är borttaget och en ny inbjudan är skickad."), _("Begäran är avslagen."))
    return _decide(request, reset, "core/people/factor_reset_approve.html", verbs, done)


def _decide(request, decision, template, verbs, done):
    context = {
        "decision": decision,
        "person": decision.person,
        "can_decide": policies.can_decide(request.acting, decision),
        "can_withdraw": policies.can_withdraw(request.acting, decision),
    }
    to = reverse("people:person_detail", args=[decision.person_id])
    return decide_page(request, template, decision, context, verbs=verbs, done=done, to=to)


@require_POST
def grant_withdraw(request, pk):
    """The one who asked takes the proposal back."""
    proposal = get_object_or_404(policies.visible_proposals(request.acting), pk=pk)
    try:
        services.withdraw_role(proposal, by=request.acting)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Förslaget är återtaget."))
    return redirect("people:person_detail", pk=proposal.person_id)


@send_once
@require_http_methods(["GET", "POST"])
def assignment_end(request, pk):
    """Say the last day of an assignment, or end it now."""
    assignment = get_object_or_404(policies.visible_assignments(request.acting), pk=pk)
    if not policies.can_end_assignment(request.acting, assignment):
        raise PermissionDenied
    form = EndForm(request.POST or None, request=request)
    left = leaving.left_by([(assignment, clock.today())], request.acting)
    context = {"assignment": assignment, "person": assignment.person, "left": left[assignment.pk]}
    if request.method == "GET":
        return render_page(request, "core/people/assignment_end.html", {"form": form, **context})
    if not form.is_valid():
        return refuse(request, "core/people/assignment_end.html", form, context)
    try:
        services.end_assignment(assignment, by=fresh.confirmed(request, form), on=form.last_day)
    except Refused as refused:
        form.take(refused)
        return refuse(request, "core/people/assignment_end.html", form, context)
    messages.success(
        request, _("Uppdraget är avslutat.") if form.cleaned_data["now"] else _("Uppdragets sista dag är ändrad.")
    )
    return redirect("people:person_detail", pk=assignment.person_id)


@send_once
@require_POST
def invitation_send(request, pk):
    """A new link to somebody who has roles and no account yet."""
    person = get_object_or_404(policies.visible_people(request.acting), pk=pk)
    try:
        services.send_invitation(person, by=request.acting)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("En ny inbjudan skickas inom någon minut. Den gäller i 24 timmar."))
    return redirect("people:person_detail", pk=person.pk)


@send_once
@require_http_methods(["GET", "POST"])
def factor_reset(request, pk):
    """Somebody has lost the second step: say how the identity was checked."""
    person = get_object_or_404(policies.visible_people(request.acting), pk=pk)
    if not policies.can_ask_for_reset(request.acting, person):
        raise PermissionDenied
    form = ResetForm(request.POST or None, request=request)
    context = {"person": person}
    if request.method == "GET":
        return render_page(request, "core/people/factor_reset.html", {"form": form, **context})
    if not form.is_valid():
        return refuse(request, "core/people/factor_reset.html", form, context)
    try:
        services.ask_for_reset(
            person, by=fresh.confirmed(request, form), identity_check=form.cleaned_data["identity_check"]
        )
    except Refused as refused:
        form.take(refused)
        return refuse(request, "core/people/factor_reset.html", form, context)
    messages.success(request, _("Begäran väntar på en annan administratör."))
    return redirect("people:person_detail", pk=person.pk)

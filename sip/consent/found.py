"""What a consent, a paper or a piece is about, among those one may know of."""

from uuid import UUID

from django.http import Http404, HttpRequest

from core.access import Acting, together
from sip.cases import policies as forum_cases
from sip.cases.subjects import Subject
from sip.plans import policies as plans
from sip.transfers import policies as transfers


def subject_or_none(acting: Acting, case_id: UUID) -> Subject | None:
    """With what the acting assignment is to it. For a page; a service that changes it locks it and asks anew."""
    plan = plans.with_relations(acting, plans.visible_plans(acting).select_related("case").filter(pk=case_id))
    cases = forum_cases.visible_forum_cases(acting).select_related("case")
    forum = forum_cases.with_relations(acting, cases.filter(pk=case_id))
    passed = transfers.with_relations(acting, transfers.visible_transfers(acting).filter(pk=case_id))
    together(plan, forum, passed)
    found: list[Subject] = [*plan, *forum, *passed]
    return found[0] if found else None


def subject_or_404(request: HttpRequest, case_id: UUID) -> Subject:
    """Hidden and missing are the same."""
    found = subject_or_none(request.acting, case_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found

"""The plan that an address names, among those one may know of or read. Hidden and missing are the same: 404."""

from django.shortcuts import get_object_or_404

from core.access import Acting
from sip.plans import policies
from sip.plans.models import PlanVersion, SipPlan


def _whole(acting: Acting, plans):
    joined = plans.select_related("case", "district", "area", "initiating_unit", "responsible_principal")
    return policies.with_relations(acting, joined)


def plan_or_404(request, pk) -> SipPlan:
    """Among those the acting assignment may know of."""
    return get_object_or_404(_whole(request.acting, policies.visible_plans(request.acting)), pk=pk)


def readable_or_404(request, pk) -> SipPlan:
    """Among those whose content a consent opens to the own unit now."""
    return get_object_or_404(_whole(request.acting, policies.readable_plans(request.acting)), pk=pk)


def readable_or_none(request, pk) -> SipPlan | None:
    """The same, for who has something typed to be given back."""
    return _whole(request.acting, policies.readable_plans(request.acting)).filter(pk=pk).first()


def registered_or_404(request, pk) -> SipPlan:
    """Among those whose register of other plans one reads."""
    return get_object_or_404(_whole(request.acting, policies.registered_plans(request.acting)), pk=pk)


def version_or_404(request, pk) -> tuple[PlanVersion, SipPlan]:
    """An agreed version of a plan that one may read now, and the plan."""
    versions = policies.visible_versions(request.acting).select_related("agreed_by__person")
    version = get_object_or_404(versions, pk=pk)
    return version, readable_or_404(request, version.case_id)

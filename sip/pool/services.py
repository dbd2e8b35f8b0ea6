"""Ask the SIP coordinators for help; take it on or decline. [F104]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.notices import notify
from core.organisations.models import Area
from core.people.models import RoleAssignment
from sip.plans.models import SipPlan
from sip.pool import policies, states
from sip.pool.models import PoolAsk


@transaction.atomic
def ask_pool(*, by: Acting, area: Area, kind: str, needed_by: date, plan: SipPlan | None = None) -> PoolAsk:
    """Ask the area's coordinators; of a plan they learn its code alone. [F104]

    Raises PermissionDenied, also for a plan that one does not see; Refused for a day that has passed and where the
    area has no coordinator.
    """
    require(policies.can_ask(by))
    require(plan is None or policies.own_plans(by).filter(pk=plan.pk).exists())
    if needed_by < clock.today():
        raise Refused(_("Dagen har redan varit."), field="needed_by")
    pool = list(policies.pool_of(by.region_id, area.pk))
    if not pool:
        raise Refused(_("Här finns ingen SIP-samordnare. Fråga er chef vem som hjälper till."), field="area")
    ask = PoolAsk(
        region_id=by.region_id,
        area=area,
        unit_id=by.unit_id,
        asked_by_id=by.assignment_id,
        kind=kind,
        case_code=plan.case.code if plan else "",
        needed_by=needed_by,
    )
    ask.save(force_insert=True)
    audit.record("pool.asked", ask, by=by, reason=kind)
    notify("pool_asked", to=pool, by=by, about_kind="pool ask", about_id=ask.pk)
    return ask


@transaction.atomic
def assign(ask: PoolAsk, *, by: Acting, coordinator: RoleAssignment) -> PoolAsk:
    """A coordinator of the area helps: oneself or a colleague. Raises WrongState, PermissionDenied, Refused."""
    ask = locked(ask, states.ASSIGN, policies.can_assign, by)
    if not policies.pool_of(ask.region_id, ask.area_id).filter(pk=coordinator.pk).exists():
        raise Refused(_("Välj en av områdets SIP-samordnare."), field="coordinator")
    ask.coordinator_id, ask.answered_by_id, ask.answered_at = coordinator.pk, by.assignment_id, clock.now()
    ask = moved(ask, states.ASSIGN, "pool.assigned", by, "coordinator", "answered_by", "answered_at")
    told = {ask.asked_by_id, coordinator.pk} - {by.assignment_id}
    notify("pool_answered", to=told, by=by, about_kind="pool ask", about_id=ask.pk)
    return ask


@transaction.atomic
def decline(ask: PoolAsk, *, by: Acting, reason: str) -> PoolAsk:
    """Nobody helps, and why. Raises WrongState, PermissionDenied."""
    ask = locked(ask, states.DECLINE, policies.can_decline, by)
    ask.decline_reason, ask.answered_by_id, ask.answered_at = reason, by.assignment_id, clock.now()
    ask = moved(ask, states.DECLINE, "pool.declined", by, "decline_reason", "answered_by", "answered_at", reason=reason)
    notify("pool_answered", to=[ask.asked_by_id], by=by, about_kind="pool ask", about_id=ask.pk)
    return ask


@transaction.atomic
def withdraw(ask: PoolAsk, *, by: Acting) -> PoolAsk:
    """The unit needs no help any more. Raises WrongState, PermissionDenied."""
    ask = locked(ask, states.WITHDRAW, policies.can_withdraw, by)
    helper = ask.coordinator_id
    ask = moved(ask, states.WITHDRAW, "pool.withdrawn", by)
    if helper:
        notify("pool_answered", to=[helper], by=by, about_kind="pool ask", about_id=ask.pk)
    return ask

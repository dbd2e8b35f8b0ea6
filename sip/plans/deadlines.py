"""Which of a plan's facts start and end its clocks. [DL-26, DL-27]"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import obligations
from core.access import Acting
from core.obligations import Clock
from core.roles import Role
from sip.plans.models import SipPlan

SIP_STARTED = Clock(
    "DL-26",
    starts=lambda plan: plan.consented_on,
    owner=Role.UNIT_MANAGER,
    title=_("Börja arbetet med planen"),
    button=_("Öppna planen"),
)  # [000:L461, 002:L2844]
MEETING_HELD = Clock(
    "DL-26B",
    starts=lambda plan: plan.called_on,
    owner=Role.UNIT_MANAGER,
    title=_("Håll SIP-mötet"),
    button=_("Öppna planen"),
)  # [facts 9.2]
FOLLOWED_UP = Clock(
    "DL-27",
    starts=lambda plan: plan.activated_on,
    owner=Role.UNIT_MANAGER,
    title=_("Följ upp planen"),
    button=_("Öppna planen"),
)  # [000:L73-75, 002:L1928-1930]


def start(
    clock: Clock, plan: SipPlan, *, by: Acting, owner: UUID | None, unit_id: UUID, on: date, due_on: date | None = None
) -> None:
    """Start one of the plan's clocks for whoever answers for it now; a region that does not keep it has none."""
    obligations.start(
        clock,
        subject=plan.case,
        subject_code=plan.case.code,
        started_on=on,
        due_on=due_on,
        by=by,
        region_id=plan.region_id,
        case_id=plan.pk,
        area_id=plan.area_id,
        district_id=plan.district_id,
        unit_id=unit_id,
        owners=[owner] if owner else [],
        url_name="sip:plan_detail",
    )


def end(clock: Clock, plan: SipPlan, *, by: Acting, on: date) -> None:
    obligations.end(plan.case, clock.code, on=on, by=by)

"""Which of a plan's facts start and end its clocks, and of another plan's. [DL-26, DL-27, DL-35]"""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations import Clock
from core.organisations.choices import SCHOOLS
from core.roles import Role
from sip.plans.models import OtherPlan, SipPlan

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

# Only by another plan of the child's: it runs for whoever noted it, or for the unit whose own it is. [F88]
REVIEWED = Clock(
    "DL-35B",
    starts=lambda row: row.valid_from,
    owner=Role.UNIT_MANAGER,
    title=_("Se över barnets andra plan"),
    button=_("Öppna planen"),
    about=_("Annan plan"),
)  # [002:L1223-1275]: the day is the plan's own
# By one according to LSS. [P-51]
LSS_REVIEWED = Clock(
    "DL-35",
    starts=lambda row: row.valid_from,
    owner=Role.UNIT_MANAGER,
    title=_("Se över planen enligt LSS"),
    button=_("Öppna planen"),
)  # [002:L2743-2744]
PLANS_TOLD = Clock(
    "DL-36",
    starts=lambda row: row.valid_from,
    owner=Role.UNIT_MANAGER,
    title=_("Underrätta den andra huvudmannen om planen enligt LSS"),
    button=_("Öppna planen"),
)  # [000:L486, 002:L2744-2745]

# What the law asks of a plan of LSS goes on when the SIP beside it has ended. [P-51]
OUTLIVE_PLAN = (LSS_REVIEWED.code, PLANS_TOLD.code)
OF_OTHER_PLANS = (REVIEWED, LSS_REVIEWED, PLANS_TOLD)


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


def start_for(
    clock: Clock, row: OtherPlan, plan: SipPlan | None, *, by: Acting, on: date, due_on: date | None = None
) -> None:
    """A clock of another plan, beside the SIP `plan` for the one who noted it: that one's owner may take no part.

    A unit's own hangs on no case and is told by its own code: for the unit, by the role of whoever leads it.
    """
    leads = Role.SCHOOL_PRINCIPAL_HEAD if by.unit_type in SCHOOLS else Role.UNIT_MANAGER
    whose: dict[str, Any] = {"owner_role": leads}
    if plan is not None:
        whose = {"case_id": plan.pk, "area_id": plan.area_id, "district_id": plan.district_id}
        whose["owners"] = [by.assignment_id] if by.assignment_id else []
    obligations.start(
        clock,
        subject=row,
        subject_code=plan.case.code if plan else row.code,
        started_on=on,
        due_on=due_on,
        by=by,
        region_id=row.region_id,
        unit_id=by.unit_id,
        url_name="sip:other_plan",
        **whose,
    )


def waive_for(clock: Clock, row: OtherPlan, *, by: Acting, reason: str) -> None:
    """The clock need not be kept any longer; nothing where it does not run."""
    with suppress(WrongState):
        obligations.waive(row, clock.code, reason=reason, by=by)

"""The plan's page: one filled button for the step that comes next, the rest under «Mer». [design: record]"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from sip.cases.buttons import Button
from sip.plans.models import SipPlan
from sip.plans.states import PlanStatus


@dataclass(frozen=True)
class Now:
    """What decides which step comes next. `ids`: of the plan, and of its meeting ahead and the own call to it."""

    plan: SipPlan
    verbs: set[str]
    ids: Mapping[str, UUID | None]
    is_unanswered: bool = False
    has_consent: bool = False


@dataclass(frozen=True)
class Row:
    """A verb with its page. `comes_next` says whether it may be the filled button now; `of` whose id its page takes."""

    verb: str
    label: Any
    route: str
    comes_next: Callable[[Now], bool]
    of: str = "plan"


def always(now: Now) -> bool:
    return True


def never(now: Now) -> bool:
    return False


def _waits_for_consent(now: Now) -> bool:
    """The offer stands open; or the plan has begun and no consent holds any longer."""
    return now.plan.status == PlanStatus.OFFERED or (now.plan.consented_on is not None and not now.has_consent)


def _is_time_to_call(now: Now) -> bool:
    """While the plan is prepared; when it runs, as its follow-up has come."""
    return now.plan.status != PlanStatus.ACTIVE or now.plan.is_follow_up_due(clock.today())


# In the order of the work: the first whose turn it is becomes the filled button.
ROWS: tuple[Row, ...] = (
    Row("answer", _("Svara på kallelsen"), "invitation_answer", lambda now: now.is_unanswered, of="invitation"),
    Row("record_consent", _("Registrera samtycke"), "plan_consent", _waits_for_consent),
    Row("offer", _("Notera att ni har erbjudit en SIP"), "plan_offer", always),
    Row("start_work", _("Börja arbetet"), "plan_work", always),
    Row("hold", _("Notera att mötet har hållits"), "meeting_hold", always, of="meeting"),
    Row("call", _("Kalla till möte"), "plan_call", _is_time_to_call),
    Row("decline", _("Notera att familjen tackar nej"), "plan_decline", never),
    Row("leave_out", _("Notera att en SIP inte behövs"), "plan_leave_out", never),
    Row("add_people", _("Lägg till personer"), "plan_people", never),
    Row("add_people", _("Utse kontaktpersoner och samordnare"), "plan_contacts", never),
    Row("note_refusal", _("Notera att en verksamhet säger nej"), "refusal_note", never),
    Row("set_external", _("Ändra planens kod i ett annat system"), "plan_external", never),
    Row("cancel", _("Ställ in mötet"), "meeting_cancel", never, of="meeting"),
)


def plan_buttons(now: Now) -> dict:
    """`next` is one button or None, `more` the others that this reader may use now."""
    offered = [(_button(row, now), row.comes_next(now)) for row in ROWS if row.verb in now.verbs and now.ids[row.of]]
    first = next((button for button, comes_next in offered if comes_next), None)
    return {"next": first, "more": [button for button, _next in offered if button is not first]}


def _button(row: Row, now: Now) -> Button:
    return Button(str(row.label), reverse(f"sip:{row.route}", args=[now.ids[row.of]]))

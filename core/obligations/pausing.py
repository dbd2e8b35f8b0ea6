"""To let a clock stand still and go on: who may, and only by a rule that allows it. [SM-12, cfg.deadlines]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, require
from core.errors import Refused
from core.obligations import services
from core.obligations.models import Obligation
from core.obligations.owed import owed_by
from core.obligations.states import WAITS, ChangeReason


def can_pause(acting: Acting, obligation: Obligation) -> bool:
    """Who: the one who owes it. When: while it runs. Whether its rule allows it is said in the answer."""
    return obligation.is_live and obligation.paused_on is None and _owes(acting, obligation)


def can_resume(acting: Acting, obligation: Obligation) -> bool:
    return obligation.paused_on is not None and _owes(acting, obligation)


def _owes(acting: Acting, obligation: Obligation) -> bool:
    return owed_by(acting, clock.today()).filter(pk=obligation.pk, is_code_only=False).exists()


@transaction.atomic
def stand_still(obligation: Obligation, *, by: Acting, reason: str) -> Obligation:
    """It stands still from today. Raises PermissionDenied, WrongState, Refused where the rule forbids it, or late."""
    require(can_pause(by, obligation))
    if not obligation.rule.pausable:
        raise Refused(
            _("Den här fristen får inte pausas. Vilka frister som får det bestämmer regionens administratörer."),
            field="reason",
        )
    if obligation.due_on and obligation.due_on < clock.today():
        raise Refused(_("Fristen har gått ut och kan inte pausas."), field="reason")
    if reason not in WAITS:
        raise Refused(_("Välj ett skäl."), field="reason")
    return services.pause(obligation.subject_id, obligation.code, reason=reason, by=by)


@transaction.atomic
def go_on(obligation: Obligation, *, by: Acting) -> Obligation:
    """It runs again from today, and its last day moves. Raises PermissionDenied, WrongState, Refused."""
    require(can_resume(by, obligation))
    return services.resume(obligation.subject_id, obligation.code, reason=ChangeReason.WAIT_OVER, by=by)

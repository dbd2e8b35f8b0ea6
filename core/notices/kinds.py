"""What can be told, and in which fixed words. The words reveal nothing: no name, code, unit, place. [security 7]

In the portal a notice may add what its object says to this reader (`core.notices.about`); a mail never does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from core.notices.models import Channel, Notice

BOTH = (Channel.IN_APP, Channel.MAIL)
IN_PORTAL = (Channel.IN_APP,)
BY_MAIL = (Channel.MAIL,)
A_DEADLINE = _("Du har en frist att se över")
AN_EVENT = _("Du har en ny händelse")


@dataclass(frozen=True)
class Kind:
    """`once`: the same kind about the same object and level is told once; else each call is a new event.

    `gated`: a mail about a case is dropped when its reader may no longer see the case as it is about to leave.
    `many`: the words when the notice stands for more than one, with how many (`%(number)s`).
    `letter`: builds the kind's own mail as it leaves, None when it may not leave any more; asks its own gate.
    """

    code: str
    text: Any
    subject: Any = AN_EVENT
    channels: tuple[str, ...] = BOTH
    once: bool = True
    gated: bool = True
    many: Any = ""
    letter: Callable[[Notice], EmailMessage | None] | None = None


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add what an app has to tell; called when the app's module of kinds is loaded, or in `AppConfig.ready`."""
    for kind in kinds:
        if KINDS.get(kind.code, kind) != kind:
            raise ValueError(f"The kind {kind.code} already means something else.")
        KINDS[kind.code] = kind


def kind_of(code: str) -> Kind:
    """Raises ValueError for a kind that nobody has put into words."""
    try:
        return KINDS[code]
    except KeyError:
        raise ValueError(f"{code} is no kind of notice.") from None


register(
    Kind("deadline_warned", _("En frist närmar sig."), A_DEADLINE),
    Kind("deadline_breached", _("En frist har passerats."), A_DEADLINE),
    Kind("deadline_escalated", _("En frist är fortfarande passerad."), A_DEADLINE),
    Kind(
        "district_breached",
        _("Beskedet gäller en frist i distriktet som har passerats."),
        A_DEADLINE,
        many=_("Beskedet gäller %(number)s frister i distriktet som har passerats."),
    ),
    Kind(
        "district_escalated",
        _("Beskedet gäller en frist i distriktet som fortfarande är passerad."),
        A_DEADLINE,
        many=_("Beskedet gäller %(number)s frister i distriktet som fortfarande är passerade."),
    ),
    Kind("case_event", _("Något har hänt i ett ärende som du deltar i."), once=False),
    Kind("call", _("Du är kallad till ett individforum."), once=False),
    Kind("call_answered", _("Du har fått svar på en kallelse."), channels=IN_PORTAL, once=False),
    Kind("time_enquiry", _("Du har fått en fråga om tider."), once=False),
    Kind("consent_withdrawn", _("Ett samtycke har återkallats."), once=False, gated=False),
    Kind("case_escalated", _("Ett ärende har lyfts till dig."), once=False),
    Kind("case_decided", _("Ett beslut har fattats i ett ärende."), once=False),
    Kind("minutes_ready", _("Ett protokoll väntar på dig."), once=False),
    Kind("minutes_approved", _("Ett protokoll har godkänts."), once=False),
    Kind("meeting_called", _("Du är kallad till ett möte."), once=False),
    Kind("assignment_given", _("Din grupp har fått ett uppdrag."), once=False),
    Kind("deviation_received", _("En avvikelse har kommit till dig."), once=False),
    Kind("deviation_moved", _("En avvikelse som du rapporterat har gått vidare."), once=False),
    Kind("deviation_returned", _("En avvikelse har kommit tillbaka med en fråga."), once=False),
    Kind("deviation_answered", _("En avvikelse har fått svar."), once=False),
    Kind("report_ready", _("En rapport är klar."), once=False),
    Kind("role_changed", _("Dina uppdrag i portalen har ändrats."), once=False),
)

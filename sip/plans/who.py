"""«Vem kan se detta och varför», for a plan: each who reaches it now, why, and who never does. [issue 2.4]"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from core.ui.registry import Who
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.plans.models import SipPlan

Covered = Mapping[UUID, date] | None


def who_may_see(acting: Acting, plan: SipPlan, taking_part: Iterable[Participation], covered: Covered) -> list[Who]:
    """`covered`: the last day of each unit that a living consent covers, None where the reader sees no consents."""
    return [
        *_taking_part(acting, taking_part, covered),
        *_with_copies(plan),
        Who(
            _("Logggranskare"),
            _("Hos huvudmannen som ansvarar för barnet. Ser vem som har läst och när, aldrig vad som står."),
        ),
        Who(
            _("Portalen, automatiskt"),
            _("Påminnelser läser kod och datum. Årets siffror räknar planen utan namn och text."),
        ),
        Who(
            _("Alla andra"),
            _(
                "Grupper, sekretariat, politiker och administratörer ser bara antal. "
                "Ingen kan ge någon annan tillfällig åtkomst."
            ),
            sees=False,
        ),
    ]


def _taking_part(acting: Acting, live: Iterable[Participation], covered: Covered) -> list[Who]:
    """A line for each unit and part, the own one said as «du»."""
    found: dict[tuple, Who] = {}
    for row in live:
        is_own, may = row.assignment_id == acting.assignment_id, covered is None or row.unit_id in covered
        key = (row.unit_id, row.part)
        if key not in found or is_own:
            label = _("Du och %(unit)s") if is_own else "%(unit)s"
            sees = may or row.part == Part.RAISER
            until = _until(row, covered.get(row.unit_id) if covered else None)
            found[key] = Who(label % {"unit": row.unit.name}, _reason(row.part, may), sees=sees, until=until)
    return [*found.values()]


def _until(row: Participation, consented: date | None) -> str:
    """What the consent opens lasts to its last day; a participation that has an end, to that."""
    last = timezone.localdate(row.valid_to) if row.valid_to else None
    if last and (consented is None or last <= consented):
        return _("Till och med %(day)s.") % {"day": dates.day(last)}
    return _("Innehållet till och med %(day)s.") % {"day": dates.day(consented)} if consented else ""


def _with_copies(plan: SipPlan) -> list[Who]:
    """What a unit has filed is its own document. [ADR 11]"""
    if plan.activated_on is None:
        return []
    words = _("Läser sin egen kopia av en version som har bestämts, också när samtycket har återkallats.")
    return [Who(_("Verksamheter som har sparat en kopia"), words)]


def _reason(part: str, is_covered: bool) -> str:
    if part == Part.RAISER and is_covered:
        return _("Startade planen. Handläggaren och enhetens chefer ser den.")
    if part == Part.RAISER:
        return _("Startade planen. Ser det egna underlaget, erbjudandet och samtycket.")
    if is_covered:
        return _("Deltar i planen. Samtycket omfattar verksamheten. De som deltar och enhetens chefer ser planen.")
    return _("Deltar, men inget samtycke gäller verksamheten. Ser bara att planen finns och hur långt den har kommit.")

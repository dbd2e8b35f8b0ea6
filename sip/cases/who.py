"""«Vem kan se detta och varför»: each who reaches the case now, why and until when, and who never does. [issue 2.4]"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.ui import dates
from core.ui.registry import Who
from sip.cases import states
from sip.cases.models import ConcernedManager, ForumCase, Participation
from sip.cases.policies import is_convenor

S = states.ForumCaseStatus
WITH_MANAGERS = (S.ESCALATED, S.PRINCIPLED_FORWARDED, S.DECIDED)


@dataclass(frozen=True)
class People:
    """Live participations with their units, and the managers named in the escalation."""

    taking_part: QuerySet[Participation]
    managers: QuerySet[ConcernedManager]


def people_in(case: ForumCase) -> Iterator[Asks | People]:
    """Read together with the rest of the page."""
    live = case.case.participations.live(clock.now()).select_related("unit").order_by("part", "unit__name")
    managers = case.case.concerned_managers.select_related("assignment__person")
    managers = managers if case.status in WITH_MANAGERS else managers.none()
    yield Asks(live, managers)
    yield People(live, managers)


def who_may_see(
    acting: Acting, case: ForumCase, people: People, *, covered: Mapping[UUID, date] | None, attended: Iterable[str]
) -> list[Who]:
    """`covered`: the last day of each unit that a living consent covers, None where the reader sees no consents;
    `attended`: names of the units that came to a sitting."""
    return [
        _convenor(acting, case, covered),
        *_taking_part(acting, case, people.taking_part, covered),
        *_attended(attended),
        *_managers(acting, case, people.managers),
        Who(
            _("Logggranskare"),
            _("Hos huvudmannen som ansvarar för barnet. Ser vem som har läst och när, aldrig vad som står."),
        ),
        Who(
            _("Portalen, automatiskt"),
            _("Påminnelser läser kod och datum. Årets siffror räknar ärendet utan namn och text."),
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


def _convenor(acting: Acting, case: ForumCase, covered: Mapping[UUID, date] | None) -> Who:
    label = _("Sammankallande i %(district)s") % {"district": case.district.name}
    if not case.is_open:
        return Who(label, _("Såg ärendet så länge det var öppet."), sees=False)
    words = _("Så länge ärendet är öppet. Barnets namn bara medan ett samtycke gäller.")
    until = _("Namnet till och med %(day)s.") % {"day": dates.day(max(covered.values()))} if covered else ""
    return Who(_yours(label, is_convenor(acting, case)), words, until=until)


def _yours(label: str, is_own: bool) -> str:
    return _("Du, %(who)s") % {"who": label[0].lower() + label[1:]} if is_own else label


def _taking_part(
    acting: Acting, case: ForumCase, live: Iterable[Participation], covered: Mapping[UUID, date] | None
) -> list[Who]:
    """A line for each unit and part."""
    found: dict[tuple, Who] = {}
    for row in live:
        called = row.part in states.CALLED_PARTS
        may = not called or case.is_deidentified or covered is None or row.unit_id in covered
        key = (row.unit_id, row.part, may)
        if key not in found or row.assignment_id == acting.assignment_id:
            label = _("Du och %(unit)s") if row.assignment_id == acting.assignment_id else "%(unit)s"
            consented = covered.get(row.unit_id) if covered and called else None
            until = _until(row, consented) if may else ""
            found[key] = Who(label % {"unit": row.unit.name}, _reason(case, row.part, may), sees=may, until=until)
    return [*found.values()]


def _until(row: Participation, consented: date | None) -> str:
    """The first of the consent's last day and the participation's own."""
    own = timezone.localdate(row.valid_to) if row.valid_to else None
    days = [day for day in (own, consented) if day]
    return _("Till och med %(day)s.") % {"day": dates.day(min(days))} if days else ""


def _reason(case: ForumCase, part: str, may: bool) -> str:
    if not may:
        return _("Kallad, men inget samtycke gäller verksamheten. Ser inget av ärendet.")
    if part in states.CALLED_PARTS:
        words = {
            states.Part.CALLED: _("Kallad chef, från kallelsen tills mötet är slut."),
            states.Part.SUBSTITUTE: _("Ersättare för kallad chef, tills mötet är slut."),
            states.Part.CASEWORKER: _("Kallad handläggare, tills mötet är slut."),
        }[states.Part(part)]
        return (
            words + " " + (_("Får inte veta vem barnet är.") if case.is_deidentified else _("Samtycket omfattar dem."))
        )
    if part == states.Part.RAISER:
        return _("Väckte ärendet. Handläggaren och enhetens chefer ser det, med det de själva har skrivit.")
    return _("Deltar i ärendet. Handläggaren och enhetens chefer ser det.")


def _attended(units: Iterable[str]) -> list[Who]:
    names = ", ".join(units)
    if not names:
        return []
    words = _("Cheferna i verksamheterna som var med på mötet läser protokollet, inget annat.")
    return [Who(names, words)]


def _managers(acting: Acting, case: ForumCase, named: Iterable[ConcernedManager]) -> list[Who]:
    words = _("Berörd chef, tills ärendet avslutas. Protokoll och namn medan samtycket till beslutet gäller.")
    if case.is_deidentified:
        words = _("Berörd chef, tills ärendet avslutas. Läser frågan och sammanfattningen, inget annat.")
    people = ((one, str(one.assignment.person)) for one in named)
    return [Who(_("Du") if one.assignment_id == acting.assignment_id else name, words) for one, name in people]

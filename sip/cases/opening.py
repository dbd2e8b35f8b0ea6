"""What begins alike, whether a case of the forum, a plan or a transfer is begun: its area, its case, its first rows."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.errors import Refused
from core.organisations.models import Area, District, Unit
from core.organisations.queries import area_of_district
from sip.cases.models import Case, CaseKind, ChildCase, ConcernedUnit, Participation
from sip.cases.states import Part
from sip.children.models import Child
from sip.disclosures.choices import PieceKind
from sip.disclosures.models import Contribution


def area_of(district: District) -> Area:
    """The area that holds the district today. Raises Refused where none does. [S-03]"""
    area = area_of_district(district.pk, clock.today())
    if area is None:
        raise Refused(_("Kommunen eller stadsdelen hör inte till något område. Välj en annan."), field="district")
    return area


def new_case(kind: CaseKind, district: District, area: Area, *, by: Acting) -> Case:
    """The row that the forum case, the plan or the transfer shares its id with."""
    case = Case(region_id=by.region_id, kind=kind, area=area, district=district, created_by_id=by.assignment_id)
    case.save(force_insert=True)
    return case


def first_rows(
    case: Case, child: Child, *, by: Acting, kind: PieceKind, text: str, units: Iterable[Unit] = ()
) -> Contribution:
    """Who begins takes part, the own child stands beside, the other units are named, and the unit's first piece.

    Participation first: it opens the case to the one who writes the rest.
    """
    of_case = {"region_id": case.region_id, "case_id": case.pk}
    own = {**of_case, "unit_id": by.unit_id}
    begins = Participation(**own, assignment_id=by.assignment_id, part=Part.RAISER, added_by_id=by.assignment_id)
    begins.save(force_insert=True)
    ChildCase(**of_case, child=child).save(force_insert=True)
    others = {unit.pk for unit in units} - {by.unit_id}
    ConcernedUnit.objects.bulk_create(ConcernedUnit(**of_case, unit_id=pk) for pk in sorted(others))
    piece = Contribution(**own, kind=kind, text=text.strip(), written_by_id=by.assignment_id)
    piece.save(force_insert=True)
    return piece

"""Who writes, gives, receives and files pieces. Row security holds who sees. [security 1-2]"""

from django.db.models import Q, QuerySet

from core import clock
from core.access import Acting, within
from core.organisations.choices import UnitType
from core.organisations.models import Unit
from core.roles import UNIT_LEADERS
from sip.cases.models import ConcernedUnit, Participation
from sip.cases.subjects import Subject
from sip.consent.models import ConsentUnit
from sip.disclosures.grounds import side_of
from sip.disclosures.models import Contribution, Disclosure, FiledPiece
from sip.plans.models import SipPlan
from sip.plans.policies import can_read_content
from sip.transfers.models import Transfer


def visible_pieces(acting: Acting) -> QuerySet[Contribution]:
    """The own unit's pieces, and those disclosed to it on a basis that stands. [security 2]"""
    return Contribution.objects.filter(within("id", "visible_piece_ids"), region_id=acting.region_id)


def own_pieces(acting: Acting, case: Subject) -> QuerySet[Contribution]:
    return Contribution.objects.filter(case_id=case.pk, unit_id=acting.unit_id)


def visible_disclosures(acting: Acting) -> QuerySet[Disclosure]:
    """What has been given to the own unit and may be read now."""
    return Disclosure.objects.filter(
        within("case_id", "visible_case_ids"),
        within("contribution_id", "visible_piece_ids"),
        region_id=acting.region_id,
        receiving_unit_id=acting.unit_id,
    )


def visible_filed_pieces(acting: Acting) -> QuerySet[FiledPiece]:
    """The copies that one's own unit has taken in."""
    return FiledPiece.objects.filter(within("id", "visible_filed_piece_ids"), region_id=acting.region_id)


def own_parts(acting: Acting, case: Subject) -> QuerySet[Participation]:
    """The live participations by which one stands for the own unit: one's own, or the unit's for who leads it."""
    own = Participation.objects.filter(case_id=case.pk, unit_id=acting.unit_id).live(clock.now())
    return own if acting.role in UNIT_LEADERS else own.filter(assignment_id=acting.assignment_id)


def stands_for_unit(acting: Acting, case: Subject) -> bool:
    """Takes part or is called for the own unit, or leads a unit that does. [security 2, rows 3, 4, 7]"""
    return acting.unit_id is not None and own_parts(acting, case).exists()


def can_write_piece(acting: Acting, case: Subject) -> bool:
    """While the case is open; in another unit's plan only while a consent covers the own unit, in another's transfer
    never: what is answered is passed on by a transfer of one's own. [rows 4, 5, 7]
    """
    return may_write_with(acting, case, stands_for_unit(acting, case))


def may_write_with(acting: Acting, case: Subject, stands: bool) -> bool:
    """The same once it is known that one stands for the own unit."""
    if not case.is_open or not stands or acting.unit_id is None:
        return False
    if isinstance(case, SipPlan) and case.initiating_unit_id != acting.unit_id:
        return can_read_content(acting, case)
    return not isinstance(case, Transfer) or case.starting_unit_id == acting.unit_id


def can_disclose_piece(acting: Acting, piece: Contribution, case: Subject) -> bool:
    """Whoever stands for the unit that owns the piece. [security 2: disclose a piece]"""
    return piece.unit_id == acting.unit_id and case.is_open and stands_for_unit(acting, case)


def can_file_piece(acting: Acting, disclosure: Disclosure) -> bool:
    """Whoever of the receiving unit may read what was disclosed to it now."""
    return visible_disclosures(acting).filter(pk=disclosure.pk).exists()


def receiving_units(acting: Acting, case: Subject) -> QuerySet[Unit]:
    """The other units of the case that meet children: those that take part, are concerned or are consented to."""
    taking_part = Participation.objects.filter(case_id=case.pk).live(clock.now()).values("unit_id")
    concerned = ConcernedUnit.objects.filter(case_id=case.pk).values("unit_id")
    consented = ConsentUnit.objects.filter(case_id=case.pk, withdrawn_at__isnull=True).values("unit_id")
    units = Unit.objects.filter(
        Q(pk__in=taking_part) | Q(pk__in=concerned) | Q(pk__in=consented), region_id=acting.region_id
    )
    kinds = [kind for kind in UnitType.values if side_of(kind)]
    return units.filter(unit_type__in=kinds).exclude(pk=acting.unit_id).select_related("principal").order_by("name")

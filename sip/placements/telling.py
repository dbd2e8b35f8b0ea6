"""Tell the units that the region's profile names of a placement, by the only road between principals. [F95, F96, F98]

A notice is a transfer of information: its text is a fixed version, given on a ground in law or once the family has
consented, and taken in by the receiver. On a ground in law what is told of is noted as told, and its clock ends.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.organisations.models import District, Unit
from core.organisations.queries import area_of_district
from core.people.queries import live_assignments
from core.roles import UNIT_LEADERS
from sip.cases.places import area_for, profile_for, units_round
from sip.disclosures.choices import Basis
from sip.disclosures.models import Contribution
from sip.disclosures.services import Decided, disclose_piece
from sip.placements import policies, protecting, services
from sip.placements.care import as_examined, note_exam
from sip.placements.models import Placement, PlacementNotice, ProtectedResidence
from sip.placements.states import EXAMS, WITHOUT_CONSENT, Equivalence, NoticeKind
from sip.transfers.models import Transfer
from sip.transfers.services import Started, start_transfer

KEYS = {
    NoticeKind.SECRET: "residence",
    NoticeKind.SECRET_NO_MORE: "residence",
    NoticeKind.JOINT_PLANNING: "joint_planning",
    NoticeKind.HEALTH_EXAM: "health_exam",
    NoticeKind.DENTAL_EXAM: "dental_exam",
}


def residence_of(acting: Acting, placement: Placement) -> ProtectedResidence | None:
    """The newest of the placement's secret residences."""
    return policies.visible_residences(acting).filter(placement=placement).order_by("-created_at").first()


def can_tell(acting: Acting, placement: Placement, kind: str, residence: ProtectedResidence | None) -> bool:
    """Who may note the same by hand, while there is that to tell of. `residence`: the newest one."""
    if kind in WITHOUT_CONSENT:
        is_over = residence is not None and residence.ended_on is not None
        return (
            residence is not None
            and policies.can_keep_residence(acting, residence)
            and is_over == (kind == NoticeKind.SECRET_NO_MORE)
        )
    if kind == NoticeKind.JOINT_PLANNING:
        return policies.can_note_planning(acting, placement)
    return policies.can_keep_placement(acting, placement)


def district_for(placement: Placement) -> District | None:
    """Where the child is registered, else where the placing unit lies."""
    return placement.child.registered_district or placement.unit.district


def receivers(placement: Placement, kind: str) -> QuerySet[Unit]:
    """The units near the child that the profile names for the notice; `is_staffed`: somebody leads it in the portal."""
    today, district = clock.today(), district_for(placement)
    wanted = (profile_for(placement.child).placement_notices or {}).get(KEYS[NoticeKind(kind)], ())
    units = Unit.objects.filter(region_id=placement.region_id, unit_type__in=wanted).exclude(
        principal_id=placement.principal_id
    )
    if district is None:
        return units.none()
    area = area_for(placement.child) or area_of_district(district.pk, today)
    near = units.filter(pk__in=units_round(district.pk, area.pk if area else None, today))
    leaders = live_assignments(placement.region_id, today).filter(unit_id=OuterRef("pk"), role__in=UNIT_LEADERS)
    return near.annotate(is_staffed=Exists(leaders)).select_related("principal").order_by("unit_type", "name")


@transaction.atomic
def tell(
    placement: Placement, *, by: Acting, kind: str, units: Collection[Unit], text: str, basis: str, decided: Decided
) -> Transfer:
    """One text to the units that are chosen. With the consent as its basis the family is asked before it is opened.

    Raises PermissionDenied, WrongState where there is nothing to tell of, Refused.
    """
    placement = lock(placement)
    residence = residence_of(by, placement)
    if kind in WITHOUT_CONSENT and residence is None:
        raise WrongState(_("Vistelseorten är inte skyddad."))
    require(can_tell(by, placement, kind, residence))
    known = {unit.pk: unit for unit in receivers(placement, kind) if unit.is_staffed}  # type: ignore[attr-defined]
    district = district_for(placement)
    if not units or district is None or not {unit.pk for unit in units} <= set(known):
        raise Refused(_("Välj bland de verksamheter som kan ta emot beskedet."), field="units")
    if basis == Basis.CONSENT and kind in WITHOUT_CONSENT:
        raise Refused(_("Beskedet lämnas med stöd av lag. Familjen får inte frågan."), field="basis")
    today = clock.today()
    facts = Started(district=district, units=units, text=text, need_noticed_on=today)
    transfer = start_transfer(placement.child, by=by, facts=facts)
    for unit in units:
        PlacementNotice(
            region_id=by.region_id,
            case_id=transfer.pk,
            placement_id=placement.pk,
            kind=kind,
            receiving_unit_id=unit.pk,
            sent_by_id=by.assignment_id,
        ).save(force_insert=True)
    audit.record("placement.notice_made", placement, by=by, reason=kind)
    if basis != Basis.CONSENT:
        piece = Contribution.objects.get(case_id=transfer.pk)
        for unit in units:
            disclose_piece(piece, by=by, to=known[unit.pk], basis=basis, decided=decided)
        NOTED[NoticeKind(kind)](placement, kind, by, today)
    return transfer


def _residence_told(placement: Placement, kind: str, by: Acting, on: date) -> None:
    residence = residence_of(by, placement)
    told = residence.end_told_on if kind == NoticeKind.SECRET_NO_MORE else residence.start_told_on  # type: ignore[union-attr]
    if residence is not None and told is None:
        protecting.tell_region(residence, by=by, on=on)


def _invited(placement: Placement, _kind: str, by: Acting, on: date) -> None:
    if placement.planning_invited_on is None:
        services.note_invitation(placement, by=by, on=on)


def _requested(placement: Placement, kind: str, by: Acting, on: date) -> None:
    """Whoever asks for an examination has found that no equivalent one is made."""
    exam = placement.exams.get(receiver=EXAMS[NoticeKind(kind)])
    if exam.requested_on is None:
        note_exam(exam, by=by, facts=as_examined(exam, requested_on=on, equivalence=Equivalence.NEEDED))


NOTED: dict[NoticeKind, Callable[[Placement, str, Acting, date], None]] = {
    NoticeKind.SECRET: _residence_told,
    NoticeKind.SECRET_NO_MORE: _residence_told,
    NoticeKind.JOINT_PLANNING: _invited,
    NoticeKind.HEALTH_EXAM: _requested,
    NoticeKind.DENTAL_EXAM: _requested,
}

"""Write the own unit's pieces, give fixed versions of them to other units, take in what was given. [security 1, 4]"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import PermissionDenied, Refused
from core.organisations.models import Unit
from sip.cases.models import Case, ChildCase
from sip.cases.services import tell
from sip.cases.subjects import Subject
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.consent.covers import shares
from sip.consent.found import subject_or_none
from sip.consent.models import Consent
from sip.consent.queries import consent_for, facts_of
from sip.disclosures import policies
from sip.disclosures.choices import Basis
from sip.disclosures.grounds import grounds_between, party
from sip.disclosures.kinds import kind_needed
from sip.disclosures.models import Contribution, Disclosure, FiledPiece
from sip.plans.models import SipPlan
from sip.transfers.models import Transfer
from sip.transfers.receiving import let_in

# Called with each copy and who filed it, in the same transaction: what else hears of it. Filled at the start.
after_filing: list[Callable[[FiledPiece, Acting], None]] = []


@dataclass(frozen=True)
class Decided:
    """Why a piece is given on a ground in law, and who decided it. [F111]"""

    reason: str = ""
    by_name: str = ""
    by_role: str = ""


@transaction.atomic
def write_piece(case: Subject, *, by: Acting, kind: str, text: str, reason: str = "") -> Contribution:
    """A new version of one of the own unit's pieces; the earlier ones stay. [issue: append-only]

    Raises PermissionDenied, Refused for no text or a correction without its reason.
    """
    case = lock(case)
    require(policies.can_write_piece(by, case))
    if not text.strip():
        raise Refused(_("Skriv underlaget."), field="text")
    newest = Contribution.objects.filter(case_id=case.pk, unit_id=by.unit_id, kind=kind).order_by("-version").first()
    if newest is not None and not reason.strip():
        raise Refused(_("Skriv varför underlaget ändras. Den tidigare versionen finns kvar."), field="reason")
    piece = Contribution(
        region_id=case.region_id,
        case_id=case.pk,
        unit_id=by.unit_id,
        kind=kind,
        version=newest.version + 1 if newest else 1,
        text=text.strip(),
        correction_reason=reason.strip() if newest else "",
        written_by_id=by.assignment_id,
    )
    piece.save(force_insert=True)
    audit.record("piece.written", piece, by=by, case_id=case.pk)
    return piece


@transaction.atomic
def disclose_piece(piece: Contribution, *, by: Acting, to: Unit, basis: str, decided: Decided) -> Disclosure:
    """This version of an own piece, to one unit that takes part, on a consent or a ground in law. [F111, facts 9.5]

    A consent is locked against whoever withdraws it, and asked once more by the database. On a ground somebody has
    decided, by name, with a reason. Raises PermissionDenied, Refused.
    """
    case = subject_or_none(by, piece.case_id)
    if case is None:
        raise PermissionDenied
    require(policies.can_disclose_piece(by, piece, case))
    if not policies.receiving_units(by, case).filter(pk=to.pk).exists():
        raise Refused(_("Välj en verksamhet som är med i ärendet."), field="to")
    sender = Unit.objects.select_related("principal").get(pk=piece.unit_id)
    if basis not in {ground.basis for ground in grounds_between(party(sender), party(to))}:
        raise Refused(_("Den grunden kan inte användas mellan de här verksamheterna."), field="basis")
    consent = None
    if basis == Basis.CONSENT:
        consent = _held_consent(piece, sender, to)
    else:
        _check_decided(decided)
    disclosure = _disclosure(piece, to, by, basis, consent, decided)
    try:
        with transaction.atomic():
            disclosure.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Den här versionen är redan lämnad till den verksamheten.")) from error
    audit.record("piece.disclosed", disclosure, by=by, basis=basis, unit_id=to.pk)
    if isinstance(case, Transfer):
        let_in(case, [to.pk], by=by)
    tell(case, by)
    return disclosure


def _held_consent(piece: Contribution, sender: Unit, to: Unit) -> Consent:
    """The consent that carries the piece, locked so that it cannot be withdrawn meanwhile."""
    kind, today = kind_needed(piece.kind, sender.unit_type), clock.today()
    found = consent_for(piece.case_id, to.pk, kind, today) if kind else None
    held = lock(found, share=True) if found else None
    if held is None or not shares(facts_of(held), unit=to.pk, kind=kind, on=today):
        raise Refused(_("Inget samtycke gäller för den verksamheten och de uppgifterna."), field="basis")
    return held


def _check_decided(decided: Decided) -> None:
    if not decided.reason.strip():
        raise Refused(_("Skriv skälet till att uppgifterna lämnas utan samtycke."), field="reason")
    if not decided.by_name.strip():
        raise Refused(_("Skriv vem som har beslutat."), field="by_name")
    if not decided.by_role.strip():
        raise Refused(_("Skriv vilken befattning beslutsfattaren har."), field="by_role")


def _disclosure(
    piece: Contribution, to: Unit, by: Acting, basis: str, consent: Consent | None, decided: Decided
) -> Disclosure:
    on_ground = consent is None
    return Disclosure(
        region_id=piece.region_id,
        case_id=piece.case_id,
        contribution=piece,
        receiving_unit_id=to.pk,
        basis=basis,
        consent=consent,
        exceptions=consent.exceptions if consent else "",
        ground_reason=decided.reason.strip() if on_ground else "",
        decided_by_name=decided.by_name.strip() if on_ground else "",
        decided_by_role=decided.by_role.strip() if on_ground else "",
        disclosed_by_id=by.assignment_id,
    )


def disclose_own_pieces(case: Subject, consent: Consent, *, by: Acting) -> None:
    """The newest version of each own piece to every unit that the consent lets have its kind of information.

    Part of the verb that gives the consent, once, and holds its case and it; the database asks it again.
    """
    facts, today = facts_of(consent), clock.today()
    newest = {piece.kind: piece for piece in policies.own_pieces(by, case).order_by("version")}
    able = {
        unit.pk: unit for unit in Unit.objects.select_related("principal").filter(pk__in=facts.units | {by.unit_id})
    }
    made = [
        _disclosure(piece, able[unit_id], by, Basis.CONSENT, consent, Decided())
        for piece in newest.values()
        for unit_id in sorted(facts.units - {by.unit_id})
        if shares(facts, unit=unit_id, kind=kind_needed(piece.kind, able[piece.unit_id].unit_type), on=today)
        and Basis.CONSENT in {one.basis for one in grounds_between(party(able[piece.unit_id]), party(able[unit_id]))}
    ]
    Disclosure.objects.bulk_create(made)
    for disclosure in made:
        audit.record("piece.disclosed", disclosure, by=by, basis=Basis.CONSENT, unit_id=disclosure.receiving_unit_id)


@transaction.atomic
def file_piece(disclosure: Disclosure, *, by: Acting, child: Child | None = None) -> FiledPiece:
    """The receiving unit takes in its own copy, under its own rules; `child` is the own principal's record.

    Only here is the case matched with a child of the receiver's own, and nobody else is told. Raises PermissionDenied,
    Refused when it is filed already, its basis no longer stands or the child is not one's own. [security 1, CS-20]
    """
    require(policies.can_file_piece(by, disclosure))
    if child is not None and not visible_children(by).filter(pk=child.pk).exists():
        raise Refused(_("Välj ett barn som ni arbetar med."), field="child")
    piece = Contribution.objects.get(pk=disclosure.contribution_id)
    copy = FiledPiece(
        region_id=disclosure.region_id,
        case_id=disclosure.case_id,
        disclosure_id=disclosure.pk,
        code=Case.objects.values_list("code", flat=True).get(pk=disclosure.case_id),
        unit_id=by.unit_id,
        from_unit_id=piece.unit_id,
        kind=piece.kind,
        version=piece.version,
        text=piece.text,
        basis=disclosure.basis,
        disclosed_at=disclosure.created_at,
        child=child,
        filed_by_id=by.assignment_id,
    )
    _keep(copy)
    if child is not None and SipPlan.objects.filter(pk=copy.case_id).exists():
        _match(copy, child)
    audit.record("piece.filed", copy, by=by, case_id=copy.case_id)
    for told in after_filing:
        told(copy, by)
    return copy


def _keep(copy: FiledPiece) -> None:
    try:
        with transaction.atomic():
            copy.save(force_insert=True)
    except IntegrityError as error:
        if _rule_of(error) == "filed_piece_needs_consent":
            raise Refused(_("Samtycket har återkallats. Underlaget kan inte längre tas emot.")) from error
        raise Refused(_("Er verksamhet har redan tagit emot underlaget.")) from error


def _rule_of(error: IntegrityError) -> str | None:
    """Which of the database's rules said no: a gate's own words do not name it."""
    return error.__cause__.diag.constraint_name  # type: ignore[union-attr]


def _match(copy: FiledPiece, child: Child) -> None:
    """In a plan the own principal's child is linked to it, as when a plan is filed."""
    if not ChildCase.objects.filter(case_id=copy.case_id, child=child).exists():
        ChildCase(region_id=copy.region_id, case_id=copy.case_id, child=child).save(force_insert=True)

"""What the pages of pieces and disclosures show, ready-made."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, together, within
from core.organisations.models import Unit
from core.regions.laws import in_force
from core.ui import dates
from sip.cases.models import CaseKind, ChildCase
from sip.cases.subjects import Subject
from sip.consent.models import Consent
from sip.disclosures import policies
from sip.disclosures.choices import Basis, PieceKind
from sip.disclosures.grounds import GROUNDS, party
from sip.disclosures.models import Contribution, Disclosure, FiledPiece
from sip.disclosures.others import Other, other_given, other_row, others_about
from sip.family.readers import Reader


def pieces_page(acting: Acting, case: Subject) -> dict:
    """The own unit's pieces with their versions, what has been given to the unit, and what may be done."""
    own = policies.own_pieces(acting, case).select_related("written_by__person").order_by("kind", "-version")
    got = (
        policies.visible_disclosures(acting)
        .filter(case_id=case.pk)
        .select_related("contribution__unit")
        .order_by("-created_at")
    )
    filed = policies.visible_filed_pieces(acting).filter(case_id=case.pk)
    given = shared_by(acting).filter(case_id=case.pk)
    stands = policies.own_parts(acting, case)
    together(own, got, filed, given, stands)
    may_write = policies.may_write_with(acting, case, bool(stands))
    taken = {copy.disclosure_id: copy for copy in filed}
    return {
        "case": case,
        "code": case.case.code,
        "own": _own(own, may_write and bool(stands)),
        "received": [_received(one, taken.get(one.pk)) for one in got],
        "given": shared_rows(given),
        "may_write": may_write,
    }


def _own(pieces: Iterable[Contribution], may_act: bool) -> list[dict]:
    """Newest version first; only the newest is offered to be given or corrected."""
    seen: set[str] = set()
    rows = []
    for piece in pieces:
        is_newest = piece.kind not in seen
        seen.add(piece.kind)
        rows.append(
            {
                "title": _title(piece.kind, piece.version),
                "text": piece.text,
                "detail": _("Skrivet av %(who)s %(day)s")
                % {"who": piece.written_by.person, "day": dates.day(piece.created_at)},
                "reason": piece.correction_reason,
                "is_newest": is_newest,
                "give_url": reverse("sip:piece_disclose", args=[piece.pk]) if is_newest and may_act else "",
                "write_url": f"{reverse('sip:piece_write', args=[piece.case_id])}?slag={piece.kind}"
                if is_newest and may_act
                else "",
            }
        )
    return rows


def _title(kind: str, version: int) -> str:
    return _("%(kind)s, version %(version)d") % {"kind": PieceKind(kind).label, "version": version}


def _received(disclosure: Disclosure, copy: FiledPiece | None) -> dict:
    piece = disclosure.contribution
    return {
        "title": _title(piece.kind, piece.version),
        "text": piece.text,
        "detail": _("Från %(unit)s %(day)s. Grund: %(basis)s.")
        % {
            "unit": piece.unit.name,
            "day": dates.day(disclosure.created_at),
            "basis": disclosure.get_basis_display(),
        },
        "exceptions": disclosure.exceptions,
        "file_url": "" if copy else reverse("sip:piece_file", args=[disclosure.pk]),
        "copy_url": reverse("sip:filed_piece", args=[copy.pk]) if copy else "",
    }


def shared_by(acting: Acting) -> QuerySet[Disclosure]:
    """What the own unit has given to others, the newest first."""
    found = Disclosure.objects.filter(region_id=acting.region_id, contribution__unit_id=acting.unit_id)
    return found.select_related("contribution__unit", "receiving_unit", "disclosed_by__person", "consent").order_by(
        "-created_at", "id"
    )


def shared_rows(disclosures: Iterable[Disclosure]) -> list[dict]:
    """What, which version, to whom, on which basis, by whom, when. [CS-19, facts 9.8]"""
    return [
        {
            "what": _title(one.contribution.kind, one.contribution.version),
            "to": one.receiving_unit.name,
            "basis": _basis_words(one),
            "by": str(one.disclosed_by.person),
            "at": dates.moment(one.created_at),
            "stands": _stands(one),
            "text": one.contribution.text,
        }
        for one in disclosures
    ]


def _basis_words(one: Disclosure) -> str:
    if one.basis == Basis.CONSENT:
        return str(one.get_basis_display())
    return _("%(basis)s. Skäl: %(reason)s. Beslutat av %(name)s, %(role)s.") % {
        "basis": one.get_basis_display(),
        "reason": one.ground_reason,
        "name": one.decided_by_name,
        "role": one.decided_by_role,
    }


def _stands(one: Disclosure) -> str:
    """Whether the consent behind it still holds; what was filed before stays with its receiver all the same."""
    if one.consent is None or one.consent.status == "given":
        return ""
    return _("Samtycket: %(status)s") % {"status": one.consent.get_status_display()}


PAGES = {
    CaseKind.FORUM: "sip:case_detail",
    CaseKind.SIP: "sip:plan_detail",
    CaseKind.TRANSFER: "sip:transfer_detail",
}


def shared_on_page(disclosures: Iterable[Disclosure], others: Iterable[Other], readers: Iterable[Reader]) -> list[dict]:
    """All that others have got, the newest first; each with the way to its case, where the reader may open that."""
    found, names = list(disclosures), {reader.key: reader.name for reader in readers}
    pieces = [
        (one.created_at, {**row, "where": _where(one.case_id, one.case.kind, one.case.code) if one.may_open else None})  # type: ignore[attr-defined]
        for row, one in zip(shared_rows(found), found, strict=True)
    ]
    rest = [
        (one.at, {**other_row(one, names), "where": _where(one.case_id, one.kind, one.code) if one.case_id else None})
        for one in others
    ]
    return [row for _at, row in sorted([*pieces, *rest], key=itemgetter(0), reverse=True)]


def _where(case_id: UUID, kind: str, code: str) -> dict:
    return {"label": CaseKind(kind).label, "code": code, "url": reverse(PAGES[CaseKind(kind)], args=[case_id])}


def shared_about(acting: Acting, child) -> QuerySet[Disclosure]:
    """Everything about an own child that one may read the pieces of.

    The cases are asked for first: with them the database starts from the child, not from all that one may read.
    `may_open`: the case may be opened too.
    """
    cases = ChildCase.objects.filter(region_id=acting.region_id, child=child).values_list("case_id", flat=True)
    found = Disclosure.objects.filter(
        within("contribution_id", "visible_piece_ids"),
        region_id=acting.region_id,
        case_id__in=list(cases),
        contribution__unit__principal_id=child.principal_id,
    )
    found = found.annotate(may_open=ExpressionWrapper(Q(within("case_id", "visible_case_ids")), BooleanField()))
    beside = ("case", "contribution__unit", "receiving_unit", "disclosed_by__person", "consent")
    return found.select_related(*beside).order_by("-created_at", "id")


def given_on(consent: Consent) -> list[dict]:
    """What has gone on a consent, pieces first: the reader of it sees that something went, to whom and when."""
    kind = Contribution.objects.filter(pk=OuterRef("contribution_id"))
    found = (
        Disclosure.objects.filter(consent=consent)
        .annotate(kind=Subquery(kind.values("kind")), version=Subquery(kind.values("version")))
        .select_related("receiving_unit", "disclosed_by__unit")
        .order_by("created_at", "receiving_unit__name")
    )
    return [
        {
            "title": _("Till %(unit)s") % {"unit": one.receiving_unit.name},
            "detail": _("%(what)s. Från %(unit)s %(at)s.")
            % {
                "what": _title(one.kind, one.version) if one.kind else _("Ett underlag"),
                "unit": one.disclosed_by.unit.name,
                "at": dates.moment(one.created_at),
            },
        }
        for one in found
    ] + [other_given(one) for one in others_about(consent=consent.pk)]


def bases_between(sender: Unit, receivers: Iterable[Unit], on: date) -> list[tuple[str, str]]:
    """The bases that the law offers from the one to any of the others, each with its place in the law that day.
    [facts 9.1, 9.5]
    """
    one, others = party(sender), [party(unit) for unit in receivers]
    grounds = [ground for ground in GROUNDS if any(ground.holds_for(one, other) for other in others)]
    laws = in_force(sender.region_id, [ground.law for ground in grounds], on)
    return [(ground.basis, _with_law(Basis(ground.basis).label, laws.get(ground.law))) for ground in grounds]


def _with_law(label: str, law) -> str:
    return f"{label} ({law})" if law else str(label)


def filed_row(copy: FiledPiece) -> dict:
    return {
        "title": _title(copy.kind, copy.version),
        "url": reverse("sip:filed_piece", args=[copy.pk]),
        "code": copy.code,
        "detail": _("Från %(unit)s, mottaget %(day)s") % {"unit": copy.from_unit.name, "day": dates.day(copy.filed_at)},
    }


def filed_facts(copy: FiledPiece) -> list[dict]:
    facts = [
        {"term": _("Från"), "text": copy.from_unit.name},
        {"term": _("Lämnat"), "text": dates.moment(copy.disclosed_at)},
        {"term": _("Grund"), "text": str(copy.get_basis_display())},
        {"term": _("Mottaget"), "text": dates.moment(copy.filed_at), "detail": str(copy.filed_by.person)},
    ]
    if copy.child_id:
        page = reverse("sip:child_detail", args=[copy.child_id])
        facts.append({"term": _("Barnet"), "text": _("Barnets sida hos er"), "url": page})
    return facts

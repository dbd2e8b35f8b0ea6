"""Give fixed versions of the own unit's pieces to other units. [security 1, 4]"""

from django.db import transaction

from core import audit
from core.access import Acting
from sip.cases.models import ForumCase
from sip.consent.models import Consent
from sip.disclosures.models import Basis, Contribution, Disclosure
from sip.plans.models import SipPlan


@transaction.atomic
def disclose_own_pieces(case: ForumCase | SipPlan, consent: Consent, *, by: Acting) -> list[Disclosure]:
    """The newest version of each own piece to every unit the consent covers; the database asks the consent again."""
    newest: dict[str, Contribution] = {}
    own = Contribution.objects.filter(case_id=case.pk, unit_id=by.unit_id).order_by("version")
    for piece in own:
        newest[piece.kind] = piece
    known = set(Disclosure.objects.filter(consent=consent).values_list("contribution_id", "receiving_unit_id"))
    receivers = consent.units.filter(withdrawn_at__isnull=True).values_list("unit_id", flat=True)
    made = [
        Disclosure(
            region_id=case.region_id,
            case_id=case.pk,
            contribution=piece,
            receiving_unit_id=unit_id,
            basis=Basis.CONSENT,
            consent=consent,
            disclosed_by_id=by.assignment_id,
        )
        for piece in newest.values()
        for unit_id in receivers
        if unit_id != by.unit_id and (piece.pk, unit_id) not in known
    ]
    Disclosure.objects.bulk_create(made)
    for disclosure in made:
        audit.record("piece.disclosed", disclosure, by=by, basis=Basis.CONSENT, unit_id=disclosure.receiving_unit_id)
    return made

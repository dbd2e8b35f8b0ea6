"""What transfers add to the start page: the family to ask, what has come and is not taken in. [CS-13, F101]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks, among
from core.roles import CASE_ROLES
from core.ui.registry import Duty
from sip.cases.models import CaseKind, ChildCase
from sip.consent.models import Consent
from sip.consent.states import TRANSFERS, ConsentStatus, Purpose
from sip.disclosures.models import Disclosure, FiledPiece
from sip.disclosures.policies import visible_disclosures
from sip.placements.models import PlacementNotice
from sip.placements.states import NoticeKind
from sip.plans.queries import raised_by
from sip.transfers.models import Transfer
from sip.transfers.policies import visible_transfers
from sip.transfers.states import TransferStatus


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """For who started one the family to ask, after the birth anew; for who receives what is not taken in."""
    if acting.role not in CASE_ROLES or acting.unit_id is None:
        return
    waiting, come = _to_ask(acting), _to_take_in(acting)
    yield Asks(waiting, come)
    for transfer in waiting:
        url, code = reverse("sip:transfer_consent", args=[transfer.pk]), transfer.case.code
        if transfer.was_unborn:
            title = _("Fråga om nytt samtycke, barnet är fött")
        else:
            title = _("Fråga familjen om att lämna uppgifter")
        yield Duty(title, url, _("Registrera samtycke"), None, "", code)
    for one in come:
        url = reverse("sip:transfer_detail", args=[one.case_id])
        title = NoticeKind(one.notice).label if one.notice else _("Ta emot uppgifter om ett barn")
        yield Duty(str(title), url, _("Läs"), None, "", one.case.code)


def _to_ask(acting: Acting) -> QuerySet[Transfer]:
    """Open ones that one started, where nothing is asked or given. What ended by itself is asked for after a birth."""
    of_it = Consent.objects.filter(case_id=OuterRef("pk"), purpose__in=TRANSFERS)
    unborn = of_it.filter(purpose=Purpose.UNBORN, status=ConsentStatus.EXPIRED)
    settled = of_it.exclude(purpose=Purpose.UNBORN, status=ConsentStatus.EXPIRED)
    born = ChildCase.objects.filter(case_id=OuterRef("pk"), child__birth_date__isnull=False)
    found = visible_transfers(acting).filter(among("pk", raised_by(acting)), status=TransferStatus.OPEN)
    on_a_ground = PlacementNotice.objects.filter(case_id=OuterRef("pk"), sent_on__isnull=False)
    found = found.filter(~Exists(settled), ~Exists(on_a_ground))
    return found.annotate(was_unborn=Exists(unborn) & Exists(born)).select_related("case")


def _to_take_in(acting: Acting) -> QuerySet[Disclosure]:
    filed = FiledPiece.objects.filter(disclosure_id=OuterRef("pk"))
    found = visible_disclosures(acting).filter(case__kind=CaseKind.TRANSFER)
    notice = PlacementNotice.objects.filter(case_id=OuterRef("case_id"), receiving_unit_id=acting.unit_id)
    found = found.filter(~Exists(filed)).annotate(notice=Subquery(notice.values("kind")[:1]))
    return found.select_related("case").order_by("created_at", "id")

"""While an agreement holds it is looked at each year by its parties, and evaluated as a whole. [DL-15, DL-55, AG-14]"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.errors import Refused
from core.obligations import Clock
from core.obligations.states import ChangeReason
from groups.agreements import policies
from groups.agreements.deadlines import EVALUATED, LOOKED_AT, OFFICE_OF
from groups.agreements.models import Agreement, AgreementParty, AgreementReview
from groups.agreements.services.drafting import in_turn, said_in
from groups.agreements.states import Level

LONGEST = 40  # of what a clock is told about


def start_clocks(agreement: Agreement, *, by: Acting) -> None:
    """From the day it came into force; a region that does not keep the deadline has no clock."""
    for one, counted in _counted(agreement):
        _start(one, counted, agreement, by)


def stop_clocks(agreement: Agreement, *, by: Acting) -> None:
    """Replaced or under notice it is not looked at any more. [default]"""
    for one, counted in _counted(agreement):
        if obligations.is_running(counted, one.code, by=by):
            obligations.waive(counted, one.code, reason=ChangeReason.NOT_NEEDED, by=by)


@transaction.atomic
def evaluate(agreement: Agreement, *, by: Acting, on: date, text: str) -> AgreementReview:
    """The larger evaluation was done that day, and came to this. Raises PermissionDenied, Refused. [DL-15]"""
    in_turn(agreement.pk)
    agreement = Agreement.objects.select_related("forum").get(pk=agreement.pk)
    require(policies.can_evaluate(by, agreement))
    return _noted(agreement, None, by, on, text)


@transaction.atomic
def look_at(party: AgreementParty, *, by: Acting, on: date, text: str) -> AgreementReview:
    """The party looked that day at how it keeps the agreement, and saw this. Raises PermissionDenied, Refused."""
    in_turn(party.agreement_id)
    party = AgreementParty.objects.select_related("agreement__forum").get(pk=party.pk)
    require(policies.can_look_at(by, party))
    return _noted(party.agreement, party, by, on, text)


def _noted(agreement: Agreement, party: AgreementParty | None, by: Acting, on: date, text: str) -> AgreementReview:
    if agreement.in_force_on is None or not agreement.in_force_on <= on <= clock.today():
        raise Refused(_("Dagen måste ligga mellan dagen då överenskommelsen började gälla och i dag."), field="on")
    review = AgreementReview(
        region_id=agreement.region_id,
        agreement=agreement,
        party=party,
        reviewed_on=on,
        text=said_in("text", text),
        noted_by_id=by.assignment_id,
    )
    review.save(force_insert=True)
    audit.record("agreement.reviewed", agreement, by=by)
    one, counted = (LOOKED_AT, party) if party else (EVALUATED, agreement)
    obligations.end(counted, one.code, on=on, by=by)
    if _is_followed(one, agreement) and not obligations.is_running(counted, one.code, by=by):
        _start(one, counted, agreement, by, on)
    return review


def _counted(agreement: Agreement) -> Iterable[tuple[Clock, Any]]:
    if _is_followed(EVALUATED, agreement):
        yield EVALUATED, agreement
    for party in policies.standing_parties(agreement):
        party.agreement = agreement
        yield LOOKED_AT, party


def _is_followed(one: Clock, agreement: Agreement) -> bool:
    """The larger evaluation is of what the principals have agreed in the county and locally. [004:L260-264]"""
    return one is LOOKED_AT or agreement.level != Level.OTHER


def _start(one: Clock, counted: Any, agreement: Agreement, by: Acting, on: date | None = None) -> None:
    """The party's own signatory owes it; without one, whom the rule names where the group is. [DL-55]"""
    forum, is_partys = agreement.forum, one is LOOKED_AT
    obligations.start(
        one,
        subject=counted,
        subject_code=agreement.title if len(agreement.title) <= LONGEST else f"{agreement.title[: LONGEST - 1]}…",
        by=by,
        started_on=on,
        area_id=forum.area_id,
        owner_role=OFFICE_OF.get(forum.kind, "") if is_partys else "",
        owners=[counted.signatory_id] if is_partys and counted.signatory_id else (),
        url_name="groups:agreement_look_at" if is_partys else "groups:agreement_evaluate",
    )

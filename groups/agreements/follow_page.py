"""What an agreement's page says of how it is followed: what is to be looked at and when, and what was seen. [AG-14]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.obligations.models import Obligation
from core.ui import dates
from groups.agreements import policies
from groups.agreements.deadlines import CODES
from groups.agreements.models import Agreement, AgreementParty, AgreementReview


def clocks_of(agreement: Agreement) -> QuerySet[Obligation]:
    """What runs for it and for its parties; not asked yet."""
    parties = policies.standing_parties(agreement).values("pk")
    about = Q(subject_id=agreement.pk) | Q(subject_id__in=parties)
    return Obligation.objects.live().filter(about, region_id=agreement.region_id, code__in=CODES)


def reviews_of(agreement: Agreement) -> QuerySet[AgreementReview]:
    return agreement.reviews.select_related("party__principal", "noted_by__person")


def followed(
    acting: Acting,
    agreement: Agreement,
    parties: Iterable[AgreementParty],
    clocks: Iterable[Obligation],
    reviews: Iterable[AgreementReview],
) -> dict[str, Any]:
    """`to_do` {name, detail, state, is, actions}, one of the whole and one a party; `seen` {title, text, by}."""
    due = {one.subject_id: one for one in clocks}
    whole = _to_do(_("Utvärdering av hela överenskommelsen"), due.get(agreement.pk))
    if policies.can_evaluate(acting, agreement):
        whole["actions"] = [_act(_("Skriv in en utvärdering"), "groups:agreement_evaluate", agreement)]
    each = []
    for party in parties:
        line = _to_do(_("Egen uppföljning: %(party)s") % {"party": party.principal.name}, due.get(party.pk))
        if policies.can_look_at(acting, party):
            line["actions"] = [_act(_("Skriv in uppföljningen"), "groups:agreement_look_at", party)]
        each.append(line)
    return {
        "to_do": [one for one in (whole, *each) if one["state"] or one["actions"]],
        "seen": [_seen(one) for one in reviews],
    }


def _to_do(name: str, owed: Obligation | None) -> dict[str, Any]:
    line: dict[str, Any] = {"name": name, "state": "", "is": "", "actions": []}
    if owed is None or owed.due_on is None:
        return line
    day = {"day": dates.day(owed.due_on)}
    if owed.due_on < clock.today():
        return line | {"state": _("Skulle vara klar %(day)s") % day, "is": "late"}
    return line | {"state": _("Senast %(day)s") % day}


def _act(label: str, name: str, thing: Any) -> dict[str, str]:
    return {"label": label, "url": reverse(name, args=[thing.pk])}


def _seen(review: AgreementReview) -> dict[str, str]:
    what = review.party.principal.name if review.party else _("Utvärdering")
    return {
        "title": f"{what}, {dates.day(review.reviewed_on)}",
        "text": review.text,
        "by": _("Skrivet av %(person)s") % {"person": review.noted_by.person},
    }

"""Who reads and keeps an offer: those of the noting unit of social services who work with the child. [security 2, P-51]

The portal knows the measure by its day alone; that there is one is a fact of social services' own. [facts 1.3, P-54]
"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.children.models import Child
from sip.children.policies import can_begin_with_child
from sip.disclosures.choices import Side
from sip.disclosures.grounds import side_of
from sip.lss import states
from sip.lss.models import LssOffer


def visible_offers(acting: Acting) -> QuerySet[LssOffer]:
    """The own unit's, of the children one works with. Row security holds the rule."""
    own = LssOffer.objects.filter(region_id=acting.region_id, unit_id=acting.unit_id)
    return own.filter(within("child_id", "visible_child_ids"))


def works_with_lss(acting: Acting) -> bool:
    """Social services, in a role that meets children. [002:L2738-2742]"""
    return acting.is_user and acting.role in CASE_ROLES and side_of(acting.unit_type) == Side.SOCIAL


def can_note_lss(acting: Acting, child: Child) -> bool:
    return works_with_lss(acting) and can_begin_with_child(acting, child)


def can_offer(acting: Acting, offer: LssOffer) -> bool:
    return states.OFFER.allowed_from(offer.status) and _is_own(acting, offer)


def can_answer(acting: Acting, offer: LssOffer) -> bool:
    return states.ACCEPT.allowed_from(offer.status) and _is_own(acting, offer)


def can_note_plan(acting: Acting, offer: LssOffer) -> bool:
    return states.NOTE_PLAN.allowed_from(offer.status) and _is_own(acting, offer)


def can_review(acting: Acting, offer: LssOffer) -> bool:
    return offer.has_own_days and _is_own(acting, offer)


def can_tell(acting: Acting, offer: LssOffer) -> bool:
    return offer.has_own_days and offer.told_on is None and _is_own(acting, offer)


def can_end(acting: Acting, offer: LssOffer) -> bool:
    return states.END.allowed_from(offer.status) and _is_own(acting, offer)


def _is_own(acting: Acting, offer: LssOffer) -> bool:
    return works_with_lss(acting) and offer.unit_id == acting.unit_id

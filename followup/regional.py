"""What the regional level does with a follow-up that was sent on: analyses it, and answers the group. [SM-9]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.states import Transition
from core.textguard import refuse_identity
from followup import policies, states
from followup.casecodes import refuse_case_codes
from followup.choices import ReplyKind
from followup.models import AnnualFollowUp, RegionalReply
from followup.services import ABOUT
from groups.queries import chairs_of


@transaction.atomic
def analyse(follow_up: AnnualFollowUp, *, by: Acting, text: str) -> RegionalReply:
    """Note the regional analysis of the area's year. [004:L728-732]

    Raises WrongState, PermissionDenied, Refused for an empty text or one that shows who a child is.
    """
    follow_up = lock(follow_up)
    states.ANALYSE.guard(follow_up)
    require(policies.can_analyse(by, follow_up))
    reply = _keep(follow_up, ReplyKind.ANALYSIS, text, by)
    _move(follow_up, states.ANALYSE)
    audit.record("follow_up.analysed", follow_up, by=by)
    return reply


@transaction.atomic
def feed_back(follow_up: AnnualFollowUp, *, by: Acting, text: str) -> RegionalReply:
    """Answer the area's group; its leaders are told. [002:L1439-1440]

    Raises WrongState, PermissionDenied, Refused for an empty text or one that shows who a child is.
    """
    follow_up = lock(follow_up)
    states.FEED_BACK.guard(follow_up)
    require(policies.can_feed_back(by, follow_up))
    reply = _keep(follow_up, ReplyKind.ANSWER, text, by)
    _move(follow_up, states.FEED_BACK)
    audit.record("follow_up.fed_back", follow_up, by=by)
    leaders = [leader.pk for leader in chairs_of(follow_up.area_id, clock.today())]
    notify("follow_up_answered", to=leaders, by=by, about_kind=ABOUT, about_id=follow_up.pk)
    return reply


def _keep(follow_up: AnnualFollowUp, kind: ReplyKind, text: str, by: Acting) -> RegionalReply:
    """The words, before the state moves: row security asks for the state they answer."""
    text = text.strip()
    if not text:
        raise Refused(_("Skriv texten."), field="text")
    refuse_identity(text, field="text")
    refuse_case_codes(text, field="text")
    reply = RegionalReply(
        region_id=follow_up.region_id,
        follow_up=follow_up,
        kind=kind,
        text=text,
        by_id=by.assignment_id,
        at=clock.now(),
    )
    reply.save(force_insert=True)
    return reply


def _move(follow_up: AnnualFollowUp, transition: Transition) -> None:
    follow_up.status = transition.target
    follow_up.save(update_fields=["status"])

"""What the child level has to tell, and what a notice about a case says to a reader who may see it."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import Acting, Asks, within
from core.notices.about import Described
from core.notices.kinds import IN_PORTAL, Kind
from sip.cases.models import Case, CaseKind
from sip.individual_forum.policies import visible_minutes

# A cancelled call is told to people who see the case no more; its mail says only that something has happened.
KINDS = (
    Kind("case_raised", _("Ett ärende väntar på att du kallar till individforum."), once=False),
    Kind("district_unled", _("Ett ärende har väckts i en stadsdel som saknar sammankallande."), once=False),
    Kind("plan_call", _("Du är kallad till ett SIP-möte."), once=False),
    Kind("plan_call_answered", _("Du har fått svar på en kallelse till SIP-möte."), once=False),
    Kind("plan_meeting_cancelled", _("Ett SIP-möte som du var kallad till är inställt."), once=False, gated=False),
    Kind("plan_agreed", _("En plan som du deltar i är beslutad. Ta emot den till er verksamhet."), once=False),
    Kind("handover_offered", _("Du har fått frågan om att bli huvudansvarig för en plan."), once=False),
    Kind("transfer_received", _("Er verksamhet har fått uppgifter om ett barn."), once=False),
    Kind("placement_notice_taken", _("Ett besked om ett placerat barn är mottaget."), channels=IN_PORTAL, once=False),
    Kind("first_line_answered", _("Du har fått svar på en begäran om SIP."), once=False),
    Kind("taken_over", _("Du har tagit över arbete från en kollega."), once=False),
    Kind("let_in", _("En kollega har gett dig tillgång till ett barn."), once=False),
    Kind("given_back", _("Arbete som en kollega tog över för en tid är ditt igen."), once=False),
    Kind("handover_answered", _("Du har fått svar om huvudansvaret för en plan."), once=False),
    Kind("time_enquiry_answered", _("Du har fått svar på en fråga om tider."), channels=IN_PORTAL, once=False),
    Kind("transition_called", _("Din verksamhet är kallad till ett möte om en övergång."), once=False),
    Kind("pool_asked", _("En verksamhet ber SIP-samordnarna om hjälp."), once=False),
    Kind("pool_answered", _("Du har fått svar om hjälp från SIP-samordnare."), channels=IN_PORTAL, once=False),
    Kind("call_moved", _("Ett möte i individforum som du är kallad till har fått en ny tid eller plats."), once=False),
    Kind("decision_given", _("Din verksamhet ansvarar för ett beslut från individforum."), once=False),
    Kind("call_gone", _("Ett möte som du var kallad till gäller inte längre dig."), once=False, gated=False),
    Kind("call_cancelled", _("Ett möte i individforum som du var kallad till är inställt."), once=False, gated=False),
)
PAGES = {
    CaseKind.FORUM: "sip:case_detail",
    CaseKind.SIP: "sip:plan_detail",
    CaseKind.TRANSFER: "sip:transfer_detail",
}


def describe_cases(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """Code and the way to the case, for those who see it now."""
    visible = Case.objects.filter(within("id", "visible_case_ids"), region_id=acting.region_id)
    found = visible.filter(pk__in=ids).values_list("pk", "code", "kind")
    yield Asks(found)
    for pk, code, kind in found:
        yield pk, Described(code, reverse(PAGES[CaseKind(kind)], args=[pk]))


def describe_minutes(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """Code and the way to the minutes, for those who read them now."""
    found = visible_minutes(acting).filter(pk__in=ids).values_list("pk", "case__code")
    yield Asks(found)
    for pk, code in found:
        yield pk, Described(code, reverse("sip:minutes", args=[pk]))

"""What the child level has to tell, and what a notice about a case says to a reader who may see it."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from sip.cases.policies import visible_forum_cases

# A cancelled call is told to people who see the case no more; its mail says only that something has happened.
KINDS = (
    Kind("case_raised", _("Ett ärende väntar på att du kallar till individforum."), once=False),
    Kind("district_unled", _("Ett ärende har väckts i en stadsdel som saknar sammankallande."), once=False),
    Kind("call_cancelled", _("Ett möte i individforum som du var kallad till är inställt."), once=False, gated=False),
)


def describe_cases(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """Code and the way to the case, for those who see it now."""
    found = visible_forum_cases(acting).filter(pk__in=ids).values_list("pk", "case__code")
    yield Asks(found)
    for pk, code in found:
        yield pk, Described(code, reverse("sip:case_detail", args=[pk]))

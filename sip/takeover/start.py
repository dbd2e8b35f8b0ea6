"""What the leader's start page says of it: whose work is left by who has gone, or soon goes. [design: Start page]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from core.ui.registry import Duty
from sip.cases.models import Participation
from sip.children.models import Contact
from sip.takeover.finding import OPEN
from sip.takeover.policies import leads_unit, unit_assignments
from sip.takeover.rows import SOON


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """A line for each of the unit whose time has ended or soon does, with something open left."""
    if not leads_unit(acting):
        return
    leaving = _leaving(acting, today)
    yield Asks(leaving)
    for one in leaving:
        title = _("Lämna över arbetet efter någon som har slutat")
        if one.valid_to and one.valid_to >= today:
            title = _("Lämna över arbetet från någon som slutar")
        yield Duty(title, reverse("sip:takeover", args=[one.pk]), _("Lämna över"), one.valid_to, str(one.person))


def _leaving(acting: Acting, today: date) -> QuerySet[RoleAssignment]:
    own = {"assignment_id": OuterRef("pk")}
    now = clock.now()
    live = Q(valid_to__isnull=True) | Q(valid_to__gt=now)
    has_open = (
        Exists(Participation.objects.filter(live, OPEN, **own, occasion__isnull=True))
        | Exists(Contact.objects.live(now).filter(**own))
        | Exists(Obligation.objects.live().filter(owner_id=OuterRef("pk"), case_id__isnull=False))
    )
    found = unit_assignments(acting).filter(valid_to__lte=today + SOON).filter(has_open)
    return found.select_related("person").order_by("valid_to", "id")

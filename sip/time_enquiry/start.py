"""What the time enquiry adds to the start page: one line a question, answered on the page it leads to. [P-83b]"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.roles import UNIT_LEADERS
from core.ui.registry import Duty
from sip.time_enquiry.policies import to_answer


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    if acting.role not in UNIT_LEADERS:
        return
    found = to_answer(acting)
    yield Asks(found)
    for one in found:
        url = reverse("sip:time_question", args=[one.pk])
        yield Duty(_("Svara om tider för individforum"), url, _("Svara"), one.reply_by, one.district.name)

"""What is asked of the first line and what it answered, as the page of its transfer shows it. [P-33]"""

from django.utils.translation import gettext as _

from core.ui import dates
from sip.first_line.models import FirstLineAsk
from sip.first_line.states import AskStatus


def ask_facts(ask: FirstLineAsk | None) -> list[dict]:
    if ask is None:
        return []
    answer = {"term": _("Svar"), "text": str(ask.get_status_display()), "strong": ask.status != AskStatus.ASKED}
    if ask.sent_on is None:
        answer["text"] = _("Väntar på familjens samtycke")
    elif ask.answered_on and ask.answered_by:
        said = {"day": dates.day(ask.answered_on), "who": ask.answered_by.person}
        answer["detail"] = _("%(day)s av %(who)s") % said
    facts = [
        {"term": _("Gäller"), "text": _("Begäran om att ta initiativ till en SIP"), "detail": ask.receiving_unit.name},
        answer,
    ]
    if ask.why_not:
        facts.append({"term": _("Varför det inte tas upp"), "text": str(ask.get_why_not_display())})
    return facts

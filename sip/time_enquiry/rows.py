"""The answers as the case's page shows them to the convenor, with the mandate of each. [P-83b, F116]"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting, Asks
from core.notices.about import Described
from core.ui import dates
from sip.cases.models import ForumCase
from sip.cases.states import ForumCaseStatus
from sip.individual_forum.rows import manager_line
from sip.time_enquiry.models import TimeQuestion
from sip.time_enquiry.policies import visible_questions


def enquiry_lines(case: ForumCase, verbs: set[str]) -> Iterator[Asks | list[dict]]:
    """While the case waits for its call: who was asked and what suits, ready for `ui/people.html`."""
    if case.status != ForumCaseStatus.RAISED or "enquire" not in verbs:
        yield []
        return
    found = TimeQuestion.objects.filter(enquiry__case_id=case.pk, closed_at=None)
    found = found.select_related("receiver__person", "receiver__unit").order_by("receiver__unit__name", "id")
    yield Asks(found)
    yield [_line(one) for one in found]


def _line(question: TimeQuestion) -> dict:
    """The times stand under the name; the badge says how many."""
    line = manager_line(question.receiver)
    if question.suits is None:
        detail = _("Svaret behövs senast %(day)s.") % {"day": dates.day_short(question.reply_by)}
        answer, means = _("Inget svar än"), "soon"
    elif not question.suits:
        return {**line, "answer": _("Ingen tid passar"), "answer_is": "late"}
    else:
        detail = _("Passar: %(times)s") % {"times": ", ".join(dates.weekday_moment(one) for one in question.suits)}
        count = len(question.suits)
        answer, means = ngettext("%(n)d tid passar", "%(n)d tider passar", count) % {"n": count}, "ok"
    return {**line, "detail": f"{line['detail']}. {detail}", "answer": answer, "answer_is": means}


def describe_questions(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The district and the way to the question, for the one who is asked and the one who asked."""
    found = visible_questions(acting).filter(pk__in=ids).values_list("pk", "district__name")
    yield Asks(found)
    for pk, district in found:
        yield pk, Described(district, reverse("sip:time_question", args=[pk]))

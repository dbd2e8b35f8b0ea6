"""What happens in a case of the individual forum. [SM-2]"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Asks
from core.ui import dates
from groups.meetings.called import Reply
from sip.cases.models import CaseNoticed, ConcernedManager, DecisionReceipt, ForumCase
from sip.cases.states import ForumCaseStatus
from sip.individual_forum.models import Call, Decision, Minutes, Occasion
from sip.individual_forum.states import DecisionLevel, OccasionStatus
from sip.story.events import Event, Lane, happened
from sip.time_enquiry.models import TimeEnquiry


def case(one: ForumCase) -> Iterator[Asks | list[Event]]:
    """The case's own course, the decisions and what came of them, who it was lifted to."""
    of = {"case_id": one.pk}
    decisions = Decision.objects.filter(**of).select_related("decided_by__person", "responsible_unit", "occasion")
    managers = ConcernedManager.objects.filter(**of).select_related("named_by__person").order_by("created_at")
    receipts = DecisionReceipt.objects.filter(**of).select_related("received_by__person", "unit")
    raised_by = ForumCase.objects.filter(pk=one.pk).select_related("raised_by__person", "raising_unit")
    days = CaseNoticed.objects.filter(**of).select_related("corrected_by__person")
    yield Asks(decisions, managers, receipts, raised_by, days)
    raiser = next(iter(raised_by), one)
    yield [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=raiser.raising_unit),
        *happened(one.raised_on, Lane.CASE, _("Ärendet väcktes"), by=raiser.raised_by, unit=raiser.raising_unit),
        *(event for day in days for event in _corrected(day)),
        *happened(one.outcome_on, Lane.CASE, _outcome(one), closes=True),
        *_lifted(one, list(managers)),
        *(event for decision in decisions for event in _decision(one, decision)),
        *(
            event
            for receipt in receipts
            for event in happened(
                receipt.created_at, Lane.CASE, _("Beslutet togs emot"), by=receipt.received_by, unit=receipt.unit
            )
        ),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True),
    ]


def _corrected(day: CaseNoticed) -> list[Event]:
    text = _("Dagen för behovet rättades")
    detail = _("från %(before)s till %(after)s") % {
        "before": dates.day(day.previous_on),
        "after": dates.day(day.noticed_on),
    }
    return happened(day.created_at, Lane.CASE, text, by=day.corrected_by, detail=detail)


def _outcome(one: ForumCase) -> str:
    return _("Ärendet löstes") if one.first_outcome == ForumCaseStatus.RESOLVED else _("Ärendet gick inte att lösa")


def _lifted(one: ForumCase, managers: list[ConcernedManager]) -> list[Event]:
    by = managers[0].named_by if managers else None
    return happened(one.escalated_on, Lane.CASE, _("Ärendet lyftes till de berörda cheferna"), by=by, closes=True)


def _decision(one: ForumCase, decision: Decision) -> list[Event]:
    is_lifted = decision.level == DecisionLevel.STEERING
    made = one.decided_on if is_lifted else timezone.localdate(decision.created_at)
    text = _("Cheferna beslutade") if is_lifted else _("Mötet beslutade")
    done = _("Ett beslut genomfördes")
    unit = decision.responsible_unit
    return [
        *happened(made, Lane.CASE, text, by=decision.decided_by, detail=decision.text, closes=True),
        *happened(decision.done_on, Lane.CASE, done, unit=unit, detail=decision.text, closes=True),
    ]


def _ended(one: ForumCase) -> str:
    return {
        ForumCaseStatus.RETURNED: _("Ärendet lämnades tillbaka"),
        ForumCaseStatus.WITHDRAWN: _("Ärendet togs ur forumet"),
    }.get(ForumCaseStatus(one.status), _("Ärendet avslutades"))


def meetings(one: ForumCase) -> Iterator[Asks | list[Event]]:
    """Sittings, replies, minutes."""
    sittings = Occasion.objects.filter(case_id=one.pk).select_related("called_by__person").order_by("number")
    calls = Call.objects.filter(case_id=one.pk).select_related("assignment__person", "unit")
    minutes = Minutes.objects.filter(case_id=one.pk).select_related("approved_by__person", "occasion")
    yield Asks(sittings, calls, minutes)
    found: list[Event] = []
    for sitting in sittings:
        detail = _("möte %(number)d") % {"number": sitting.number}
        found += happened(
            sitting.called_at, Lane.MEETING, _("Kallelsen skickades"), by=sitting.called_by, detail=detail
        )
        found += happened(sitting.moved_at, Lane.MEETING, _("Mötet flyttades"), detail=detail)
        why = sitting.get_cancel_reason_display() or detail
        found += happened(sitting.cancelled_at, Lane.MEETING, _("Mötet ställdes in"), detail=why)
        held = sitting.starts_at if sitting.status == OccasionStatus.HELD else None
        found += happened(held, Lane.MEETING, _("Mötet hölls"), detail=detail)
    for call in calls:
        found += happened(call.replied_at, Lane.MEETING, _reply(call), by=call.assignment, unit=call.unit)
    for one_ in minutes:
        found += happened(one_.approved_at, Lane.MEETING, _("Protokollet godkändes"), by=one_.approved_by)
    yield found


def times(one: ForumCase) -> Iterator[Asks | list[Event]]:
    """What the managers were asked before the call, for whoever reads it of the case. [P-83b]"""
    asked = TimeEnquiry.objects.filter(case_id=one.pk)
    asked = asked.select_related("question__sent_by__person", "question__receiver__person", "question__receiver__unit")
    yield Asks(asked)
    found: list[Event] = []
    for enquiry in asked:
        question, to = enquiry.question, enquiry.question.receiver
        text = _("%(name)s tillfrågades om tider") % {"name": to.person}
        found += happened(question.created_at, Lane.MEETING, text, by=question.sent_by)
        found += happened(question.answered_at, Lane.MEETING, _("Svarade om tider"), by=to, unit=to.unit)
    yield found


def _reply(call: Call) -> str:
    return {
        Reply.YES: _("Svarade ja på kallelsen"),
        Reply.NO: _("Svarade nej på kallelsen"),
        Reply.SUBSTITUTE: _("Skickar en ersättare"),
    }.get(Reply(call.reply), _("Svarade på kallelsen"))

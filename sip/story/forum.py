"""What happens in a case of the individual forum. [SM-2]"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Asks
from core.ui import dates
from groups.meetings.called import Reply
from sip.cases.models import CaseNoticed, ConcernedManager, ConcernedUnit, DecisionReceipt, ForumCase
from sip.cases.states import ForumCaseStatus
from sip.individual_forum.models import Call, Decision, Minutes, Occasion
from sip.individual_forum.states import DecisionLevel, OccasionStatus
from sip.story.events import Act, Event, Lane, by_case, happened, ids_of, said_of
from sip.time_enquiry.models import TimeEnquiry

# What was named together with the case, or called together with the sitting, was written within this of it: a context
# lives no longer. [security 3]
AT_ONCE = timedelta(minutes=1)


def cases(ones: Sequence[ForumCase]) -> Iterator[Asks | list[Event]]:
    """Each case's own course, the decisions and what came of them, who it was lifted to, units named later."""
    of = {"case_id__in": ids_of(ones)}
    decisions = Decision.objects.filter(**of).select_related("decided_by__person", "responsible_unit", "occasion")
    managers = ConcernedManager.objects.filter(**of).select_related("named_by__person").order_by("created_at")
    receipts = DecisionReceipt.objects.filter(**of).select_related("received_by__person", "unit")
    raised_by = ForumCase.objects.filter(pk__in=ids_of(ones)).select_related("raised_by__person", "raising_unit")
    days = CaseNoticed.objects.filter(**of).select_related("corrected_by__person")
    units = ConcernedUnit.objects.filter(**of).select_related("unit")
    yield Asks(decisions, managers, receipts, raised_by, days, units)
    raised, lifted, known = by_case(raised_by, "pk"), by_case(managers), {one.pk: one for one in ones}
    found: list[Event] = []
    for one in ones:
        found += said_of(one.pk, _course(one, next(iter(raised[one.pk]), one), lifted[one.pk]))
    for rows, told in ((days, _corrected), (decisions, _decision), (receipts, _received), (units, _named_later)):
        found += [event for row in rows for event in said_of(row.case_id, told(known[row.case_id], row))]
    yield found


def _course(one: ForumCase, raiser: ForumCase, managers: list[ConcernedManager]) -> list[Event]:
    return [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=raiser.raising_unit),
        *happened(one.raised_on, Lane.CASE, _("Ärendet väcktes"), by=raiser.raised_by, unit=raiser.raising_unit),
        *happened(one.outcome_on, Lane.CASE, _outcome(one), closes=True, act=("case.concluded", one.pk, None)),
        *_lifted(one, managers),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True, act=(_ending(one), one.pk, None)),
    ]


def _received(one: ForumCase, receipt: DecisionReceipt) -> list[Event]:
    text = _("Beslutet togs emot")
    return happened(receipt.created_at, Lane.CASE, text, by=receipt.received_by, unit=receipt.unit)


def _named_later(one: ForumCase, row: ConcernedUnit) -> list[Event]:
    """Not those that the case was raised with. [F113]"""
    if row.created_at <= one.case.created_at + AT_ONCE:
        return []
    return happened(row.created_at, Lane.CASE, _("En verksamhet till berörs av ärendet"), detail=row.unit.name)


def _corrected(one: ForumCase, day: CaseNoticed) -> list[Event]:
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


def _ending(one: ForumCase) -> str:
    """What the log calls it."""
    return {ForumCaseStatus.RETURNED: "case.returned", ForumCaseStatus.WITHDRAWN: "case.withdrawn"}.get(
        ForumCaseStatus(one.status), "case.closed"
    )


def meetings(ones: Sequence[ForumCase]) -> Iterator[Asks | list[Event]]:
    """Sittings, who more was called, replies, minutes."""
    of = {"case_id__in": ids_of(ones)}
    sittings = Occasion.objects.filter(**of).select_related("called_by__person").order_by("number")
    calls = Call.objects.filter(**of).select_related("assignment__person", "unit").order_by("created_at", "pk")
    minutes = Minutes.objects.filter(**of).select_related("approved_by__person", "occasion")
    yield Asks(sittings, calls, minutes)
    called = by_case(calls, "occasion_id")
    found: list[Event] = []
    for sitting in sittings:
        found += said_of(sitting.case_id, [*_sitting(sitting), *_called_later(sitting, called[sitting.pk])])
    for call in calls:
        answered = happened(call.replied_at, Lane.MEETING, _reply(call), by=call.assignment, unit=call.unit)
        found += said_of(call.case_id, answered)
    for one in minutes:
        approved = happened(one.approved_at, Lane.MEETING, _("Protokollet godkändes"), by=one.approved_by)
        found += said_of(one.case_id, approved)
    yield found


def _sitting(sitting: Occasion) -> list[Event]:
    detail = _("möte %(number)d") % {"number": sitting.number}
    why = sitting.get_cancel_reason_display() or detail
    held = sitting.starts_at if sitting.status == OccasionStatus.HELD else None
    called = _("Kallelsen skickades")
    return [
        *happened(sitting.called_at, Lane.MEETING, called, by=sitting.called_by, detail=detail),
        *happened(sitting.moved_at, Lane.MEETING, _("Mötet flyttades"), detail=detail, act=_act("moved", sitting)),
        *happened(
            sitting.cancelled_at, Lane.MEETING, _("Mötet ställdes in"), detail=why, act=_act("cancelled", sitting)
        ),
        *happened(held, Lane.MEETING, _("Mötet hölls"), detail=detail),
    ]


def _act(what: str, sitting: Occasion) -> Act:
    return (f"occasion.{what}", sitting.pk, None)


def _called_later(sitting: Occasion, calls: list[Call]) -> list[Event]:
    """Those that the call was widened to; a substitute is told by the reply it came of. [F116]"""
    later = [call for call in calls if call.replaces_id is None and call.created_at > sitting.called_at + AT_ONCE]
    text = _("Fler kallades till mötet")
    return [event for call in later for event in happened(call.created_at, Lane.MEETING, text, detail=_who(call))]


def _who(call: Call) -> str:
    return f"{call.assignment.person}, {call.unit.name}"


def times(ones: Sequence[ForumCase]) -> Iterator[Asks | list[Event]]:
    """What the managers were asked before the call, for whoever reads it of the case. [P-83b]"""
    asked = TimeEnquiry.objects.filter(case_id__in=ids_of(ones))
    asked = asked.select_related("question__sent_by__person", "question__receiver__person", "question__receiver__unit")
    yield Asks(asked)
    found: list[Event] = []
    for enquiry in asked:
        question, to = enquiry.question, enquiry.question.receiver
        text = _("%(name)s tillfrågades om tider") % {"name": to.person}
        sent = happened(question.created_at, Lane.MEETING, text, by=question.sent_by)
        answered = happened(question.answered_at, Lane.MEETING, _("Svarade om tider"), by=to, unit=to.unit)
        found += said_of(enquiry.case_id, [*sent, *answered])
    yield found


def _reply(call: Call) -> str:
    return {
        Reply.YES: _("Svarade ja på kallelsen"),
        Reply.NO: _("Svarade nej på kallelsen"),
        Reply.SUBSTITUTE: _("Skickar en ersättare"),
    }.get(Reply(call.reply), _("Svarade på kallelsen"))

"""What happens in a plan, as far as one may read it. [SM-1]"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from groups.meetings.called import Reply
from sip.plans import policies
from sip.plans.choices import OF_ROWS, FamilyAnswer, Manner, OfferAnswer, Voice
from sip.plans.models import (
    Handover,
    PlanAnswer,
    PlanInvitation,
    PlanMeeting,
    PlanOffer,
    PlanTelling,
    PlanVersion,
    PlanVoice,
    SipPlan,
)
from sip.plans.states import MeetingStatus, PlanStatus
from sip.story.differences import differences
from sip.story.events import Event, Lane, by_case, happened, ids_of, said_of

WORDS = {
    Voice.CHILD: gettext_lazy("Barnets egna ord skrevs ner"),
    Voice.GUARDIAN: gettext_lazy("En vårdnadshavares ord skrevs ner"),
    Voice.RELATED: gettext_lazy("En närståendes ord skrevs ner"),
}

ANSWERED = {
    FamilyAnswer.AGREED: gettext_lazy("Ett ja till planen antecknades"),
    FamilyAnswer.RESERVED: gettext_lazy("Ett ja med förbehåll antecknades"),
    FamilyAnswer.NOT_AGREED: gettext_lazy("Ett nej till planen antecknades"),
    FamilyAnswer.NOT_ASKED: gettext_lazy("Noterat varför någon inte har tillfrågats om planen"),
}


def plans(acting: Acting, ones: Sequence[SipPlan]) -> Iterator[Asks | list[Event]]:
    """Each plan's own course: offers and answers, versions agreed, hand-overs, the end."""
    of = {"case_id__in": ids_of(ones)}
    offers = PlanOffer.objects.filter(**of).select_related("offered_by__person", "unit")
    versions = policies.visible_versions(acting).filter(**of).select_related("agreed_by__person").order_by("number")
    handed = policies.visible_handovers(acting).filter(**of).select_related("giver__person", "receiver__person")
    began = SipPlan.objects.filter(pk__in=ids_of(ones)).select_related("initiated_by__person", "initiating_unit")
    answers = PlanAnswer.objects.filter(**of, plan_version__in=versions.values("pk"))
    answers = answers.select_related("plan_version", "recorded_by__person")
    changed = PlanTelling.objects.filter(**of, change__in=OF_ROWS).select_related("caused_by__person")
    yield Asks(offers, versions, handed, began, answers, changed)
    first = by_case(began, "pk")
    found = [event for one in ones for event in said_of(one.pk, _course(one, next(iter(first[one.pk]), one)))]
    for rows, told in ((offers, _offered), (answers, _said), (handed, _handed), (changed, _changed)):
        found += [event for row in rows for event in said_of(row.case_id, told(row))]
    for case_id, ordered in by_case(versions).items():
        for before, version in zip([None, *ordered], ordered, strict=False):
            found += said_of(case_id, _agreed(version, before))
    yield found


def _course(one: SipPlan, first: SipPlan) -> list[Event]:
    return [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=first.initiating_unit),
        *happened(one.case.created_at, Lane.CASE, _("Planen lades upp"), by=first.initiated_by),
        *happened(one.started_on, Lane.CASE, _("Arbetet började"), act=("plan.work_started", one.pk, None)),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True, act=(_ending(one), one.pk, None)),
    ]


def _offered(offer: PlanOffer) -> list[Event]:
    answer = {OfferAnswer.NO: _("Familjen tackade nej"), OfferAnswer.YES: _("Familjen tackade ja")}
    text = answer.get(OfferAnswer(offer.answer), _("Familjen svarade"))
    noted = "plan.declined" if offer.answer == OfferAnswer.NO else "plan.consented"
    return [
        *happened(offer.offered_on, Lane.CASE, _("Planen erbjöds"), by=offer.offered_by, unit=offer.unit),
        *happened(offer.answered_on, Lane.FAMILY, text, act=(noted, offer.case_id, None)),
    ]


def _agreed(version: PlanVersion, before: PlanVersion | None) -> list[Event]:
    """With what is new, changed and gone since the version before, counted: the words stand in the plan."""
    text = _("Version %(number)d beslutades") % {"number": version.number}
    detail = ", ".join(differences(before.content, version.content)) if before else ""
    return happened(version.frozen_at, Lane.CASE, text, by=version.agreed_by, detail=detail)


def _changed(row: PlanTelling) -> list[Event]:
    """A goal or a measure of a plan that runs: what the child is to know of it stands with the plan. [CS-19]"""
    return happened(row.since_on, Lane.CASE, row.get_change_display(), by=row.caused_by)


def _handed(row: Handover) -> list[Event]:
    text = _("Huvudansvaret: fråga till %(name)s") % {"name": row.receiver.person}
    ended = _("Frågan om huvudansvaret: %(answer)s") % {"answer": row.get_status_display().lower()}
    return [
        *happened(row.created_at, Lane.PEOPLE, text, by=row.giver),
        *happened(row.ended_at, Lane.PEOPLE, ended, by=row.receiver),
    ]


def _said(one: PlanAnswer) -> list[Event]:
    text = ANSWERED[FamilyAnswer(one.answer)]
    words = _("version %(number)d") % {"number": one.plan_version.number}
    detail = f"{Voice(one.whose).label}, {words}"
    return happened(
        one.answered_on or one.created_at, Lane.FAMILY, text, by=one.recorded_by, detail=detail, closes=True
    )


def _ended(one: SipPlan) -> str:
    return {
        PlanStatus.NOT_NEEDED: _("En SIP behövdes inte"),
        PlanStatus.TRANSFERRED: _("Planen lämnades över"),
        PlanStatus.STOPPED: _("Planen stoppades"),
    }.get(PlanStatus(one.status), _("Planen avslutades"))


def _ending(one: SipPlan) -> str:
    """What the log calls it."""
    return {PlanStatus.NOT_NEEDED: "plan.not_needed", PlanStatus.STOPPED: "plan.stopped"}.get(
        PlanStatus(one.status), "plan.ended"
    )


def meetings(acting: Acting, ones: Sequence[SipPlan]) -> Iterator[Asks | list[Event]]:
    """Calls, replies, meetings held; when the child and the guardians were heard, and what the child was told."""
    of = {"case_id__in": ids_of(ones)}
    called = policies.visible_meetings(acting).filter(**of)
    called = called.select_related("called_by__person", "cancelled_by__person")
    replies = PlanInvitation.objects.filter(**of, meeting__in=called.values("pk"))
    replies = replies.select_related("assignment__person", "unit")
    voices = PlanVoice.objects.filter(**of).select_related("written_by__person")
    tellings = PlanTelling.objects.filter(**of, told_on__isnull=False).select_related("told_by__person")
    yield Asks(called, replies, voices, tellings)
    found: list[Event] = []
    for rows, told in ((called, _meeting), (replies, _reply), (voices, _heard), (tellings, _told)):
        found += [event for row in rows for event in said_of(row.case_id, told(row))]
    yield found


def _meeting(meeting: PlanMeeting) -> list[Event]:
    detail = called = str(meeting.get_kind_display())
    if meeting.status == MeetingStatus.CANCELLED and meeting.cancelled_at is None:  # on what day was not kept then
        called = _("%(meeting)s, inställt") % {"meeting": detail}
    held = meeting.starts_at if meeting.status == MeetingStatus.HELD else None
    text = _("Kallelsen skickades")
    return [
        *happened(meeting.called_at, Lane.MEETING, text, by=meeting.called_by, detail=called),
        *happened(meeting.cancelled_at, Lane.MEETING, _("Mötet ställdes in"), by=meeting.cancelled_by, detail=detail),
        *happened(held, Lane.MEETING, _("Mötet hölls"), detail=detail),
    ]


def _reply(reply: PlanInvitation) -> list[Event]:
    answers = {Reply.YES: _("Svarade ja på kallelsen"), Reply.NO: _("Svarade nej på kallelsen")}
    text = answers.get(Reply(reply.reply), _("Svarade på kallelsen"))
    return happened(reply.replied_at, Lane.MEETING, text, by=reply.assignment, unit=reply.unit)


def _heard(voice: PlanVoice) -> list[Event]:
    return happened(voice.heard_on or voice.created_at, Lane.FAMILY, WORDS[Voice(voice.whose)], by=voice.written_by)


def _told(row: PlanTelling) -> list[Event]:
    told = row.manner != Manner.NOT_TOLD
    text = _("Barnet fick veta vad som har ändrats") if told else _("Noterat att barnet inte får veta det nu")
    return happened(row.told_on, Lane.FAMILY, text, by=row.told_by, detail=str(row.get_change_display()))

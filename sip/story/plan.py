"""What happens in a plan, as far as one may read it. [SM-1]"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from groups.meetings.called import Reply
from sip.plans import policies
from sip.plans.choices import FamilyAnswer, Manner, OfferAnswer, Voice
from sip.plans.models import PlanAnswer, PlanInvitation, PlanOffer, PlanTelling, PlanVoice, SipPlan
from sip.plans.states import MeetingStatus, PlanStatus
from sip.story.events import Event, Lane, happened

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


def plan(acting: Acting, one: SipPlan) -> Iterator[Asks | list[Event]]:
    """Its own course: offers and answers, versions agreed, hand-overs, the end."""
    offers = PlanOffer.objects.filter(case_id=one.pk).select_related("offered_by__person", "unit")
    versions = policies.visible_versions(acting).filter(case_id=one.pk).select_related("agreed_by__person")
    handed = (
        policies.visible_handovers(acting).filter(case_id=one.pk).select_related("giver__person", "receiver__person")
    )
    began = SipPlan.objects.filter(pk=one.pk).select_related("initiated_by__person", "initiating_unit")
    answers = PlanAnswer.objects.filter(case_id=one.pk, plan_version__in=versions.values("pk"))
    answers = answers.select_related("plan_version", "recorded_by__person")
    yield Asks(offers, versions, handed, began, answers)
    first = next(iter(began), one)
    found = [
        *happened(one.need_noticed_on, Lane.CASE, _("Behovet uppmärksammades"), unit=first.initiating_unit),
        *happened(one.case.created_at, Lane.CASE, _("Planen lades upp"), by=first.initiated_by),
        *happened(one.started_on, Lane.CASE, _("Arbetet började")),
        *happened(one.ended_on, Lane.CASE, _ended(one), closes=True),
    ]
    for offer in offers:
        found += happened(offer.offered_on, Lane.CASE, _("Planen erbjöds"), by=offer.offered_by, unit=offer.unit)
        answer = {OfferAnswer.NO: _("Familjen tackade nej"), OfferAnswer.YES: _("Familjen tackade ja")}
        text = answer.get(OfferAnswer(offer.answer), _("Familjen svarade"))
        found += happened(offer.answered_on, Lane.FAMILY, text)
    for version in versions:
        text = _("Version %(number)d beslutades") % {"number": version.number}
        found += happened(version.frozen_at, Lane.CASE, text, by=version.agreed_by)
    for said in answers:
        found += _said(said)
    for row in handed:
        text = _("Huvudansvaret: fråga till %(name)s") % {"name": row.receiver.person}
        found += happened(row.created_at, Lane.PEOPLE, text, by=row.giver)
        ended = _("Frågan om huvudansvaret: %(answer)s") % {"answer": row.get_status_display().lower()}
        found += happened(row.ended_at, Lane.PEOPLE, ended, by=row.receiver)
    yield found


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


def meetings(acting: Acting, one: SipPlan) -> Iterator[Asks | list[Event]]:
    """Calls, replies, meetings held; when the child and the guardians were heard, and what the child was told."""
    called = policies.visible_meetings(acting).filter(case_id=one.pk).select_related("called_by__person")
    replies = PlanInvitation.objects.filter(case_id=one.pk, meeting__in=called.values("pk"))
    replies = replies.select_related("assignment__person", "unit")
    voices = PlanVoice.objects.filter(case_id=one.pk).select_related("written_by__person")
    tellings = PlanTelling.objects.filter(case_id=one.pk, told_on__isnull=False).select_related("told_by__person")
    yield Asks(called, replies, voices, tellings)
    found: list[Event] = []
    for meeting in called:
        detail = str(meeting.get_kind_display())
        if meeting.status == MeetingStatus.CANCELLED:  # on what day is not kept
            detail = _("%(meeting)s, inställt") % {"meeting": detail}
        found += happened(
            meeting.called_at, Lane.MEETING, _("Kallelsen skickades"), by=meeting.called_by, detail=detail
        )
        held = meeting.starts_at if meeting.status == MeetingStatus.HELD else None
        found += happened(held, Lane.MEETING, _("Mötet hölls"), detail=detail)
    answers = {Reply.YES: _("Svarade ja på kallelsen"), Reply.NO: _("Svarade nej på kallelsen")}
    for reply in replies:
        text = answers.get(Reply(reply.reply), _("Svarade på kallelsen"))
        found += happened(reply.replied_at, Lane.MEETING, text, by=reply.assignment, unit=reply.unit)
    for voice in voices:
        text = WORDS[Voice(voice.whose)]
        found += happened(voice.heard_on or voice.created_at, Lane.FAMILY, text, by=voice.written_by)
    for row in tellings:
        told = row.manner != Manner.NOT_TOLD
        text = _("Barnet fick veta vad som har ändrats") if told else _("Noterat att barnet inte får veta det nu")
        found += happened(row.told_on, Lane.FAMILY, text, by=row.told_by, detail=str(row.get_change_display()))
    yield found

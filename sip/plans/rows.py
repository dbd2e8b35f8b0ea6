"""What the plan's page shows of its course, ready-made: dates and links as text."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from core.access import Asks
from core.ui import badges, dates
from sip.plans.choices import OfferAnswer
from sip.plans.models import PlanOffer, SipPlan
from sip.plans.states import PlanStatus


def start_row(plan: SipPlan) -> dict:
    return {
        "title": plan.case.code,
        "url": plan.get_absolute_url(),
        "detail": _("%(kind)s, startad av %(unit)s")
        % {"kind": plan.get_label_display(), "unit": plan.initiating_unit.name},
        "badge": plan.get_status_display(),
        "badge_is": badges.MEANINGS.get(plan.status, ""),
    }


def step_line(plan: SipPlan) -> list[dict]:
    """Done, now, next, with dates; of a plan that has ended what was done. [design, SM-1]"""
    steps = [
        (_("Behov"), plan.need_noticed_on, ""),
        (_("Erbjuden"), plan.offered_on, _("när behovet finns")),
        (_("Samtycke"), plan.consented_on, _("innan något delas")),
        (_("Arbetet"), plan.started_on, _("utan dröjsmål")),
        (_("Möte"), plan.drafted_on, _("kallat") if plan.called_on else _("när alla är med")),
        (_("Plan"), plan.activated_on, _("när alla är överens")),
    ]
    if plan.ended_on:
        steps = [step for step in steps if step[1]]
    first_open = next((number for number, (_title, day, _words) in enumerate(steps) if day is None), len(steps))
    line = [
        {
            "title": title,
            "detail": dates.day_short(day) if day else words,
            "state": "done" if day else ("now" if number == first_open and plan.is_open else ""),
        }
        for number, (title, day, words) in enumerate(steps)
    ]
    return [*line, _last_step(plan, first_open == len(steps))]


def _last_step(plan: SipPlan, is_agreed: bool) -> dict:
    if plan.ended_on:
        return {"title": plan.get_status_display(), "detail": dates.day_short(plan.ended_on), "state": "done"}
    day = plan.next_follow_up_on
    return {
        "title": _("Uppföljning"),
        "detail": dates.day_short(day) if day else _("när planen gäller"),
        "state": "now" if is_agreed else "",
    }


def lead(plan: SipPlan, today: date) -> str:
    """Where the plan stands and what comes next, in a sentence or two. `plan` comes with its relations asked."""
    is_cancelled = plan.status == PlanStatus.MEETING_CALLED and plan.reads and not plan.has_meeting_ahead  # type: ignore[attr-defined]
    if is_cancelled:
        return _("Mötet är inställt. Nästa steg är att kalla till ett nytt.")
    if plan.is_follow_up_due(today):
        return _("Planen ska följas upp nu. Kalla till uppföljningsmöte.")
    sentences = {
        PlanStatus.NEED_IDENTIFIED: _("Behovet är noterat. Nästa steg är att erbjuda familjen en SIP."),
        PlanStatus.NOT_NEEDED: _("Ni har noterat att en SIP inte behövs."),
        PlanStatus.OFFERED: _("Familjen är erbjuden en SIP. Nästa steg är deras svar och samtycke."),
        PlanStatus.DECLINED: _("Familjen har tackat nej. Ni kan erbjuda en SIP igen."),
        PlanStatus.CONSENTED: _(
            "Samtycket finns. Börja arbetet utan dröjsmål, och ta med förskolan eller skolan tidigt."
        ),
        PlanStatus.PREPARING: _("Arbetet har börjat. Nästa steg är att kalla till möte."),
        PlanStatus.MEETING_CALLED: _("Mötet är kallat. Var och en förbereder sig."),
        PlanStatus.DRAFTED: _("Mötet har hållits. Nästa steg är att skriva klart planen och besluta den."),
        PlanStatus.ACTIVE: _("Planen gäller. Den ska följas upp %(day)s.") % {"day": _follow_up_day(plan)},
        PlanStatus.CLOSED: _("Planen är avslutad."),
        PlanStatus.TRANSFERRED: _("Planen är överlämnad till verksamheter för vuxna."),
        PlanStatus.STOPPED: _("Samtycket är återkallat och planen är stoppad."),
    }
    return sentences[PlanStatus(plan.status)]


def _follow_up_day(plan: SipPlan) -> str:
    return dates.day(plan.next_follow_up_on) if plan.next_follow_up_on else ""


def offer_events(plan: SipPlan) -> Iterator[Asks | list[dict]]:
    """Each offer with its answer; only the unit that started the plan sees them. [F76]"""
    found = PlanOffer.objects.filter(case_id=plan.pk).select_related("unit").order_by("-offered_on", "-created_at")
    yield Asks(found)
    yield [_offer_event(offer) for offer in found]


def _offer_event(offer: PlanOffer) -> dict:
    told = [str(offer.get_answer_display())]
    if offer.answer == OfferAnswer.NO:
        told = [_("%(who)s tackade nej %(day)s") % {"who": offer.get_answered_by_display(), "day": _day(offer)}]
    elif offer.answer == OfferAnswer.YES:
        told = [_("Ja, %(day)s") % {"day": _day(offer)}]
    told += [text for text in (str(offer.get_reason_code_display()), offer.reason, offer.motivation) if text]
    return {
        "at": dates.day(offer.offered_on),
        "iso": offer.offered_on.isoformat(),
        "title": _("Erbjuden av %(unit)s") % {"unit": offer.unit.name},
        "detail": ". ".join(text.rstrip(".") for text in told) + ".",
    }


def _day(offer: PlanOffer) -> str:
    return dates.day(offer.answered_on) if offer.answered_on else ""

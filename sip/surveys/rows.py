"""What the plan's page and the meeting's page say of the survey: handed out, how many have answered; never what."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, Asks
from core.regions.profile import profile_of
from core.ui import dates
from sip.family.readers import CHILD, Reader
from sip.plans.models import PlanMeeting, SipPlan
from sip.plans.states import MeetingStatus
from sip.surveys import policies
from sip.surveys.models import SurveyCode


def survey_name(plan: SipPlan) -> str:
    """What the region calls it: SIP-kollen, for one. [cfg.sip_feedback_survey]"""
    return profile_of(plan.region_id, clock.today()).sip_feedback_survey.label


def survey_panel(acting: Acting, plan: SipPlan) -> Iterator[Asks | dict | None]:
    """Of the last meeting that was held; None before there is one, and to whom the plan is closed."""
    if plan.drafted_on is None:
        yield None
        return
    meetings = PlanMeeting.objects.filter(case_id=plan.pk, status=MeetingStatus.HELD).order_by("-number")[:1]
    given = policies.visible_codes(acting).filter(case_id=plan.pk)
    yield Asks(meetings, given)
    if not meetings:
        yield None
        return
    rows = [row for row in given if row.meeting_id == meetings[0].pk]
    may = policies.may_hand_out(acting, plan)
    yield {
        "title": survey_name(plan),
        "words": said_of(rows),
        "url": reverse("sip:survey_hand_out", args=[meetings[0].pk]) if may else "",
    }


def said_of(rows: list[SurveyCode]) -> str:
    if not rows:
        return _("Enkäten är inte utlämnad efter det senaste mötet.")
    answered = sum(row.answered_on is not None for row in rows)
    given = ngettext("Utlämnad till %(n)d person.", "Utlämnad till %(n)d personer.", len(rows)) % {"n": len(rows)}
    return f"{given} " + ngettext("%(n)d har svarat.", "%(n)d har svarat.", answered) % {"n": answered}


def respondent_rows(readers: Iterable[Reader], rows: Iterable[SurveyCode]) -> list[dict]:
    """One line for each who may be asked, with what can be done now."""
    given = {str(row.guardian_id) if row.guardian_id else CHILD: row for row in rows}
    return [_respondent(reader, given.get(reader.key)) for reader in readers]


def _respondent(reader: Reader, row: SurveyCode | None) -> dict:
    who = _("Barn") if reader.key == CHILD else _("Vårdnadshavare")
    line = {"key": reader.key, "name": reader.name, "who": who, "row": row, "may_be_given": False, "is_open": False}
    if row is None:
        if reader.may_have_plan:
            return {**line, "may_be_given": True, "words": _("Inte utlämnad.")}
        return {**line, "words": _("Får inte ta del av planen. Det är antecknat hos barnet.")}
    day = dates.day(row.opened_on)
    if row.answered_on is None and row.expires_on >= clock.today():
        words = _("Utlämnad %(day)s. Går att besvara till och med %(last)s.")
        return {**line, "is_open": True, "words": words % {"day": day, "last": dates.day(row.expires_on)}}
    return {**line, "words": _("Utlämnad %(day)s. Koden går inte längre att använda.") % {"day": day}}

"""What the child level adds to the start page: calls to answer, sittings to hold, my cases."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import Acting
from core.people.roles import CASE_ROLES, Role
from core.ui import dates
from core.ui.registry import Duty, StartSection
from sip.cases.policies import visible_forum_cases
from sip.cases.rows import start_row
from sip.cases.states import ForumCaseStatus
from sip.individual_forum.models import Call, Decision, Occasion
from sip.individual_forum.states import OccasionStatus, Reply

SHOWN = 6
ROLES = CASE_ROLES | {Role.FORUM_CONVENOR, Role.STEERING_MEMBER, Role.GROUP_CHAIR}


def works_with_cases(acting: Acting) -> bool:
    return acting.role in ROLES


def duties(acting: Acting, today: date) -> Iterable[Duty]:
    """Calls without an answer; for the convenor what comes after the call; for the concerned the decision."""
    if not works_with_cases(acting):
        return []
    return [*_calls(acting), *_after_the_call(acting, today), *_decisions(acting)]


def _calls(acting: Acting) -> Iterable[Duty]:
    open_calls = Call.objects.filter(
        assignment_id=acting.assignment_id, reply=Reply.NONE, occasion__status=OccasionStatus.CALLED
    ).select_related("occasion", "case")
    for call in open_calls:
        starts = timezone.localtime(call.occasion.starts_at)
        yield Duty(
            _("Svara på kallelsen till individforum"),
            reverse("sip:call_answer", args=[call.pk]),
            _("Svara"),
            starts.date(),
            _("möte %(when)s") % {"when": dates.moment(starts)},
            call.case.code,
        )


def _after_the_call(acting: Acting, today: date) -> Iterable[Duty]:
    if acting.role != Role.FORUM_CONVENOR:
        return
    sittings = Occasion.objects.filter(
        status=OccasionStatus.CALLED, case__forum_case__status=ForumCaseStatus.CONVENED
    ).select_related("case")
    for sitting in sittings:
        day = timezone.localtime(sitting.starts_at).date()
        if day <= today:
            url = reverse("sip:case_hold", args=[sitting.case_id])
            yield Duty(_("Notera vilka som var med på mötet"), url, _("Notera närvaro"), day, "", sitting.case.code)
    waiting = {
        ForumCaseStatus.HELD: (_("Skriv protokollet och ange utfallet"), _("Skriv")),
        ForumCaseStatus.UNRESOLVED: (_("Lyft ärendet till berörda chefer"), _("Lyft ärendet")),
    }
    for case in visible_forum_cases(acting).filter(status__in=waiting).for_list():
        title, button = waiting[ForumCaseStatus(case.status)]
        yield Duty(
            title,
            reverse("sip:case_detail", args=[case.pk]),
            button,
            case.outcome_on or case.held_on,
            "",
            case.case.code,
        )


def _decisions(acting: Acting) -> Iterable[Duty]:
    concerned = visible_forum_cases(acting).filter(
        case__concerned_managers__assignment_id=acting.assignment_id,
        status__in=(ForumCaseStatus.ESCALATED, ForumCaseStatus.PRINCIPLED_FORWARDED),
    )
    for case in concerned.for_list():
        url = reverse("sip:case_decide", args=[case.pk])
        yield Duty(
            _("Besluta i ett ärende som inte gick att lösa"), url, _("Besluta"), case.escalated_on, "", case.case.code
        )
    if not (acting.unit_id and acting.role in CASE_ROLES):
        return
    mine = Decision.objects.filter(responsible_unit_id=acting.unit_id, done_on__isnull=True).select_related("case")
    for decision in mine:
        url = reverse("sip:decision_follow_up", args=[decision.pk])
        yield Duty(_("Följ upp ett beslut"), url, _("Följ upp"), decision.due_on, "", decision.case.code)


def my_cases(acting: Acting, today: date) -> StartSection | None:
    if not works_with_cases(acting):
        return None
    cases = visible_forum_cases(acting).for_list().order_by("-raised_on", "case_id")[:SHOWN]
    return StartSection(
        _("Mina ärenden"),
        "sip/_start_cases.html",
        {"rows": [start_row(case) for case in cases]},
        order=20,
        link_url=reverse("sip:case_list"),
        link_label=_("Alla ärenden"),
    )

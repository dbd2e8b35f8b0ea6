"""What the child level adds to the start page: calls to answer, sittings to hold, my cases."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks, within
from core.obligations.models import Obligation
from core.regions.cache import ProfileMissingError
from core.regions.profile import profile_of
from core.roles import AREA_LEADERS, CASE_READERS, CASE_ROLES, Role
from core.ui import dates
from core.ui.registry import Duty, StartSection
from groups.meetings.called import Attendance, Reply
from sip.cases.deadlines import MANAGERS_DECIDED
from sip.cases.models import ForumCase
from sip.cases.policies import followable, to_receive, visible_forum_cases
from sip.cases.rows import start_row
from sip.cases.states import ForumCaseStatus
from sip.children.deadlines import BORN
from sip.children.forms.registering import ChildSearchForm
from sip.children.models import ExpectedBirth
from sip.children.policies import can_register_child
from sip.individual_forum.models import Call, Decision, Minutes, Occasion
from sip.individual_forum.policies import answered_for
from sip.individual_forum.states import MinutesStatus, OccasionStatus

SHOWN = 6


def works_with_cases(acting: Acting) -> bool:
    """A coordinator only where cases are lifted from an individual forum. Costs no statement."""
    if acting.role == Role.GROUP_COORDINATOR and not _has_forum(acting):
        return False
    return acting.role in CASE_READERS


def _has_forum(acting: Acting) -> bool:
    try:
        return profile_of(acting.region_id, area_id=acting.area_id).has_individual_forum
    except ProfileMissingError:
        return False


WAITING = {
    ForumCaseStatus.RAISED: (gettext_lazy("Kalla till ett nytt möte, det förra ställdes in"), gettext_lazy("Öppna")),
    ForumCaseStatus.HELD: (gettext_lazy("Ange utfallet av mötet"), gettext_lazy("Öppna")),
    ForumCaseStatus.UNRESOLVED: (gettext_lazy("Lyft ärendet till berörda chefer"), gettext_lazy("Lyft ärendet")),
}


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Calls without an answer; for the convenor what comes after the call; for the concerned the decision."""
    if not works_with_cases(acting):
        return
    calls, sittings, waiting, concerned, decisions = _calls(acting), *_convened(acting), *_decided(acting, today)
    answered = to_receive(acting).select_related("case")
    yield Asks(calls, sittings, waiting, concerned, decisions, answered)
    yield from _to_answer(calls)
    yield from _after_the_call(sittings, waiting, today)
    yield from _to_decide(concerned)
    yield from _to_follow_up(decisions)
    yield from _to_receive(answered)


def _calls(acting: Acting) -> QuerySet[Call]:
    return Call.objects.filter(
        assignment_id=acting.assignment_id,
        reply=Reply.NONE,
        attendance=Attendance.UNKNOWN,
        occasion__status=OccasionStatus.CALLED,
    ).select_related("occasion", "case")


def _convened(acting: Acting) -> tuple[QuerySet[Occasion], QuerySet[ForumCase]]:
    """The convenor's sittings that are called, and the cases that have been held; minutes have lines of their own."""
    if acting.role != Role.FORUM_CONVENOR:
        return Occasion.objects.none(), ForumCase.objects.none()
    sittings = Occasion.objects.filter(
        status=OccasionStatus.CALLED, case__forum_case__status=ForumCaseStatus.CONVENED
    ).select_related("case")
    waiting = visible_forum_cases(acting).filter(status__in=WAITING)
    never_called = Q(status=ForumCaseStatus.RAISED, convened_on__isnull=True)  # those have their clock's own line
    drafted = Minutes.objects.filter(case_id=OuterRef("pk"), status=MinutesStatus.DRAFTED)
    unwritten = Q(Exists(drafted), status=ForumCaseStatus.HELD)
    return sittings, waiting.exclude(never_called | unwritten).for_list()


def _decided(acting: Acting, today: date) -> tuple[QuerySet[ForumCase], QuerySet[Decision]]:
    """Cases in which one is concerned, and decisions whose result one is to note."""
    concerned = visible_forum_cases(acting).filter(
        case__concerned_managers__assignment_id=acting.assignment_id,
        status__in=(ForumCaseStatus.ESCALATED, ForumCaseStatus.PRINCIPLED_FORWARDED),
    )
    if acting.role in AREA_LEADERS:  # who owes it by the clock has the clock's own line
        running = Obligation.objects.live().filter(case_id=OuterRef("pk"), code=MANAGERS_DECIDED.code)
        concerned = concerned.exclude(Exists(running))
    return concerned.for_list(), _without_result(acting, today)


def _without_result(acting: Acting, today: date) -> QuerySet[Decision]:
    """What the own unit answers for; for the convenor what should have been done. [SM-2]"""
    found = Decision.objects.filter(done_on__isnull=True).select_related("case")
    if acting.role == Role.FORUM_CONVENOR:
        running = visible_forum_cases(acting).filter(status__in=(ForumCaseStatus.RESOLVED, ForumCaseStatus.DECIDED))
        return found.filter(case_id__in=running.values("pk"), due_on__lte=today)
    if not (acting.unit_id and acting.role in CASE_ROLES):
        return Decision.objects.none()
    seen = Q(case_id__in=followable(acting).values("pk"), responsible_unit_id=acting.unit_id)
    return found.filter(seen | Q(pk__in=answered_for(acting).values("pk")))


def _to_answer(calls: Iterable[Call]) -> Iterator[Duty]:
    for call in calls:
        starts = timezone.localtime(call.occasion.starts_at)
        yield Duty(
            _("Svara på kallelsen till individforum"),
            reverse("sip:call_answer", args=[call.pk]),
            _("Svara"),
            starts.date(),
            _("möte %(when)s") % {"when": dates.moment(starts)},
            call.case.code,
        )


def _after_the_call(sittings: Iterable[Occasion], waiting: Iterable[ForumCase], today: date) -> Iterator[Duty]:
    for sitting in sittings:
        day = timezone.localtime(sitting.starts_at).date()
        if day <= today:
            url = reverse("sip:case_hold", args=[sitting.case_id])
            yield Duty(_("Notera vilka som var med på mötet"), url, _("Notera närvaro"), day, "", sitting.case.code)
    for case in waiting:
        title, button = WAITING[ForumCaseStatus(case.status)]
        url = reverse("sip:case_detail", args=[case.pk])
        yield Duty(
            str(title), url, str(button), case.outcome_on or case.held_on or case.convened_on, "", case.case.code
        )


def _to_decide(concerned: Iterable[ForumCase]) -> Iterator[Duty]:
    for case in concerned:
        url = reverse("sip:case_decide", args=[case.pk])
        yield Duty(
            _("Besluta i ett ärende som inte gick att lösa"), url, _("Besluta"), case.escalated_on, "", case.case.code
        )


def _to_follow_up(decisions: Iterable[Decision]) -> Iterator[Duty]:
    for decision in decisions:
        url = reverse("sip:decision_follow_up", args=[decision.pk])
        yield Duty(_("Följ upp ett beslut"), url, _("Följ upp"), decision.due_on, "", decision.case.code)


def _to_receive(answered: Iterable[ForumCase]) -> Iterator[Duty]:
    for case in answered:
        url = reverse("sip:case_receive", args=[case.pk])
        yield Duty(_("Ta emot beslutet i ett ärende som ni väckte"), url, _("Läs"), case.decided_on, "", case.case.code)


def births(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Expected children whose day has passed and whose clock does not run: to note the birth. [DL-49]"""
    if not can_register_child(acting):
        return
    clocks = Obligation.objects.live().filter(subject_id=OuterRef("child_id"), code=BORN.code)
    due = ExpectedBirth.objects.filter(
        ~Exists(clocks),
        within("child_id", "visible_child_ids"),
        expected_on__lt=today,
        ended_on=None,
        child__birth_date=None,
    ).order_by("expected_on")
    yield Asks(due)
    for birth in due:
        url = reverse("sip:birth_note", args=[birth.child_id])
        yield Duty(_("Fråga om ett väntat barn är fött"), url, _("Notera födelsen"), birth.expected_on)


def find_child(acting: Acting, today: date) -> Iterator[StartSection]:
    """Search from the start page: a child is found in three interactions. [issue 3]"""
    if can_register_child(acting):
        yield StartSection(_("Hitta ett barn"), "sip/_start_find.html", {"form": ChildSearchForm()}, order=15)


def my_cases(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    if not works_with_cases(acting):
        return
    newest = visible_forum_cases(acting).order_by("-raised_on", "case_id").values("pk")[:SHOWN]
    cases = ForumCase.objects.filter(pk__in=newest).for_list().order_by("-raised_on", "case_id")
    yield Asks(cases)
    yield StartSection(
        _("Mina ärenden"),
        "sip/_start_cases.html",
        {"rows": [start_row(case) for case in cases]},
        order=20,
        link_url=reverse("sip:case_list"),
        link_label=_("Alla ärenden"),
    )

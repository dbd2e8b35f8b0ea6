"""The case's page put together: each part asks its own policy. [design: record]"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, Asks, by_name
from core.audit.queries import case_log_rows, log_lines
from core.roles import CASE_ROLES
from core.ui import dates
from core.ui.registry import case_links
from sip.cases import policies, rows, states
from sip.cases.buttons import case_buttons
from sip.cases.clock_panel import case_clocks, clock_to_call
from sip.cases.course import course
from sip.cases.models import CaseDeviation, CaseNoticed, ChildCase, ConcernedUnit, DecisionReceipt, ForumCase
from sip.cases.verbs import case_verbs
from sip.cases.who import people_in, who_may_see
from sip.consent.rows import consent_panel
from sip.deviating import begun_in, report_buttons
from sip.disclosures.models import Contribution
from sip.individual_forum.policies import callable_managers
from sip.individual_forum.rows import manager_line, occasion_sections
from sip.time_enquiry.rows import enquiry_lines


def case_page(acting: Acting, case: ForumCase) -> dict:
    """Everything the case's page shows to this reader."""
    verbs, today = case_verbs(acting, case), clock.today()
    shown = _sections(acting, case, verbs)
    beside, people = shown.pop("beside"), shown.pop("people")
    consent, sittings, decisions = shown["consent"], shown["occasions"], shown["decisions"]
    buttons = case_buttons(
        case,
        verbs,
        sittings=sittings,
        has_consent=consent["is_given"],
        all_done=all(decision["is_done"] for decision in decisions),
    )
    buttons["more"] += report_buttons(acting, case, begun_in(acting, case, sittings))
    to_call = clock_to_call(shown["clocks"])
    is_paused = to_call.get("is_paused", False)
    since, due = to_call.get("started_on"), None if is_paused else to_call.get("due_on")
    return {
        **shown,
        "case": case,
        "code": case.case.code,
        "lead": rows.lead(case, today, consent, sittings, due, is_paused=is_paused),
        "steps": rows.step_line(case, due, sittings),
        "facts": _facts(case, beside),
        "pieces_url": reverse("sip:pieces", args=[case.pk]) if acting.role in CASE_ROLES else "",
        "buttons": buttons,
        "has_identity": beside["has_identity"],
        "who": who_may_see(acting, case, people, covered=consent["covered"], attended=_attended(sittings)),
        "course": course(case, since=since, due=due, consent_on=consent["first_on"], sittings=sittings, today=today),
        "deviations": beside["deviations"],
        "links": case_links(acting, case),
    }


def _sections(acting: Acting, case: ForumCase, verbs: set[str]) -> dict:
    """What is asked for together, by its name on the page."""
    return by_name(
        beside=_beside(acting, case),
        occasions=occasion_sections(acting, case),
        consent=consent_panel(acting, case, verbs),
        decisions=rows.decision_rows(case, acting, "follow_up" in verbs),
        pieces=_pieces(case),
        clocks=case_clocks(case.pk, clock.today()),
        people=people_in(case),
        to_call=_to_call(case, verbs),
        asked=enquiry_lines(case, verbs),
        log=log_of(acting, case.pk),
    )


def _beside(acting: Acting, case: ForumCase) -> Iterator[Asks | dict]:
    """Names of the concerned units, codes of deviations, whether the name may be shown, the own principal's child."""
    own = {"case_id": OuterRef("pk")}
    units = ConcernedUnit.objects.filter(**own).order_by("unit__name").values("unit__name")
    codes = CaseDeviation.objects.filter(**own).order_by("created_at").values("code")
    identity = policies.visible_identities(acting).filter(pk=OuterRef("pk"))
    child = Subquery(ChildCase.objects.filter(**own).values("child_id"))
    found = ForumCase.objects.filter(pk=case.pk).values("pk")
    found = found.annotate(units=ArraySubquery(units), deviations=ArraySubquery(codes), has_identity=Exists(identity))
    received = Subquery(DecisionReceipt.objects.filter(**own).values("created_at"))
    found = found.annotate(own_child=child, decision_received_at=received)
    days = CaseNoticed.objects.filter(case_id=case.pk).select_related("corrected_by__person").order_by("-created_at")
    yield Asks(found, days)
    yield {**found[0], "corrected": " ".join(_corrected(one) for one in days)}


def _corrected(one: CaseNoticed) -> str:
    words = _("Rättat %(day)s av %(who)s, förut %(before)s: %(reason)s")
    person, day = one.corrected_by.person, timezone.localdate(one.created_at)
    before = dates.day(one.previous_on)
    return words % {"day": dates.day(day), "who": person, "before": before, "reason": one.reason}


def log_of(acting: Acting, case_id: UUID) -> Iterator[Asks | list]:
    """«Vem har läst»; empty for those who may not read it."""
    found = case_log_rows(acting, case_id)
    yield Asks(found)
    yield log_lines(found)


def _attended(sittings: list[dict]) -> list[str]:
    """The units that came to any of the sittings."""
    return sorted({unit for sitting in sittings for unit in sitting["attended"]})


def _facts(case: ForumCase, beside: dict) -> list[dict]:
    facts = [
        {"term": _("Frågan"), "text": case.question, "strong": True},
        {"term": _("Varför individforum behövs"), "text": str(case.get_reason_display())},
        {"term": _("Väckt av"), "text": case.raising_unit.name, "detail": dates.day(case.raised_on)},
        {"term": _("Behovet uppmärksammades"), "text": dates.day(case.need_noticed_on), "detail": beside["corrected"]},
        {"term": _("Berörda verksamheter"), "text": "\n".join(beside["units"])},
    ]
    if case.return_reason:
        facts.insert(0, {"term": _("Varför det lämnades tillbaka"), "text": str(case.get_return_reason_display())})
    if case.withdraw_reason:
        facts.insert(0, {"term": _("Varför det togs ur forumet"), "text": str(case.get_withdraw_reason_display())})
    if beside["own_child"]:
        page = reverse("sip:child_detail", args=[beside["own_child"]])
        facts.append({"term": _("Barnet"), "text": _("Barnets sida hos er"), "url": page})
    if case.decided_on:
        facts.append({"term": _("Beslutet mottaget"), "text": _received(case, beside["decision_received_at"])})
    if case.escalation_summary:
        facts.append({"term": _("Sammanfattning till cheferna"), "text": case.escalation_summary})
    if case.is_deidentified:
        facts.append({"term": _("Hantering"), "text": _("Utan uppgift om vem barnet är")})
    return facts


def _received(case: ForumCase, at: datetime | None) -> str:
    words = {"unit": case.raising_unit.name}
    if at is None:
        return _("Inte än av %(unit)s") % words
    return _("%(unit)s, %(day)s") % {**words, "day": dates.day(timezone.localdate(at))}


def _pieces(case: ForumCase) -> Iterator[Asks | list[dict]]:
    """The pieces one may read: the own unit's, and what has been disclosed to it."""
    found = Contribution.objects.filter(case_id=case.pk).select_related("unit").order_by("created_at")
    yield Asks(found)
    yield [{"term": str(piece.get_kind_display()), "text": piece.text, "detail": piece.unit.name} for piece in found]


def _to_call(case: ForumCase, verbs: set[str]) -> Iterator[Asks | list[dict]]:
    """Before the call, for the one who calls: the managers with their mandate, so that a gap shows in time. [F116]"""
    if case.status != states.ForumCaseStatus.RAISED or "call" not in verbs:
        yield []
        return
    managers = callable_managers(case)
    yield Asks(managers)
    yield [manager_line(manager) for manager in managers]


def record_read(acting: Acting, case: ForumCase, part: str = "case.read") -> None:
    audit.record(part, case, by=acting, case_id=case.pk)

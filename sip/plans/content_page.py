"""The part of the plan's page that a consent opens: the plan as it is read, its versions, and what stands beside it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, side_by_side
from core.ui import dates
from sip.cases.buttons import Button
from sip.plans import policies, states, transfers
from sip.plans.choices import Doer
from sip.plans.frozen import content_of, rows_of
from sip.plans.models import FiledCopy, Handover, OtherPlan, PlanMeasure, PlanVersion, SipPlan
from sip.plans.others_page import other_row
from sip.plans.queries import stuck_measures
from sip.plans.states import HandoverStatus, PlanStatus
from sip.plans.told import told


def content_page(acting: Acting, plan: SipPlan) -> dict | None:
    """What `sip/_plan_content.html` shows; None to whom no consent opens the plan. `plan` with_relations."""
    if not policies.can_read_content(acting, plan):
        return None
    [[shown]] = side_by_side(plan_content(acting, plan))
    return shown


def plan_content(acting: Acting, plan: SipPlan) -> Iterator[Asks | dict]:
    """The same for `side_by_side`, to one who may read the plan."""
    today = clock.today()
    rows, stuck = rows_of(plan), stuck_measures(plan, today).select_related("unit")
    versions = PlanVersion.objects.filter(case_id=plan.pk).order_by("-number")
    versions = versions.values("pk", "number", "agreed_on", "sha256")
    others = OtherPlan.objects.filter(case_id=plan.pk, ended_at__isnull=True).select_related("owner_unit")
    copies = FiledCopy.objects.filter(case_id=plan.pk, unit_id=acting.unit_id).values("pk", "version_number")
    handovers = Handover.objects.filter(case_id=plan.pk, status=HandoverStatus.PROPOSED)
    handovers = handovers.select_related("receiver__person", "giver__person")
    to_adults = transfers.to_adults(acting, plan)
    yield Asks(*rows.all(), to_adults, stuck, versions, others, copies, handovers)
    filed = {copy["version_number"]: copy["pk"] for copy in copies}
    yield {
        "told": told(content_of(plan, rows), today=today),
        "has_text": bool(rows.voices or rows.measures or any(section.text for section in rows.sections)),
        "is_draft": plan.status in (PlanStatus.MEETING_CALLED, PlanStatus.DRAFTED),
        "is_due": plan.is_follow_up_due(today),
        "due_words": dates.due_in_words(plan.next_follow_up_on, today) if plan.next_follow_up_on else "",
        "stuck": stuck_rows(stuck) if plan.status == PlanStatus.ACTIVE else [],
        "versions": [_version(row, filed, acting, plan) for row in versions],
        "others": [other_row(row) for row in others],
        "others_url": reverse("sip:other_plans", args=[plan.pk]),
        "handover": _handover(acting, handovers),
        "buttons": content_buttons(acting, plan),
        "more": seldom_buttons(acting, plan, grows_up=bool(to_adults)),
    }


def stuck_of(plan: SipPlan) -> list[dict]:
    """The same for the pages of a meeting: the call, the answer to it, and who came. [F85]"""
    return stuck_rows(stuck_measures(plan, clock.today()).select_related("unit"))


def stuck_rows(stuck: QuerySet[PlanMeasure]) -> list[dict]:
    """Measures to look at before the follow-up, ready for `ui/rows.html`: on the plan and in the call. [F85]"""
    today = clock.today()
    return [
        {
            "title": row.text,
            "detail": row.unit.name if row.unit else str(row.get_doer_display()),
            "badge": _why_stuck(row, today),
            "badge_is": "late" if row.due_on and row.due_on < today else "soon",
        }
        for row in stuck
    ]


def _why_stuck(row: PlanMeasure, today: date) -> str:
    if row.due_on and row.due_on < today:
        return dates.due_in_words(row.due_on, today)
    if row.doer == Doer.UNIT and not row.assignment_id and not row.person:
        return _("Ingen person ansvarar")
    return _("Har stått i %(n)d versioner") % {"n": row.stood_in}  # type: ignore[attr-defined]


def _version(row: dict, filed: dict, acting: Acting, plan: SipPlan) -> dict:
    copy = filed.get(row["number"])
    return {
        "title": _("Version %(number)s") % {"number": row["number"]},
        "url": reverse("sip:plan_version", args=[row["pk"]]),
        "detail": _("Beslutad %(day)s") % {"day": dates.day(row["agreed_on"])},
        "copy_url": reverse("sip:filed_copy", args=[copy]) if copy else "",
        "file_url": "" if copy or not acting.unit_id else reverse("sip:plan_file", args=[row["pk"]]),
    }


def _handover(acting: Acting, handovers: QuerySet[Handover]) -> dict | None:
    """The question of main responsibility that waits, for the one who asks and the one who answers."""
    waiting = next(iter(handovers), None)
    if waiting is None:
        return None
    names = {"giver": str(waiting.giver.person), "receiver": str(waiting.receiver.person)}
    words = _("%(giver)s har frågat om %(receiver)s vill ta över huvudansvaret.") % names
    if waiting.receiver_id == acting.assignment_id:
        return {"words": words, "url": reverse("sip:handover", args=[waiting.pk]), "label": _("Svara om huvudansvaret")}
    if waiting.giver_id == acting.assignment_id:
        label = _("Ta tillbaka frågan")
        return {"words": words, "url": reverse("sip:handover_recall", args=[waiting.pk]), "label": label}
    return {"words": words, "url": "", "label": ""}


def content_buttons(acting: Acting, plan: SipPlan) -> list[Button]:
    """The ways on with the plan's content that this reader may use now. `plan` with_relations: asks nothing more."""
    return _allowed(
        plan,
        (policies.can_write(acting, plan), _("Skriv i planen"), "plan_write"),
        (policies.can_agree(acting, plan), _("Gå igenom och besluta"), "plan_agree"),
        (can_follow_up(acting, plan), _("Följ upp insatserna"), "plan_follow_up"),
        (policies.can_renew(acting, plan), _("Besluta en ny version"), "plan_renew"),
    )


def seldom_buttons(acting: Acting, plan: SipPlan, *, grows_up: bool = False) -> list[Button]:
    """What lies under «Mer»: done once in a plan's life, or beside it. `plan` with_relations: asks nothing more.

    `grows_up` while a transition to services for adults goes on.
    """
    return _allowed(
        plan,
        (policies.can_hand_over(acting, plan), _("Lämna över huvudansvaret"), "plan_hand_over"),
        (grows_up and policies.can_transfer(acting, plan), _("Lämna över planen till vuxenlivet"), "plan_transfer"),
        (policies.can_close(acting, plan), _("Avsluta planen"), "plan_close"),
        (policies.can_note_cost(acting, plan), _("Överenskommelser om kostnader"), "plan_costs"),
    )


def _allowed(plan: SipPlan, *rows: tuple[bool, str, str]) -> list[Button]:
    return [Button(label, reverse(f"sip:{name}", args=[plan.pk])) for may, label, name in rows if may]


def can_follow_up(acting: Acting, plan: SipPlan) -> bool:
    """Results are noted by all who write, while the plan runs. [F85]"""
    return states.RENEW.allowed_from(plan.status) and policies.can_write(acting, plan)

"""The whole child's timeline: everything the reader may see of it, cases and own record together. [issue 3.10]"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.ui import charts
from sip.cases.policies import visible_forum_cases
from sip.children.models import Child
from sip.lss.policies import visible_offers
from sip.placements.policies import visible_placements
from sip.plans.models import SipPlan
from sip.plans.policies import can_read_content, visible_plans, with_relations
from sip.plans.register import own_other_plans
from sip.story import child as own
from sip.story.events import Event
from sip.story.page import Subjects, told
from sip.transfers.policies import visible_transfers
from sip.transitions.policies import visible_transitions


@dataclass(frozen=True)
class Part:
    """Something with a page of its own that the timeline tells of, or only knows that there is."""

    pk: UUID
    kind: str
    code: str
    url: str
    is_told: bool = True

    @property
    def name(self) -> str:
        return f"{self.kind} {self.code}".strip()


@dataclass(frozen=True)
class Whole:
    """`parts`: what it is about, the newest first; the events of the child's own needs belong to none of them."""

    parts: list[Part]
    events: list[Event]
    spans: list[charts.Span]

    def part(self, about: UUID | None) -> Part | None:
        return next((part for part in self.parts if part.pk == about), None)


def tells_of(acting: Acting, plan: SipPlan) -> bool:
    """Whether the plan's own timeline opens to this reader: by a consent, or as the unit where it began."""
    return can_read_content(acting, plan) or acting.unit_id == plan.initiating_unit_id


def whole_of(acting: Acting, child: Child) -> Whole:
    """Two statements, however much there is: what there is of the child, and what has happened in it."""
    of = {"case__own_children__child": child}
    cases = visible_forum_cases(acting).filter(**of).select_related("case").order_by("-raised_on")
    plans = with_relations(acting, visible_plans(acting).filter(**of).select_related("case"))
    plans = plans.order_by("-need_noticed_on")
    transfers = visible_transfers(acting).filter(**of).select_related("case").order_by("-case__created_at")
    placed = visible_placements(acting).filter(child=child).order_by("-decided_on")
    offers = visible_offers(acting).filter(child=child).order_by("-arose_on")
    others = own_other_plans(acting).filter(child=child).order_by("-created_at")
    changes = visible_transitions(acting).filter(child=child).order_by("-on")
    together(cases, plans, transfers, placed, offers, others, changes)
    opened = [plan for plan in plans if tells_of(acting, plan)]
    today, shown = clock.today(), Subjects(list(cases), opened, list(transfers))
    events, spans = told(
        acting,
        shown,
        own.needs(acting, child, with_unit=not child.is_protected),  # type: ignore[attr-defined]
        own.placements(acting, child, today),
        own.lss(acting, child, today),
        own.other_plans(acting, child, today),
        own.transitions(acting, child, today),
    )
    parts = [
        *(_part(plan, _("SIP"), plan.case.code, is_told=plan in opened) for plan in plans),
        *(_part(case, _("Individforum"), case.case.code) for case in cases),
        *(_part(one, _("Uppgifter till andra"), one.case.code) for one in transfers),
        *(Part(one.pk, _("Placering"), one.code, reverse("sip:placement_detail", args=[one.pk])) for one in placed),
        *(Part(one.pk, _("Plan enligt LSS"), one.code, reverse("sip:lss_detail", args=[one.pk])) for one in offers),
        *(Part(one.pk, _("Annan plan"), one.code, reverse("sip:other_plan", args=[one.pk])) for one in others),
        *(Part(one.pk, _("Övergång"), one.code, reverse("sip:transition_detail", args=[one.pk])) for one in changes),
    ]
    return Whole(parts, events, _named(parts, spans))


def _part(one, kind: str, code: str, *, is_told: bool = True) -> Part:
    return Part(one.pk, kind, code, one.get_absolute_url(), is_told)


def _named(parts: Iterable[Part], spans: Iterable[tuple[UUID, charts.Span]]) -> list[charts.Span]:
    """The clocks, the first first, each with the code of what it belongs to where there is more than one thing."""
    codes = {part.pk: part.code for part in parts}
    found = sorted(spans, key=lambda pair: (pair[1].start, pair[1].due))
    if len(codes) < 2:
        return [span for _about, span in found]
    return [replace(span, label=f"{span.label} {codes.get(about, '')}".strip()) for about, span in found]


def of_part(whole: Whole, part: str, lane: str) -> list[Event]:
    """Those of one part and one kind, where they are chosen."""
    return [
        event for event in whole.events if (not part or str(event.about) == part) and (not lane or event.lane == lane)
    ]


def names_of(parts: Iterable[Part]) -> str:
    """«SIP 7K4QZ2, Placering P-3MBW9X»: of those that are told."""
    return ", ".join(part.name for part in parts if part.is_told)

"""A version of the plan as it is frozen: plain content, in one order, with its hash. [SM-1, security 1]"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from core.access import together
from sip.plans.models import PlanGoal, PlanMeasure, PlanRole, PlanSection, PlanVoice, SipPlan
from sip.plans.queries import live_measures


@dataclass(frozen=True)
class Rows:
    """The rows that a plan's content stands on, not asked for yet."""

    sections: QuerySet[PlanSection]
    voices: QuerySet[PlanVoice]
    goals: QuerySet[PlanGoal]
    measures: QuerySet[PlanMeasure]
    roles: QuerySet[PlanRole]

    def all(self) -> tuple[QuerySet, ...]:
        return (self.sections, self.voices, self.goals, self.measures, self.roles)


def rows_of(plan: SipPlan) -> Rows:
    """What stands in the plan now. Ask all of it together, then read it with `content_of`."""
    return Rows(
        PlanSection.objects.filter(case_id=plan.pk).order_by("position"),
        PlanVoice.objects.filter(case_id=plan.pk, replaced_at__isnull=True).order_by("created_at"),
        PlanGoal.objects.filter(case_id=plan.pk, taken_out_at__isnull=True).order_by("position", "created_at"),
        _measures(plan),
        PlanRole.objects.filter(case_id=plan.pk, valid_to__isnull=True).select_related("assignment__person", "unit"),
    )


def content_of(plan: SipPlan, rows: Rows | None = None) -> dict[str, Any]:
    """What the plan says now, with the names as they are now. Cost agreements are no part of it. [C14]"""
    rows = rows or rows_of(plan)
    sections, voices, goals, measures, roles = rows.all()
    together(*rows.all())
    return {
        "code": plan.case.code,
        "label": plan.label,
        "agreed_principal": plan.responsible_principal.name if plan.responsible_principal else "",
        "next_follow_up_on": _day(plan.next_follow_up_on),
        "people": sorted(
            ([role.part, str(role.assignment.person), role.unit.name] for role in roles), key=lambda row: tuple(row)
        ),
        "voices": [
            {
                "whose": voice.whose,
                "name": voice.name,
                "words": voice.words,
                "heard": voice.heard,
                "on": _day(voice.heard_on),
                "informed": voice.informed_how,
                "why_not": voice.not_asked_reason,
            }
            for voice in voices
        ],
        "sections": [
            {"key": section.key, "heading": section.heading, "text": section.text}
            for section in sections
            if section.text
        ],
        "goals": [_goal(goal) for goal in goals],
        "measures": [_measure(measure) for measure in measures],
    }


def _measures(plan: SipPlan) -> QuerySet[PlanMeasure]:
    return live_measures(plan).select_related("unit", "assignment__person").order_by("position", "created_at")


def _goal(goal: PlanGoal) -> dict[str, Any]:
    return {
        "id": str(goal.pk),
        "horizon": goal.horizon,
        "serves": str(goal.serves_id or ""),
        "text": goal.text,
        "by": _day(goal.by_on),
        "reached": goal.is_reached,
    }


def _measure(measure: PlanMeasure) -> dict[str, Any]:
    person = str(measure.assignment.person) if measure.assignment else measure.person
    return {
        "id": str(measure.pk),
        "goal": str(measure.goal_id or ""),
        "text": measure.text,
        "doer": measure.doer,
        "unit": measure.unit.name if measure.unit else "",
        "person": person,
        "starts": _day(measure.starts_on),
        "due": _day(measure.due_on),
        "result": measure.result,
        "result_text": measure.result_text,
    }


def _day(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content, whatever order the database gives its keys back in."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()

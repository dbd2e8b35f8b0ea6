"""A group's year and its plan, made ready for their templates; a plan's line in the list. [F49]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, together
from core.ui import dates
from core.ui.questions import acts_of, buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.choices import STEERING_KINDS
from groups.finding import forum_url
from groups.models import Forum
from groups.year import policies, states
from groups.year.answering import said_of
from groups.year.models import ActionPlan, PlanActivity, PlanFocus
from groups.year.questions import ACTIVITY, ADD, FOCUS, PLAN
from groups.year.register_page import current_needs, planned_for, registers, standing

S = states.S
ROUTE = "groups:action_plan_note"


def home(plan: ActionPlan) -> str:
    return reverse("groups:action_plan_detail", args=[plan.pk])


def year_url(forum: Forum) -> str:
    return reverse("groups:year_detail", args=[forum.pk])


def activities_of(plans: QuerySet[ActionPlan]) -> QuerySet[PlanActivity]:
    found = PlanActivity.objects.filter(plan__in=plans.values("pk"), removed_at__isnull=True)
    return found.select_related(
        "focus",
        "responsible__person",
        "responsible__unit",
        "responsible_unit",
        "responsible_forum",
        "carried_from__plan",
    ).order_by("due_on", "created_at", "id")


def year_page(acting: Acting, forum: Forum) -> dict[str, Any]:
    """What `groups/year_detail.html` shows: the plan of this year, and of the others."""
    today = clock.today()
    plans = policies.visible_plans(acting).filter(forum=forum).order_by("-year")
    activities = activities_of(ActionPlan.objects.filter(forum=forum, year=today.year))
    mine = forum.is_ours  # type: ignore[attr-defined]
    asks = [standing(acting, forum), current_needs(acting, forum), planned_for(acting, forum)] if mine else []
    together(plans, activities, *asks)
    current = next((one for one in plans if one.year == today.year), None)
    taken = {one.year for one in plans}
    may_draft = forum.is_led and not {today.year, today.year + 1} <= taken  # type: ignore[attr-defined]
    return {
        "forum": forum,
        "title": _("Årets arbete"),
        "crumbs": [{"label": said(forum.name), "url": forum_url(forum)}],
        "plan": _current(current, activities, today) if current else None,
        "missing": "" if current else _missing(forum, today),
        "others": [_other(one) for one in plans if one is not current],
        "new": reverse("groups:action_plan_new", args=[forum.pk]) if may_draft else "",
        "all": reverse("groups:action_plan_list"),
        "registers": registers(acting, forum, *asks) if mine else None,
        "who": [*_who_sees(), Who(_("Samma som läser utkastet"), _("Hinder, behov och gruppens uppgifter"))],
    }


def _missing(forum: Forum, today: Any) -> str:
    words = {"year": today.year}
    if policies.is_required(forum, today):
        return _("Gruppen ska ha en handlingsplan varje år. Ingen plan för %(year)d finns att läsa.") % words
    return _("Det finns ingen handlingsplan för %(year)d att läsa.") % words


def _current(plan: ActionPlan, activities: Iterable[PlanActivity], today: Any) -> dict[str, Any]:
    rows = [activity_row(one, today) for one in activities]
    done = sum(one["row"].status == states.A.DONE for one in rows)
    counted = _("%(done)d av %(all)d aktiviteter är klara.") % {"done": done, "all": len(rows)}
    return {"row": plan, "url": home(plan), "rows": rows, "counted": counted if rows else ""}


def _other(plan: ActionPlan) -> dict[str, Any]:
    return {"label": str(plan), "url": home(plan), "row": plan}


def activity_row(activity: PlanActivity, today: Any) -> dict[str, Any]:
    late = activity.status in states.UNDONE and activity.due_on < today
    return {
        "row": activity,
        "what": activity.what,
        "answers": said_of(activity),
        "due": dates.day(activity.due_on),
        "late": late,
    }


def plan_page(acting: Acting, plan: ActionPlan) -> dict[str, Any]:
    """What `groups/action_plan_detail.html` shows. One statement carries its parts."""
    focuses = PlanFocus.objects.filter(plan=plan, removed_at__isnull=True).order_by("order")
    activities = activities_of(ActionPlan.objects.filter(pk=plan.pk))
    together(focuses, activities)
    may_write = policies.can_write(acting, plan)
    return {
        "plan": plan,
        "crumbs": [
            {"label": said(plan.forum.name), "url": forum_url(plan.forum)},
            {"label": _("Årets arbete"), "url": year_url(plan.forum)},
        ],
        "lead": _lead(plan),
        "buttons": buttons(PLAN, acting, plan, ROUTE) | {"beside": acts_of(ADD, acting, plan, ROUTE)},
        "write": reverse("groups:action_plan_write", args=[plan.pk]) if may_write else "",
        "parts": _parts(acting, plan, focuses, activities),
        "nothing": not activities,
        "facts": _facts(plan),
        "who": _who_sees(),
    }


def _lead(plan: ActionPlan) -> str:
    """The one sentence: what it waits for."""
    words = {
        S.DRAFT: _("Utkastet skrivs. Planen gäller när gruppen har beslutat den på ett möte."),
        S.ADOPTED: _("Planen är beslutad. Arbetet har inte börjat."),
        S.IN_PROGRESS: _("Gruppen arbetar efter planen."),
        S.FOLLOWED_UP: _("Året är uppföljt."),
        S.CLOSED: _("Planen är avslutad."),
    }
    return words[S(plan.status)]


def _parts(
    acting: Acting, plan: ActionPlan, focuses: Iterable[PlanFocus], activities: Iterable[PlanActivity]
) -> list[dict[str, Any]]:
    """The picture of how things are, each focus area with what is to be done in it, then what stands outside them."""
    today, parts, loose = clock.today(), [], [one for one in activities if one.focus_id is None]
    for focus in focuses:
        focus.plan = plan
        rows = [one for one in activities if one.focus_id == focus.pk]
        if not focus.title and not focus.text:
            continue
        parts.append(_part(focus.heading, focus.key, focus.text, [_line(acting, plan, one, today) for one in rows]))
        parts[-1]["acts"] = acts_of(FOCUS, acting, focus, "groups:plan_focus_note") if focus.title else []
    if loose:
        rows = [_line(acting, plan, one, today) for one in loose]
        parts.append(_part(_("Övriga aktiviteter") if len(parts) else _("Aktiviteter"), "ovriga", "", rows))
    return parts


def _part(title: str, key: str, text: str, rows: list[dict]) -> dict[str, Any]:
    return {"title": title, "key": f"del-{key}", "text": text, "rows": rows, "acts": []}


def _line(acting: Acting, plan: ActionPlan, activity: PlanActivity, today: Any) -> dict[str, Any]:
    activity.plan = plan
    row = activity_row(activity, today) | {"goal": activity.goal, "result": activity.result, "notes": []}
    if activity.carried_from:
        row["notes"].append(_("Följde med från %(year)d") % {"year": activity.carried_from.plan.year})
    if plan.adopted_on and activity.added_on > plan.adopted_on:
        row["notes"].append(_("Tillkom efter beslutet, %(day)s") % {"day": dates.day(activity.added_on)})
    return row | {"acts": acts_of(ACTIVITY, acting, activity, "groups:plan_activity_note")}


def _facts(plan: ActionPlan) -> list[dict[str, Any]]:
    facts = [{"term": _("Grupp"), "text": said(plan.forum.name), "url": forum_url(plan.forum)}]
    if plan.adopted_on:
        decided = _("%(day)s, beslut %(number)s") % {"day": dates.day(plan.adopted_on), "number": plan.decided_as}
        facts.append({"term": _("Beslutad"), "text": decided})
    if plan.followed_up_on:
        facts.append({"term": _("Uppföljd"), "text": dates.day(plan.followed_up_on)})
    return facts


def _who_sees() -> list[Who]:
    return [
        Who(_("Gruppens ledamöter och deras chefer"), _("Utkastet, från första dagen")),
        Who(_("Handläggare vid sekretariatet och regionens stödfunktion"), _("Utkastet, från första dagen")),
        Who(_("Alla som arbetar i regionen, även förtroendevalda"), _("Den plan som är beslutad")),
        Who(_("Ingen ser barn här"), _("En handlingsplan handlar aldrig om ett enskilt barn"), sees=False),
    ]


def plan_row(plan: ActionPlan) -> dict[str, Any]:
    return {"url": home(plan), "title": str(plan), "forum": said(plan.forum.name), "row": plan}


def near_plans(acting: Acting, forum: Forum) -> QuerySet[ActionPlan]:
    """The group's plan of this year; not asked yet."""
    if forum.kind not in STEERING_KINDS:
        return ActionPlan.objects.none()
    return policies.visible_plans(acting).filter(forum=forum, year=clock.today().year)


def year_of(forum: Forum, found: Iterable[ActionPlan]) -> dict[str, Any] | None:
    """What the group's page says of its year; None where there is none."""
    if forum.kind not in STEERING_KINDS:
        return None
    return {"url": year_url(forum), "plans": [_other(one) for one in found]}

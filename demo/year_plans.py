"""The home group's year: its plan as it would have been decided and noted, its obstacles and needs. [F47-F49]"""

from datetime import date, timedelta

from core.people.models import RoleAssignment
from core.roles import AREA_LEADERS
from core.workdays import local_today
from demo import meeting_texts
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from groups.choices import STEERING_KINDS
from groups.models import Forum, ForumDecision
from groups.year import policies
from groups.year.models import ActionPlan, PlanActivity, PlanFocus
from groups.year.register_models import Obstacle
from groups.year.services import drafting, moving, registering
from groups.year.services.drafting import Doing
from groups.year.services.registering import Found as Needs
from groups.year.services.registering import Noted

SITUATION = (
    "Fler elever i årskurs 7–9 är borta länge från skolan. Familjer säger att de får berätta samma sak för många. "
    "Avvikelserna handlar mest om kallelser som kommer sent."
)
AREAS = {
    "Skolnärvaro": "Hur ser vi tidigare att ett barn är på väg bort från skolan? Vem gör vad den första månaden?",
    "En plan, en kontakt": "Hur slipper familjen upprepa sig? Vad behöver den som samordnar för att kunna göra det?",
}
# what, area, goal, which kind of those who can answer for it, due so many days from today, how it went
ACTIVITIES = (
    ("Inför den gemensamma rutinen för skolfrånvaro i alla skolor", "Skolnärvaro",
     "Ett möte hålls inom tio dagar", "verksamhet", -40, ("done", "Alla skolor använder rutinen.")),
    ("Följ upp frånvaron skola för skola", "Skolnärvaro", "Vi vet var det behövs mer stöd", "person", -5, None),
    ("Två halvdagar om SIP för nya medarbetare", "En plan, en kontakt",
     "Alla nya kan kalla till SIP", "verksamhet", 20, ("in_progress", "Lokal och datum är bokade.")),
    ("Fråga tio familjer hur det är att ha en samordnare", "En plan, en kontakt",
     "Vi vet vad som hjälper", "grupp", 60, None),
)  # fmt: skip


LATE_CALLS = Noted(
    "obstacle", "organisation", "Kallelser till möten kommer för sent", "Familjen och skolan hinner inte."
)
OBSTACLES = (
    LATE_CALLS,
    Noted("obstacle", "resources", "BUP har få tider för möten i skolan", "Mötena flyttas ofta."),
    Noted("enabler", "knowledge_of_each_other", "Vi känner varandra sedan de gemensamma halvdagarna"),
)
MEASURE = "BUP håller två tider i veckan för möten i skolan"
NEEDS = (
    ("Placerade barn", "En kontakt som följer med vid flytt, och en skola som vet vad som gäller från första dagen.",
     "Den regionala enkäten och tre samtal med ungdomar som är placerade.", 365),
    ("Elever som är borta länge från skolan", "Att någon hör av sig tidigt, och att alla vet vem som håller i det.",
     "Skolornas frånvaro och avvikelserna under året.", 20),
)  # fmt: skip


def make_year_plans(found: Found, today: date) -> None:
    """None where the home area's group has not decided one."""
    leader = found.one(*AREA_LEADERS, area=found.home)
    if leader is None:
        return
    with on(today, acting_for(leader)):
        forum = Forum.objects.get(region=found.region, area=found.home, kind__in=STEERING_KINDS)
        decided = ForumDecision.objects.filter(forum=forum, text=meeting_texts.YEAR_PLAN.decision).first()
    _noted(forum, leader, today)
    if decided:
        _lived(forum, leader, decided, today)
        _into_the_plan(forum, leader, today)


def _lived(forum: Forum, leader: RoleAssignment, decision: ForumDecision, today: date) -> None:
    day = local_today(decision.created_at)
    with on(day - timedelta(days=9), acting_for(leader)) as by:
        plan = drafting.draft(forum, by=by, year=today.year)
        drafting.save_focus(PlanFocus.objects.get(plan=plan), by=by, text=SITUATION, version=0)
        areas = {title: drafting.add_focus(plan, by=by, title=title) for title in AREAS}
        for title, text in AREAS.items():
            drafting.save_focus(areas[title], by=by, text=text, version=0)
        for what, area, goal, kind, days, _went in ACTIVITIES:
            doing = Doing(what, _answers(forum, kind), _due(plan, today, days), goal=goal, focus=areas[area])
            drafting.add_activity(plan, by=by, doing=doing)
    with on(day + timedelta(days=1), acting_for(leader)) as by:
        moving.adopt(ActionPlan.objects.get(pk=plan.pk), by=by, decision=decision)
    with on(today - timedelta(days=4), acting_for(leader)) as by:
        for what, _area, _goal, _kind, _days, went in ACTIVITIES:
            if went:
                one = PlanActivity.objects.select_related("plan__forum").get(plan=plan, what=what)
                moving.note_activity(one, by=by, status=went[0], result=went[1])


def _due(plan: ActionPlan, today: date, days: int) -> date:
    """So many days from today, within what the plan takes."""
    first, last = date(plan.year, 1, 1), date(plan.year + 1, 6, 30)
    return min(max(today + timedelta(days=days), first), last)


def _answers(forum: Forum, kind: str) -> str:
    """The first who can."""
    who = {"grupp": policies.possible_forums, "verksamhet": policies.possible_units, "person": policies.possible_people}
    return f"{kind}:{who[kind](forum).first().pk}"


def _noted(forum: Forum, leader: RoleAssignment, today: date) -> None:
    """Three of what hampers and helps, one with a measure that should be done; two target groups' needs."""
    with on(today - timedelta(days=150), acting_for(leader)) as by:
        made = [registering.note_obstacle(forum, by=by, noted=one) for one in OBSTACLES]
        for target_group, text, known_from, days in NEEDS:
            found = Needs(target_group, text, known_from, today + timedelta(days=days))
            registering.take_inventory(forum, by=by, found=found)
    with on(today - timedelta(days=90), acting_for(leader)) as by:
        owner = policies.possible_people(forum).exclude(pk=leader.pk).first() or leader
        registering.take_on(made[1], by=by, owner=owner, measure=MEASURE, due_on=today - timedelta(days=3))


def _into_the_plan(forum: Forum, leader: RoleAssignment, today: date) -> None:
    with on(today - timedelta(days=2), acting_for(leader)) as by:
        late = Obstacle.objects.select_related("forum").get(forum=forum, title=LATE_CALLS.title)
        plan = ActionPlan.objects.select_related("forum").get(forum=forum, year=today.year)
        what = "Kallelser går ut senast tio dagar före mötet"
        doing = Doing(what, _answers(forum, "grupp"), _due(plan, today, 75), goal="Alla hinner förbereda sig")
        registering.plan_for(late, by=by, plan=plan, doing=doing)

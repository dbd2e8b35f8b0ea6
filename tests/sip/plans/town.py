"""A plan in each of its phases, by the services' own steps."""

from datetime import timedelta

from core import clock
from core.access import acting_as
from core.regions.models import RegionProfile
from groups.models import MinutesTemplate
from sip.consent.asked import Asked, Given
from sip.models import Guardian, PlanInvitation, PlanMeeting, PlanSection, SipPlan
from sip.plans.services import agreeing, consenting, meeting, people, starting, writing
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t

SECTIONS = [
    {"key": "situation", "heading": "Så är det nu", "help": "", "required": True},
    {"key": "works_well", "heading": "Det som fungerar bra", "help": ""},
]
NEED = "MÄRKE-BEHOV Elsa orkar inte hela skoldagen."
WORDS = "MÄRKE-RÖST Jag vill rida."
TEXT = "MÄRKE-PLAN Skolan och BUP gör olika."


def make_town():
    """The individual forum's town, with the region's template for plans and their clocks."""
    with as_loader():
        town = t.make_town()
        add_to(town)
    return town


def add_to(town) -> None:
    """What plans need besides: the template of their headings, their clocks, one at BUP who takes part."""
    with as_loader():
        MinutesTemplate.objects.create(
            region=town.region, forum_kind="sip_meeting", version=1, sections=SECTIONS, valid_from=b.START
        )
        for code in ("DL-26", "DL-26B", "DL-27", "DL-35", "DL-35B", "DL-36"):
            make_rule(town.region, code)
        bup_worker = b.make_assignment(town.region, "caseworker", "Bim Behandlare", unit=town.bup, has_mandate=True)
        town.assignments["bup_worker"], town.bup_worker = bup_worker, b.acting_for(bup_worker)


def started(town, *, by=None, child=None, **facts) -> SipPlan:
    by = by or town.teacher
    child = child or t.child_of(town, by=by)
    said = {"district": town.east, "need": NEED, "need_noticed_on": clock.today() - timedelta(days=3), **facts}
    with acting_as(by):
        return starting.start_plan(child, by=by, facts=starting.Started(**said))


def offered(town, plan, *, by=None):
    with acting_as(by or town.teacher):
        return starting.offer_plan(plan, by=by or town.teacher, on=clock.today())


def consented(town, plan, *, by=None, units=None, answers=True, days=200, **facts):
    """Both guardians say yes to a plan between school, social services and BUP."""
    by = by or town.teacher
    with acting_as(by):
        guardians = list(Guardian.objects.filter(child__cases__case_id=plan.pk).order_by("created_at"))
        asked = Asked(
            units=units or (town.school, town.social, town.bup),
            information_kinds=facts.pop("kinds", ("identity", "situation")),
            valid_to=clock.today() + timedelta(days=days),
            purpose="sip",
            **{key: facts.pop(key) for key in ("signatories", "signatories_reason") if key in facts},
        )
        said = {
            "form": "oral",
            "given_on": clock.today(),
            "witness": "Rut Rektor",
            "answers": {guardian.pk: answers for guardian in guardians},
            "child_view": "heard",
            "child_view_text": "Ja",
            **facts,
        }
        return consenting.record_plan_consent(plan, by=by, asked=asked, given=Given(**said))


def working(town, plan, *, by=None, names=("social_worker", "bup_worker")):
    by = by or town.teacher
    with acting_as(by):
        return people.start_work(plan, by=by, people=[town.assignments[name] for name in names])


def called(town, plan, *, by=None, names=("social_worker", "bup_worker"), days=5, **facts) -> PlanMeeting:
    by = by or town.teacher
    said = {
        "question": "Hur får Elsa en skolvecka som håller?",
        "starts_at": t.in_days(days),
        "minutes": 60,
        "place": "Österskolan, rum 3",
        "chair": town.assignments["teacher"],
        "recorder": town.assignments["social_worker"],
        **facts,
    }
    with acting_as(by):
        invited = [town.assignments[name] for name in names]
        return meeting.call_meeting(plan, by=by, call=meeting.Call(**said), people=invited)


def held(town, sitting, *, by=None) -> None:
    """Everybody came, the child and the guardians too; the day after the meeting's hour."""
    by = by or town.teacher
    with acting_as(by):
        rows = PlanInvitation.objects.filter(meeting=sitting)
        meeting.hold_meeting(
            sitting,
            by=by,
            attendance={row.pk: "present" for row in rows},
            child_present=True,
            guardians_present=True,
        )


def written(town, plan, *, by=None) -> None:
    """All that the law asks of a plan, and one measure of the family's own."""
    by = by or town.teacher
    with acting_as(by):
        for section in PlanSection.objects.filter(case_id=plan.pk):
            writing.save_section(section, by=by, text=TEXT, version=section.version)
        today = clock.today()
        for whose, name in (("child", "Elsa"), ("guardian", "Anna Provsson")):
            said = writing.Said(whose=whose, name=name, heard="meeting", words=WORDS, heard_on=today)
            writing.add_voice(plan, by=by, said=said)
        goal = writing.add_goal(
            plan, by=by, facts=writing.GoalFacts(text="Elsa går i skolan varje dag", horizon="long")
        )
        due = today + timedelta(days=30)
        for facts in (
            {"text": "Anpassad skoldag", "doer": "unit", "unit": town.school, "person": "Tora Lärare"},
            {
                "text": "Samtal varje vecka",
                "doer": "unit",
                "unit": town.bup,
                "assignment": town.assignments["bup_worker"],
            },
            {"text": "Rider på lördagar", "doer": "family"},
        ):
            writing.add_measure(plan, by=by, facts=writing.MeasureFacts(goal=goal, due_on=due, **facts))


def agreed(town, plan, *, by=None, days=60, main="teacher"):
    by = by or town.teacher
    settled = agreeing.Agreed(
        responsible_principal=town.city,
        main_responsible=town.assignments[main],
        next_follow_up_on=clock.today() + timedelta(days=days),
    )
    with acting_as(by):
        return agreeing.agree(plan, by=by, agreed=settled)


def name_other_system(town, name: str = "Cosmic Link"):
    """The region has another system in which its plans have a code. [F105]"""
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data["sip_external_system"] = name
        profile.save()
    return town


def until(phase: str, town=None, **facts):
    """(town, plan) with the plan in a phase; a held meeting is noted an hour after it began."""
    town = town or make_town()
    plan = started(town, **facts)
    sitting = None
    steps = {
        "need_identified": lambda: None,
        "offered": lambda: offered(town, plan),
        "consented": lambda: consented(town, plan),
        "preparing": lambda: working(town, plan),
        "meeting_called": lambda: called(town, plan),
        "drafted": lambda: None,
        "active": lambda: None,
    }
    for name, step in steps.items():
        made = step()
        sitting = made if name == "meeting_called" else sitting
        if name == "drafted":
            with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
                held(town, sitting)
                written(town, plan)
        if name == "active":
            with clock.moved_to(sitting.starts_at + timedelta(hours=2)):
                agreed(town, plan)
        if name == phase:
            break
    with as_loader():
        return town, SipPlan.objects.select_related("case", "district").get(pk=plan.pk)

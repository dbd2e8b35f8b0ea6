"""What one group has asked of another: the steering group's three questions of a spring, and the county's. [S-53]"""

from datetime import date, timedelta

from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from groups.assignments import services
from groups.assignments.services import Wanted
from groups.models import Forum, ForumDecision

ROUTINES = Wanted(
    "Rutiner mellan huvudmännen",
    "Ta fram rutiner för samarbetet mellan huvudmännen, och följ upp att struktur och beslutsordning finns i det "
    "ordinarie samarbetet och i individforum.",
    "Barn som behöver stöd från flera verksamheter samtidigt",
    "Ett förslag till rutin som styrgruppen kan anta",
    "Vårterminen",
)
SHORTCOMINGS = Wanted(
    "Hur brister i enskilda ärenden tas om hand",
    "Beskriv hur en brist rapporteras som avvikelse, vem som svarar och hur svaret når den som rapporterade.",
    "Medarbetare i alla verksamheter",
    "En rutin på en sida",
    "Höstterminen",
)


def make_tasks(found: Found, today: date) -> int:
    """One that is being worked on and one that waits for the steering group's decision. Returns how many."""
    leader = next(found.all(Role.GROUP_CHAIR, area=found.home), None)
    convenor = next(found.all(Role.WORKING_CONVENOR, area=found.home), None)
    if leader is None or convenor is None:
        return 0
    with on(today - timedelta(days=20), acting_for(leader)) as by:
        giver, receiver = (
            Forum.objects.get(region=found.region, kind=kind, area=found.home)
            for kind in ("steering_group", "working_group")
        )
        decision = ForumDecision.objects.filter(forum=giver).order_by("year", "number").first()
        task = services.propose(giver, by=by, receiver=receiver, wanted=ROUTINES)
        services.give(task, by=by, decision=decision, due_on=today + timedelta(days=100))
    with on(today - timedelta(days=12), acting_for(convenor)) as by:
        services.begin(task, by=by, plan="Två möten med skola, socialtjänst och BUP. Utkast före jul.")
        services.note_progress(task, by=by, text="Första mötet är hållet. Skolorna samlar exempel.")
    with on(today - timedelta(days=3), acting_for(leader)) as by:
        services.propose(giver, by=by, receiver=receiver, wanted=SHORTCOMINGS)
    return 2

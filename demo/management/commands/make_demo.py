"""Two years of one area's cases, made through the services. The same seed, the same story."""

from datetime import date, timedelta
from random import Random

from django.core.management.base import BaseCommand
from django.db import transaction

from core import clock
from core.access import acting_as, job_regions
from core.people.models import RoleAssignment
from core.people.roles import Role
from core.regions.models import Region
from demo.story import Plan, Stage, escalated_only, play

SEED = 2026
PAST_CASES = 26


class Command(BaseCommand):
    help = "Live two years of invented cases, through the services; make_demo_people comes first."

    def handle(self, **options):
        random, today = Random(SEED), clock.today()
        with acting_as(command="make_demo"):
            regions = job_regions()
        for region_id, _code in regions:
            with acting_as(command="make_demo", region_id=region_id):
                region = Region.objects.get(pk=region_id)
                made = list(
                    RoleAssignment.objects.select_related("region", "unit", "district", "person").order_by("created_at")
                )
            if stages := _stages(region, made):
                self._cases(stages, today, random)

    def _cases(self, stages: list[Stage], today: date, random: Random) -> None:
        plans = [*_past(today, random), *_now(today)]
        for number, plan in enumerate(plans):
            stage = stages[0] if number >= PAST_CASES else stages[number % len(stages)]
            with transaction.atomic():
                case = play(stage, plan, random)
                if plan.stage == "concluded" and not plan.solved:
                    escalated_only(case, stage, today - timedelta(days=1))
        self.stdout.write(f"{len(plans)} cases")


def _stages(region: Region, made: list[RoleAssignment]) -> list[Stage]:
    """The districts of the demo's own area with someone to raise, convene and decide; none without a forum."""
    by_role = {}
    for assignment in made:
        by_role.setdefault(assignment.role, []).append(assignment)
    steering = tuple(one for one in by_role.get(Role.STEERING_MEMBER, ()) if one.unit.unit_type == "bup")
    bup = steering[0].unit if steering else None
    stages = []
    for raiser in by_role.get(Role.CASEWORKER, ()):
        for convenor in by_role.get(Role.FORUM_CONVENOR, ()):
            if raiser.unit.unit_type == "school" and raiser.unit.district_id == convenor.district_id and bup:
                stages.append(Stage(raiser, convenor, (convenor.unit, bup), steering))
    return stages


def _past(today: date, random: Random) -> list[Plan]:
    """Two years: most called in time, some late, a few unsolved, a few without consent."""
    plans = []
    for number in range(PAST_CASES):
        noticed = today - timedelta(days=720 - number * 24)
        late = random.random() < 0.2
        called = random.randint(15, 22) if late else random.randint(5, 13)
        plans.append(
            Plan(
                noticed_on=noticed,
                raised_after=random.randint(0, 4),
                called_after=called,
                met_after=called + random.randint(5, 9),
                solved=random.random() > 0.25,
                with_consent=random.random() > 0.12,
            )
        )
    return plans


def _now(today: date) -> list[Plan]:
    """One case in each state that somebody at the door can act on today."""
    return [
        Plan(today - timedelta(days=4), "raised", raised_after=1),
        Plan(today - timedelta(days=11), "consented", raised_after=2),
        Plan(today - timedelta(days=20), "raised", raised_after=19),
        Plan(today - timedelta(days=12), "called", called_after=8, met_after=17),
        Plan(today - timedelta(days=22), "held", called_after=10, met_after=20),
        Plan(today - timedelta(days=30), "concluded", called_after=9, met_after=20, solved=False),
        Plan(today - timedelta(days=40), "concluded", called_after=13, met_after=22),
        Plan(today - timedelta(days=16), "consented", raised_after=3),
    ]

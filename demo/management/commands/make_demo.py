"""Two past years and this one: cases, plans and deviations, through the services. The same seed, the same story."""

from datetime import date, timedelta
from random import Random

from django.core.management.base import BaseCommand
from django.db import transaction

from core import clock
from demo import activity, plans, reports
from demo.finding import Found
from demo.regions import each_region
from demo.story import Stage, escalated_only, play

SEED = 2026


class Command(BaseCommand):
    help = "Live two years of invented cases, plans and deviations, through the services; make_demo_people comes first."

    def handle(self, **options):
        today = clock.today()
        for found in each_region("make_demo", today):
            random = Random(f"{SEED} {found.region.code}")
            cases = _cases(found.stages(), today, random)
            told = _reports(found, today, random)
            with transaction.atomic():
                made = plans.tell(found, Random(f"{SEED} {found.region.code} plans"), today)
            self.stdout.write(f"{found.region.name}: {cases} cases, {made} plans, {told} deviations")


def _cases(stages: list[Stage], today: date, random: Random) -> int:
    if not stages:
        return 0
    past, now = activity.past(today, random), activity.now(today)
    for number, plan in enumerate([*past, *now]):
        stage = stages[0] if number >= len(past) else stages[number % len(stages)]
        with transaction.atomic():
            case = play(stage, plan, random)
            if plan.stage == "concluded" and not plan.solved:
                escalated_only(case, stage, today - timedelta(days=1))
    return len(past) + len(now)


def _reports(found: Found, today: date, random: Random) -> int:
    paths = reports.paths_of(found.region.code)
    casts = found.sides(found.home)
    stories = reports.stories(found.region.code, today) if casts else []
    for story in stories:
        with transaction.atomic():
            reports.tell(story, casts[story.cast % len(casts)], paths[story.path], random, today)
    if casts and "regional" in casts[0].people and found.region.code == "stockholm":
        with transaction.atomic():
            reports.learn(casts[0].people["regional"], today)
    return len(stories)

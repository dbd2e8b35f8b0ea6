"""The regions' invented people, their seats and the buttons at the demo's door. Run as the one who deploys."""

from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import clock
from core.access import acting_as, job_regions
from core.people.models import DemoSignIn
from core.regions.models import Region
from demo.cast import CASTS
from demo.people import make_people

SEED = 2026


class Command(BaseCommand):
    help = "Fill an empty demo with invented people."

    def handle(self, **options):
        if DemoSignIn.objects.exists():
            self.stdout.write("The demo has its people already.")
            return
        random, today = Random(SEED), clock.today()
        with acting_as(command="make_demo_people"):
            regions = job_regions()
        if not regions:
            raise CommandError("No region is loaded: run load_region first.")
        regions.sort(key=lambda one: list(CASTS).index(one[1]) if one[1] in CASTS else len(CASTS))
        for order, (region_id, _code) in enumerate(regions, 1):
            with transaction.atomic(), acting_as(command="make_demo_people", region_id=region_id):
                region = Region.objects.get(pk=region_id)
                made = make_people(region, today, random, order)
            self.stdout.write(f"{region.name}: {len(made)} people")

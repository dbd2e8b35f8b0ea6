"""Write the regions' own years, and publish one: by those who compile. Runs last."""

from django.core.management.base import BaseCommand
from django.db import transaction

from core import clock
from demo.region_years import write
from demo.regions import each_region


class Command(BaseCommand):
    help = "Write and publish the demo regions' own years; make_demo_counts comes first."

    def handle(self, **options):
        today = clock.today()
        for found in each_region("make_demo_region", today):
            with transaction.atomic():
                write(found, today)
            self.stdout.write(f"{found.region.name}: the region's years are written")

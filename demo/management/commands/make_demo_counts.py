"""Count the year that goes on once more, and lay together what the areas have sent on. Runs as the worker."""

from django.core.management.base import BaseCommand

from core import clock
from core.access import acting_as
from demo.region_years import lay_together
from demo.regions import each_region
from demo.years import YEARS
from followup.counting import count_year


class Command(BaseCommand):
    help = "Count how the demo's areas and regions stand; make_demo_years comes first. Runs as the worker."

    def handle(self, **options):
        today, now = clock.today(), clock.now()
        for found in each_region("make_demo_counts", today):
            areas = {year.area: found.area(year.area) for year in YEARS.get(found.region.code, ())}
            for area in areas.values():
                with acting_as(job="figures", region_id=found.region.pk) as by:
                    count_year(area, today.year, by=by, at=now)
            made = lay_together(found, today)
            self.stdout.write(f"{found.region.name}: {len(areas)} areas counted, {made} years laid together")

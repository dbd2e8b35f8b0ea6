"""What the worker alone does for the demo: finds the transitions that come, opens and counts the yearly follow-ups."""

from django.core.management.base import BaseCommand

from core import clock
from core.access import acting_as
from demo.regions import each_region
from demo.years import YEARS, open_and_collect
from followup.counting import REPORT, count_year
from followup.patterns.keeping import count_quarters
from sip.retention.proposing import propose_all
from sip.transitions.finding import find_all


class Command(BaseCommand):
    help = "Find the demo's transitions and count its years; make_demo comes first. Runs as the worker."

    def handle(self, **options):
        today, now = clock.today(), clock.now()
        self.stdout.write(f"{find_all(now)} transitions, {propose_all(now)} records to delete")
        for found in each_region("make_demo_figures", today):
            years = YEARS.get(found.region.code, ())
            areas = {year.area: found.area(year.area) for year in years}
            for year in years:
                open_and_collect(areas[year.area], year, today)
            for area in areas.values():
                with acting_as(job="figures", region_id=found.region.pk) as by:
                    count_year(area, today.year, by=by, at=now)
            count_quarters(found.region.pk, now, using=REPORT)
            self.stdout.write(f"{found.region.name}: {len(years)} follow-ups")

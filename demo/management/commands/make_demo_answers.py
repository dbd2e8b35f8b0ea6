"""What families have answered in past half-years. Only where the loader's role exists: clusters that ./bus made."""

from random import Random

from django.core.management.base import BaseCommand
from django.db import connection

from core import clock
from core.access import acting_as, job_regions
from demo import answers
from demo.county.making import loader_of_this_session

SEED = 2026


class Command(BaseCommand):
    help = "Count what invented families answered after their meetings; make_demo_people comes first."

    def handle(self, **options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bus_loader')")
            if not cursor.fetchone()[0]:
                self.stdout.write("This database has no bus_loader: no answers are counted.")
                return
        with acting_as(command="make_demo_answers"):
            regions = job_regions()
        for region_id, code in regions:
            with loader_of_this_session():
                made = answers.count(region_id, Random(f"{SEED} {code} answers"), clock.today())
            self.stdout.write(f"{code}: {made} counts")

"""Write the demo's years, extracts, offers, seats, meetings, routines and more, each by whose work it is."""

from django.core.management.base import BaseCommand
from django.db import transaction

from core import clock
from demo.agreements import make_agreements
from demo.extracts import make_extracts
from demo.intake import take_in_people
from demo.lifted import make_lifted
from demo.meetings import make_meetings
from demo.offers import make_offers
from demo.passing import pass_on
from demo.records import hold_one
from demo.regions import each_region
from demo.restructuring import propose_centre
from demo.routines import make_routines
from demo.seats import make_seats
from demo.surveys import make_surveys
from demo.tasks import make_tasks
from demo.together import make_together
from demo.year_plans import make_year_plans
from demo.years import YEARS, live


class Command(BaseCommand):
    help = "Write and send on the demo's yearly follow-ups; make_demo_figures comes first."

    def handle(self, **options):
        today = clock.today()
        for found in each_region("make_demo_years", today):
            hold_one(found, today)
            make_extracts(found, today)
            with transaction.atomic():
                make_offers(found, today)
                pass_on(found, today)
            with transaction.atomic():
                make_seats(found, today)
                held = make_meetings(found, today)
                make_tasks(found, today)
                make_lifted(found, today)
                make_agreements(found, today)
                make_routines(found, today)
                make_year_plans(found, today)
                make_together(found, today)
                make_surveys(found, today)
                propose_centre(found, today)
                take_in_people(found, today)
            for year in YEARS.get(found.region.code, ()):
                area = found.area(year.area)
                if group := found.group(area):
                    with transaction.atomic():
                        live(area, year, group, today)
            self.stdout.write(f"{found.region.name}: written, {held} meetings")

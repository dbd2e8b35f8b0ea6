"""A whole county of invented cases, for scale. Only where the loader's role exists: clusters that ./bus made."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from core import clock
from core.access import acting_as, job_regions
from demo.county import County, make_county
from demo.county.making import codes

SEED = 2026


class Command(BaseCommand):
    help = (
        "Fill one or more new regions with invented people and cases over five years; the same seed, the same county."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--regions", type=int, default=1, help="spread the cases over so many new regions")
        parser.add_argument("--on", type=date.fromisoformat, help="the day to which five years have led, today at most")

    def handle(self, *, cases: int, seed: int, regions: int, on: date | None, **options: Any) -> None:
        county = County(cases, seed, on or clock.today(), regions)
        self._check(county)
        make_county(county, say=self.stdout.write)

    def _check(self, county: County) -> None:
        if county.cases < 1 or county.regions < 1:
            raise CommandError("A county has at least one case and one region.")
        if county.on > clock.today():
            raise CommandError(f"{county.on} lies ahead: nothing has happened there yet.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bus_loader')")
            if not cursor.fetchone()[0]:
                raise CommandError(
                    "This database has no bus_loader: it is not one of ./bus's own, and stays untouched."
                )
        with acting_as(command="make_county"):
            known = {code for _id, code in job_regions()}
        if known & set(codes(county)):
            raise CommandError(f"The county of seed {county.seed} is here already: choose another --seed.")

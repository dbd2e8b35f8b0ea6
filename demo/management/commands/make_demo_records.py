"""What the demo holds from before its log began: records whose time has gone."""

from random import Random

from django.core.management.base import BaseCommand

from core import clock
from demo.management.commands.make_demo import SEED
from demo.records import put_old
from demo.regions import each_region


class Command(BaseCommand):
    help = "Put old records of children into the demo, as the role that deploys; make_demo comes first."

    def handle(self, **options):
        today = clock.today()
        for found in each_region("make_demo_records", today):
            count = put_old(found, Random(f"{SEED} {found.region.code} records"), today)
            self.stdout.write(f"{found.region.name}: {count} old records")

"""`manage.py verify_obligations`: every row recomputed from its events; 1 when something differs."""

from django.core.management.base import BaseCommand

from core.obligations.management.roles import require_worker
from core.obligations.verifying import Checked, verify


class Command(BaseCommand):
    help = "Recompute every obligation, verdict and hash from the events. Exit code 1 when something differs."

    def handle(self, **options):
        require_worker()
        checked, found = Checked(), 0
        for difference in verify(checked):
            found += 1
            what = ", ".join(difference.what)
            self.stdout.write(f"{difference.region} {difference.obligation_id} {difference.code}: {what}")
        self.stdout.write(f"{checked.number} obligations recomputed, {found} differ.")
        if found:
            raise SystemExit(1)

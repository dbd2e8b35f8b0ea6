"""What the night's job would take away of the log, and what keeps it."""

from django.conf import settings
from django.core.management.base import BaseCommand

from core.access import acting_as
from core.audit import months

KEPT_BY = {
    "": "goes tonight",
    "behind": "stays behind an earlier one",
    "unsealed": "has rows without a seal",
    "not_exported": "has seals that do not stand outside the database",
    "too_young": "was sealed too late",
}


class Command(BaseCommand):
    help = "Months of the log older than BUS_AUDIT_YEARS; takes nothing away. Run as bus_worker."

    def handle(self, **options):
        with acting_as(command="old_audit_months"):
            found = months.old_months()
        for one in found:
            place = f"{one.rows} rows under seals {one.first_seal} to {one.last_seal}" if one.rows else "no rows"
            self.stdout.write(f"{one.name}: {place}; {KEPT_BY[one.kept_by]}.")
        if not found:
            self.stdout.write(f"No month of the log is older than {settings.AUDIT_YEARS} years.")

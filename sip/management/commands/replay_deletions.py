"""After every restore: what was deleted since the backup is deleted again. [security 6, 11]"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sip.retention import executing, ledger


class Command(BaseCommand):
    help = "Delete again what the ledger names and a restored database has brought back. Run with BUS_PROCESS=worker."

    def handle(self, **options):
        if executing.USING not in settings.DATABASES:
            raise CommandError(
                "Run it with BUS_PROCESS=worker and RETENTION_DATABASE_URL: it deletes as bus_retention."
            )
        place = ledger.ledger_file()
        if place is None or not place.exists():
            self.stderr.write(
                "There is no ledger outside the database (BUS_LEDGER_FILE): only its own lines are known."
            )
        count = executing.replay_all()
        self.stdout.write(
            f"{count} deleted records had come back and are gone again." if count else "None had come back."
        )

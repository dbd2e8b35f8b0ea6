"""`manage.py sweep --at 2026-12-01T08:00`: do now what the clock would do then."""

from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from core import clock
from core.obligations.management.roles import require_worker
from core.obligations.sweeping import LANES, Swept, sweep
from core.workdays import STOCKHOLM


class Command(BaseCommand):
    help = "Say what is due: reminders, breaches, escalations. For rehearsal: at another moment, or without keeping it."

    def add_arguments(self, parser):
        parser.add_argument("--at", help="local moment, as 2026-12-01T08:00; now when left out")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be said, keep nothing")

    def handle(self, *, at, dry_run, **options):
        require_worker()
        moment = self._moment(at)
        if dry_run:
            with transaction.atomic():
                said = sweep(moment, wake=False)
                transaction.set_rollback(True)
        else:
            said = sweep(moment, lanes=1 if connection.in_atomic_block else LANES)
        self.stdout.write(self._words(moment, said))

    def _moment(self, given: str | None) -> datetime:
        if not given:
            return clock.now()
        try:
            moment = datetime.fromisoformat(given)
        except ValueError:
            raise CommandError(f"{given} is no moment: write it as 2026-12-01T08:00.") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)

    def _words(self, moment: datetime, said: Swept) -> str:
        return f"{moment:%Y-%m-%d %H:%M}: {said.warned} warned, {said.breached} breached, {said.escalated} escalated."

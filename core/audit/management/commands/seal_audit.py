"""Seal the log now, as the worker does each minute."""

from django.core.management.base import BaseCommand

from core.audit import tasks


class Command(BaseCommand):
    help = "Seal the rows of finished transactions and export the seal; run as bus_worker."

    def handle(self, **options):
        number = tasks.seal()
        self.stdout.write(f"Seal {number} made." if number else "Nothing new to seal.")

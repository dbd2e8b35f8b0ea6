"""`manage.py lint_migrations`: may every migration of ours run while people work, and be taken back?"""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.loader import MigrationLoader

from core.access.migration_lint import faults


class Command(BaseCommand):
    help = "Check the migrations of the portal's own apps; needs no database."

    def handle(self, **options):
        # An app's folder is ours when it lies in the checkout, beside its settings, and not in the environment.
        ours = {c.label for c in apps.get_app_configs() if (settings.BASE_DIR / c.name.split(".")[0]).is_dir()}
        migrations = MigrationLoader(None).disk_migrations
        found = [
            f"{label}.{name}: {fault}"
            for (label, name), migration in sorted(migrations.items())
            if label in ours
            for fault in faults(migration)
        ]
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{sum(label in ours for label, _ in migrations)} migrations, no fault.")

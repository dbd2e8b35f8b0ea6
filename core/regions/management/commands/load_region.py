from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.regions.loading import load_region, summary
from core.regions.problems import ProfileError


class Command(BaseCommand):
    """`manage.py load_region FILE`: a region's profile and organisations from a file, whole or not at all."""

    help = "Load a region's profile file: validated whole, written whole; the same content twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", help="for example core/regions/profiles/NAME.yaml")
        parser.add_argument("--again", action="store_true", help="let the apps make their rows anew")

    def handle(self, *args, **options):
        if settings.PROCESS not in ("migrate", "test"):
            raise CommandError(_("Kör kommandot som den roll som driftsätter: BUS_PROCESS=migrate."))
        try:
            loaded = load_region(options["file"], again=options["again"])
        except ProfileError as error:
            raise CommandError(f"{error}\n{_('Ingenting har ändrats.')}") from None
        self.stdout.write(summary(loaded))

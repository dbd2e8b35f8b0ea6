"""Tell who one can be in the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.people.models import DemoSignIn


class Command(BaseCommand):
    help = "Print the demo's sign-ins: role, region, address."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo is switched off. Start it with ./bus up.")
        rows = DemoSignIn.objects.values_list("title", "region_name", "user__email")
        for title, region, email in rows:
            self.stdout.write(f"{title} ({region}): {email}")

"""Invite one of a region's first two administrators; the rest is done in the portal, by two together."""

from django.core.management.base import BaseCommand, CommandError

from core.access import acting_as, job_regions
from core.errors import Refused
from core.people.services import invite_first_administrator


class Command(BaseCommand):
    help = "Invite one of a region's first two administrators by mail."

    def add_arguments(self, parser):
        parser.add_argument("--region", required=True, help="the region's code")
        parser.add_argument("--given", required=True)
        parser.add_argument("--family", required=True)
        parser.add_argument("--email", required=True)

    def handle(self, *, region, given, family, email, **options):
        with acting_as(command="invite_administrator"):
            known = {code: region_id for region_id, code in job_regions()}
        if region not in known:
            raise CommandError(f"There is no region {region}; loaded are: {', '.join(sorted(known)) or 'none'}.")
        with acting_as(command="invite_administrator", region_id=known[region]) as by:
            try:
                invite_first_administrator(by=by, given_name=given, family_name=family, email=email)
            except Refused as refused:
                raise CommandError(str(refused)) from None
        self.stdout.write(f"The invitation is on its way to {email}. It opens once, within 24 hours.")

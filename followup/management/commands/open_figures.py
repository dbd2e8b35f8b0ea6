"""`manage.py open_figures FOLDER`: what has been released, as files for a public web site."""

from pathlib import Path

from django.core.management.base import BaseCommand

from core import clock
from core.access import acting_as, job_regions
from core.obligations.management.roles import require_worker
from followup.models import Figure
from followup.open_figures import files
from followup.open_figures.rows import released

JOB = "open_figures"


class Command(BaseCommand):
    help = "Write the released figures of every region as CSV, JSON and schema. Runs as the worker; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where the files go; made when it is not there")

    def handle(self, *, folder, **options):
        require_worker()
        with acting_as(job=JOB):
            regions = job_regions()
        for region_id, code in regions:
            with acting_as(job=JOB, region_id=region_id):
                rows = files.in_plain_words(released(Figure.objects.filter(region_id=region_id)))
            place = folder / code
            place.mkdir(parents=True, exist_ok=True)
            for name, content in (
                ("open-figures.csv", files.as_csv(rows)),
                ("open-figures.json", files.as_json(rows, clock.now())),
                (files.SCHEMA.name, files.SCHEMA.read_bytes()),
            ):
                _replace(place / name, content)
            self.stdout.write(f"{code}: {len(rows)} numbers, {files.fingerprint(rows)}")


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: a web site never serves half a file."""
    half = path.with_suffix(f"{path.suffix}.new")
    half.write_bytes(content)
    half.replace(path)

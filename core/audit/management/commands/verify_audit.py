"""Prove that no sealed row of the log was changed, removed or added."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from core.access import acting_as
from core.audit.verify import Proof, verify


class Command(BaseCommand):
    help = "Recompute all seals of the log; ends with 1 and a sentence for each finding. Run as bus_worker."

    def add_arguments(self, parser):
        parser.add_argument("--from-seals", type=Path, metavar="FILE", help="compare with the seals kept outside")

    def handle(self, *, from_seals: Path | None = None, **options: Any) -> None:
        if from_seals and not from_seals.is_file():
            raise CommandError(f"There is no file {from_seals}.")
        proof = self._proof(from_seals)
        for finding in proof.findings:
            self.stdout.write(finding)
        if proof.findings:
            raise CommandError(f"The log does not hold: {len(proof.findings)} findings.", returncode=1)
        waiting = f" {proof.waiting} rows wait for the next seal." if proof.waiting else ""
        self.stdout.write(f"The log holds: {proof.rows} rows under {proof.seals} seals.{waiting}")

    def _proof(self, from_seals: Path | None) -> Proof:
        try:
            with acting_as(command="verify_audit"):
                return verify(from_seals)
        except ProgrammingError as error:
            if "permission denied" in str(error):
                raise CommandError("This role may not recompute the log: run it with BUS_PROCESS=worker.") from None
            raise

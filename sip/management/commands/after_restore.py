"""After every restore, before anybody signs in: is it whole, is the wall there, and what was deleted goes again."""

from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core.access.startup import database_faults
from core.audit.seals import seal_file


class Command(BaseCommand):
    help = (
        "Ask a restored database what the start asks, verify log and obligations, and delete again what was deleted "
        "since the backup; ends with 1 when something does not hold. Run with BUS_PROCESS=worker."
    )

    def handle(self, **options: Any) -> None:
        """All of it in turn, also when one thing does not hold; the deletions last in any case. [security 11]"""
        failed = [name for name, holds in self._answers() if not holds]
        if failed:
            raise CommandError(f"The restore does not hold: {', '.join(failed)}.", returncode=1)
        self.stdout.write("The restore holds.")

    def _answers(self) -> Iterator[tuple[str, bool]]:
        yield "the wall", self._wall_stands()
        seals = seal_file()
        if seals is None or not seals.exists():
            self.stderr.write("There is no file of seals outside the database (BUS_SEAL_FILE): only its own are known.")
            yield "the log", self._runs("verify_audit")
        else:
            yield "the log", self._runs("verify_audit", f"--from-seals={seals}")
        yield "the obligations", self._runs("verify_obligations")
        yield "the deletions", self._runs("replay_deletions")

    def _wall_stands(self) -> bool:
        faults = list(database_faults())
        for fault in faults:
            self.stdout.write(fault)
        if not faults:
            self.stdout.write("The wall stands: every table, function and role is as the catalogue says.")
        return not faults

    def _runs(self, name: str, *words: str) -> bool:
        """Whether the command says that all is well; its own sentences are shown either way."""
        try:
            call_command(name, *words, stdout=self.stdout, stderr=self.stderr)
        except CommandError as fault:
            self.stdout.write(str(fault))
            return False
        except SystemExit as end:
            return not end.code
        return True

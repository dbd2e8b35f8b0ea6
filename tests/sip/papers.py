"""A consent's signed paper, as a test needs it."""

from core.access import acting_as
from core.files.examining import Examined
from core.files.kinds import FileKind
from core.files.services import keep
from core.files.states import FileStatus
from sip.consent.models import Consent
from sip.files.models import StoredFile
from sip.files.services import add_paper
from tests.core.files import hostile
from tests.database import as_loader


def paper(text: str = "Vi samtycker", status: str = FileStatus.UNSCANNED) -> Examined:
    return Examined(FileKind.PDF, hostile.pdf(text=text), FileStatus(status))


def added(town, consent: Consent, *, by=None, **given) -> StoredFile:
    by = by or town.teacher
    with acting_as(by):
        return add_paper(consent, by=by, paper=paper(**given))


def stood(town, consent: Consent, text: str) -> StoredFile:
    """As if it had been added while the consent lived, whatever has become of it."""
    with acting_as(town.teacher):
        kept = keep(paper(text), by=town.teacher)
    facts = {"kind": "pdf", "size": 1, "version": 1, "added_by": town.assignments["teacher"]}
    with as_loader():
        return StoredFile.objects.create(
            kept=kept, region=town.region, case_id=consent.case_id, consent=consent, adding_unit=town.school, **facts
        )

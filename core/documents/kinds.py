"""What kinds of document there are, and how much a child process may use for one."""

from dataclasses import dataclass
from enum import StrEnum

MB = 1024 * 1024


class DocumentKind(StrEnum):
    """What the file must be to whoever gets it. [security 7]"""

    REPORT = "report"  # figures: one file that is tagged PDF/UA-1 and PDF/A-3a, with its data attached
    CASE = "case"  # about a case or a family: PDF/UA-1 only, no attachments


@dataclass(frozen=True)
class Limits:
    """Seconds count both as processor time and on the clock; memory is the process's own, in bytes."""

    seconds: int
    memory: int
    pages: int


ON_REQUEST = Limits(seconds=20, memory=512 * MB, pages=60)
IN_JOB = Limits(seconds=120, memory=1024 * MB, pages=200)


def usual_limits(kind: DocumentKind) -> Limits:
    """A report is made by a job, a document about a case while somebody waits."""
    return IN_JOB if kind is DocumentKind.REPORT else ON_REQUEST

"""A text that a paper for the family can hold, and which were sorted for a reader. [security 1 (7), facts 9.9]"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from sip.family.readers import Reader
from sip.family.sorting.models import SortedText


@dataclass(frozen=True)
class Text:
    """Its digest, where it stands, its words."""

    digest: str
    place: str
    words: str


def digest_of(case_id: UUID, words: str) -> str:
    """Of the text in its case: the same words in another are another text."""
    return sha256(f"{case_id}:{words}".encode()).hexdigest()


def allowed_among(rows: QuerySet[SortedText], reader: Reader) -> frozenset[str]:
    """What has been sorted for the reader, as long as nothing more is kept from that reader than was then."""
    found = rows.filter(reader_key=reader.key, taken_back_at__isnull=True)
    return frozenset(row.digest for row in found if reader.barred <= set(row.barred))

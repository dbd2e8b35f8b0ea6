"""Which texts one reader may have from now on; who may say so is asked by whose texts they are. [security 1 (7)]"""

from core import clock
from core.access import Acting
from sip.children.models import Child
from sip.family.readers import Reader
from sip.family.sorting.models import SortedText


def keep_sorted(child: Child, *, by: Acting, reader: Reader, known: set[str], allowed: set[str]) -> None:
    """Of the known texts the reader may have the allowed ones from now on. `child` is locked; all are asked before."""
    standing = SortedText.objects.filter(child=child, reader_key=reader.key, digest__in=known)
    rows = list(standing.filter(taken_back_at__isnull=True))
    kept = {row.digest for row in rows if row.digest in allowed and reader.barred <= set(row.barred)}
    for row in rows:
        if row.digest not in kept:
            row.taken_back_at = clock.now()
            row.save(update_fields=["taken_back_at"])
    SortedText.objects.bulk_create(
        SortedText(
            region_id=child.region_id,
            child=child,
            reader_key=reader.key,
            digest=digest,
            barred=sorted(reader.barred),
            sorted_by_id=by.assignment_id,
        )
        for digest in sorted(allowed - kept)
    )

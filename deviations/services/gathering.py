"""The pattern that a report belongs to. [003:L1365-1371]"""

from core import audit
from core.access import Acting
from core.people.policies import region_of
from deviations.models import DeviationPattern


def gathered(name: str, *, by: Acting) -> DeviationPattern:
    """The pattern of that name, new when nobody has named it before; what was merged is the other."""
    same = DeviationPattern.objects.filter(region=by.region_id, name__iexact=name)
    found = same.select_related("merged_into").first()
    if found is None:
        found = DeviationPattern(region_id=region_of(by), name=name)
        found.save(force_insert=True)
        audit.record("deviation_pattern.named", found, by=by)
    return found.merged_into or found

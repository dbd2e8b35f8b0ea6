"""Whether a proposed value goes together with everything else that holds on its day."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.errors import Refused
from core.organisations.declared.checking import override_faults
from core.organisations.models import Area
from core.regions import cache
from core.regions.keys import BY_NAME
from core.regions.problems import Problem, ProfileError
from core.regions.profile import build, data_on, decided_on, version_on, with_overrides

# What tells the region apart, or is kept in rows that only the file makes; what families were asked is never changed.
ONLY_IN_THE_FILE = frozenset({"region_code", "region_name", "valid_from", "look", "sip_survey_versions"})
NOT_YET = UUID(int=0)  # the key of a value that is only proposed
OF_THE_REGION = tuple(name for name in BY_NAME if name not in ONLY_IN_THE_FILE)


def require(region_id: UUID, area: Area | None, key: str, value: Any, day: date) -> None:
    """Raises Refused beside the value, with a sentence for each thing that does not fit."""
    if area is not None:
        faults = override_faults(data_on(region_id, day), key, value)
    else:
        faults = list(_faults_in_the_region(region_id, key, value, day))
    if faults:
        raise Refused(" ".join(dict.fromkeys(str(Problem("", *fault)) for fault in faults)), field="value")


def _faults_in_the_region(region_id: UUID, key: str, value: Any, day: date) -> Iterable[tuple[str, str]]:
    """Judged as the whole region reads it, then as each area with decided values of its own does."""
    if key not in OF_THE_REGION:
        yield key, _("ändras bara i profilens fil")
        return
    if key == "deadlines" and not (isinstance(value, dict) and all(isinstance(row, dict) for row in value.values())):
        yield key, _("ska vara fristernas koder med värden")
        return
    known = cache.of_region(region_id)
    own = {one.area_id for one in known.overrides if one.area_id is not None}
    wanted = cache.Override(NOT_YET, None, key, value, day, None)
    for area_id in (None, *sorted(own)):
        mine = [one for one in known.overrides if area_id and one.area_id == area_id and not _is_over(one, day)]
        decided = [one for one in decided_on(region_id, day) if one.key != key]
        try:
            build(with_overrides(version_on(known.versions, day).data, [*decided, wanted, *mine]))
        except ProfileError as error:
            yield from ((problem.key, problem.clause) for problem in error.problems)
            return


def _is_over(one: cache.Override, day: date) -> bool:
    return one.valid_to is not None and one.valid_to < day

"""The access wall: who acts, what row security shows, which route is for whom. [security 1-3]"""

from core.access.acting import Acting
from core.access.context import acting_as, current, job_regions, renew
from core.access.expressions import among, within
from core.access.locks import in_turn, lock, require
from core.access.together import Asks, by_name, hand_out, side_by_side, together

__all__ = [
    "Acting",
    "Asks",
    "acting_as",
    "among",
    "by_name",
    "current",
    "hand_out",
    "in_turn",
    "job_regions",
    "lock",
    "renew",
    "require",
    "side_by_side",
    "together",
    "within",
]

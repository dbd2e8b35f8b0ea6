"""Make a quarter's patterns ready, and publish them as another person. [F125, security 7-8]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.queries import holders
from followup.models import Counting, PatternCount, RegionCount
from followup.patterns import policies
from followup.policies import COMPILERS

ABOUT = "followup.patterncount"


@transaction.atomic
def prepare(count: PatternCount, *, by: Acting) -> PatternCount:
    """Somebody has looked it through; another may publish it and is told. Raises PermissionDenied, WrongState."""
    count = _standing(count)
    if count.prepared_at is not None:
        raise WrongState(_("Kvartalet är redan klart att publicera."))
    require(policies.can_prepare(by, count))
    count.prepared_by_id, count.prepared_at = by.assignment_id, clock.now()
    count.save(update_fields=["prepared_by", "prepared_at"])
    audit.record("patterns.prepared", count, by=by)
    others = holders(set(COMPILERS), region_id=count.region_id, on=clock.today())
    to = [one for one in others if one.person_id != by.person_id]
    notify("patterns_prepared", to=to, by=by, about_kind=ABOUT, about_id=count.pk)
    return count


@transaction.atomic
def publish(count: PatternCount, *, by: Acting) -> PatternCount:
    """Everybody who reads figures may read it from now on, and it is never counted again.

    Raises WrongState, PermissionDenied (also for who made it ready), Refused for a stale login or when a year has been
    counted since: what may be shown has then to be tried against it first.
    """
    count = _standing(count)
    require(policies.can_publish(by, count))
    require_fresh(by)
    if _is_told_since(count):
        raise Refused(_("Andra tal för året har tillkommit. Kvartalet prövas mot dem inom en timme. Publicera sedan."))
    count.published_by_id, count.published_at = by.assignment_id, clock.now()
    count.save(update_fields=["published_by", "published_at"])
    audit.record("patterns.published", count, by=by)
    return count


def _is_told_since(count: PatternCount) -> bool:
    """Whether a year was fixed, the region's compiled or another quarter published after this one was last tried."""
    years = Counting.objects.filter(region=count.region_id, year=count.year, follow_up__isnull=False)
    quarters = PatternCount.objects.filter(region=count.region_id, year=count.year)
    regions = RegionCount.objects.filter(region=count.region_id, compilation__year=count.year)
    since = count.confirmed_at
    counted = years.filter(computed_at__gt=since).exists() or regions.filter(computed_at__gt=since).exists()
    return counted or quarters.filter(published_at__gt=since).exists()


def _standing(count: PatternCount) -> PatternCount:
    """The row, locked. Raises WrongState when it is published, or when the quarter has been counted anew."""
    count = lock(count)
    if count.published_at is not None:
        raise WrongState(_("Kvartalet är redan publicerat."))
    rows = PatternCount.objects.filter(region=count.region_id, year=count.year, number=count.number)
    if rows.standing().exclude(pk=count.pk).exists():
        raise WrongState(_("Kvartalet har räknats om. Gå tillbaka och se hur talen blev."))
    return count

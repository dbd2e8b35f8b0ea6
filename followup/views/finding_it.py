"""What an address names: an area's year as the acting assignment may see it; hidden and missing are the same."""

from dataclasses import dataclass
from functools import wraps

from django.http import Http404

from core import clock
from core.access import Acting
from core.organisations.models import Area
from followup import policies
from followup.counting import standing_first
from followup.models import AnnualFollowUp, Counting

EARLIEST = 2000  # no year before it is counted


@dataclass(frozen=True)
class Place:
    """The area's year: its follow-up once the year has ended."""

    area: Area
    year: int
    follow_up: AnnualFollowUp | None

    @property
    def where(self) -> tuple:
        """The address's own arguments."""
        return self.area.pk, self.year


def place_or_404(acting: Acting, area_pk, year: int) -> Place:
    """Through the follow-ups one may read; a year that goes on, through the areas one follows."""
    found = policies.visible_follow_ups(acting).for_page().filter(area_id=area_pk, year=year).first()
    if found is not None:
        return Place(found.area, year, found)
    area = policies.visible_areas(acting).filter(pk=area_pk).first()
    if area is None or not EARLIEST <= year <= clock.today().year:
        raise Http404
    return Place(area, year, None)


def follow_up_or_404(acting: Acting, area_pk, year: int) -> tuple[Place, AnnualFollowUp]:
    """The year has ended and its follow-up is there."""
    place = place_or_404(acting, area_pk, year)
    if place.follow_up is None:
        raise Http404
    return place, place.follow_up


def counting_of(acting: Acting, place: Place) -> Counting | None:
    rows = policies.visible_countings(acting)
    return standing_first(rows, place.area.pk, place.year, place.follow_up).first()


def only(roles: frozenset):
    """For all other roles the address does not exist. [security 1]"""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if request.acting.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return wrapped

    return decorate

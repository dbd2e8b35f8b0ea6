"""What is owed by a unit that ends, or in an area that nothing comes after, is met or handed over first. [S-04]"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from core.access import Acting
from core.obligations.models import Obligation
from core.organisations.restructuring.outcome import Line, Outcome, left_behind, name_lines

WORDS = {
    "obligations_left": lambda n: ngettext_lazy(
        "%(n)d frist löper och skulle sakna ansvarig. Den ska hållas eller lämnas över först.",
        "%(n)d frister löper och skulle sakna ansvarig. De ska hållas eller lämnas över först.",
        n,
    ),
}


def left(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """Clocks that run, but those of cases: whoever keeps the cases counts them."""
    areas = outcome.ended_areas if outcome.homeless else []
    gone = Q(unit__in=outcome.ended_units) | Q(area__in=areas)
    running = Obligation.objects.filter(gone, region_id=by.region_id, ended_on__isnull=True, case_id__isnull=True)
    yield Line("obligations_left", running.count())


def register() -> None:
    name_lines(WORDS)
    if left not in left_behind:
        left_behind.append(left)

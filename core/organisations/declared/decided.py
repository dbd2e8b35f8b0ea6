"""What administrators have decided of areas and units, which a later file of the region leaves as it is. [S-04]"""

from itertools import chain

from django.utils.translation import gettext_lazy as _

from core.organisations.models import StructureChange
from core.organisations.states import OverrideStatus
from core.regions.models import Region

LEFT = _("gäller inte: regionens administratörer har beslutat annat i portalen")


def held_in(region: Region) -> frozenset[str]:
    """«id field» for each, as StructureChange has them."""
    decided = StructureChange.objects.filter(region=region, status=OverrideStatus.APPROVED)
    return frozenset(chain.from_iterable(decided.values_list("holds", flat=True)))

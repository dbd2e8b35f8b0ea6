"""Another name from the day it is decided; the decision keeps what it was called before."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.models import Area, Principal, Unit
from core.organisations.restructuring.naming import named
from core.organisations.restructuring.outcome import Outcome


@transaction.atomic
def rename(row: Area | Unit | Principal, name: str, *, by: Acting) -> Outcome:
    """Raises PermissionDenied, and Refused for the name it has or one that another bears."""
    row = lock(row)
    require(policies.can_change_structure(by))
    others: QuerySet[Any] = type(row)._default_manager.filter(region_id=row.region_id).exclude(pk=row.pk)
    if isinstance(row, Unit):
        others = others.filter(principal=row.principal_id, valid_to__isnull=True)
    if isinstance(row, Area):
        others = others.filter(valid_to__isnull=True)
    if " ".join(name.split()) == row.name:
        raise Refused(_("Så heter det redan. Skriv ett annat namn."), field="name")
    row.name = named(name, others)
    row.save(update_fields=["name"])
    outcome = Outcome()
    outcome.held(row, "name")
    audit.record(f"{row._meta.model_name}.renamed", row, by=by)
    return outcome

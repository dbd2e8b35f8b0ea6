"""Change what is said of the child itself. The log keeps who changed, the row what is true now. [F70]"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from sip.children import policies
from sip.children.days import EARLIEST_BIRTH
from sip.children.models import SPEAKING, Child

FACTS = frozenset({"given_name", "family_name", "birth_date", "sex", "registered_district", "school_unit", *SPEAKING})


@transaction.atomic
def change_facts(child: Child, *, by: Acting, **facts: Any) -> Child:
    """Set the facts that are named; the others stand. Identity numbers have their own verbs.

    Raises PermissionDenied, Refused for a birth date that cannot be or a name left out.
    """
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    if unknown := set(facts) - FACTS:
        raise TypeError(f"No facts of a child: {sorted(unknown)}")
    facts = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    _check(child, facts)
    for name, value in facts.items():
        setattr(child, name, value)
    child.save(update_fields=list(facts))
    audit.record("child.changed", child, by=by, child_id=child.pk)
    return child


def check_birth_date(birth_date: date | None) -> None:
    """Raises Refused for a day that has not come or that no child was born on."""
    if birth_date is not None and not EARLIEST_BIRTH <= birth_date <= clock.today():
        raise Refused(_("Födelsedatumet kan inte stämma. Skriv det som ÅÅÅÅ-MM-DD."), field="birth_date")


def _check(child: Child, facts: dict[str, Any]) -> None:
    if "birth_date" in facts:
        check_birth_date(facts["birth_date"])
        if facts["birth_date"] is None and child.birth_date is not None:
            raise Refused(_("Skriv barnets födelsedatum."), field="birth_date")
        if facts["birth_date"] is not None and not child.given_name:
            raise Refused(_("Barnet är inte fött än. Notera födelsen på barnets sida."), field="birth_date")
    if facts.get("family_name") == "":
        raise Refused(_("Skriv barnets efternamn."), field="family_name")
    if facts.get("given_name") == "" and child.birth_date is not None:
        raise Refused(_("Skriv barnets förnamn."), field="given_name")

"""Codes and names of what is made in the portal: a code is made of the name, and stays when the name is another."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.errors import Refused
from core.textguard import said_in

LONGEST = 70


def code_for(rows: QuerySet, region_id: UUID, name: str) -> str:
    """One that no row of the region has: «bup-sodra», «bup-sodra-2». [G-030]"""
    base = slugify(name)[:LONGEST] or "enhet"
    taken = set(rows.filter(region_id=region_id, code__startswith=base).values_list("code", flat=True))
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def named(name: str, others: QuerySet, *, field: str = "name", **told_apart_by: Any) -> str:
    """The name as it is kept. Raises Refused when it is empty, says who somebody is, or another bears it."""
    name = " ".join(said_in(field, name).split())
    if others.filter(name__iexact=name, **told_apart_by).exists():
        raise Refused(_("Det finns redan en med det namnet. Välj ett namn som går att skilja från den."), field=field)
    return name

"""Tell people of something of the groups."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model

from core.access import Acting
from core.notices import notify


def tell(kind: str, about: Model, people: Iterable[UUID], by: Acting) -> None:
    """Everybody but the one who acts."""
    others = sorted({*people} - {by.assignment_id}, key=str)
    notify(kind, to=others, by=by, about_kind=about._meta.label_lower, about_id=about.pk)

"""Keep what one has chosen on a list under a name, find it there again, take it away."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require, routes
from core.errors import Refused
from core.finding.models import LONGEST_QUERY, SavedFilter
from core.textguard import refuse_identity, said_in

MOST = 20  # on one list


def saved_filters(acting: Acting) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(region=acting.region_id, assignment=acting.assignment_id)


def saved_on(request: HttpRequest) -> QuerySet[SavedFilter]:
    """Those of the list that the request asks for."""
    return saved_filters(request.acting).filter(path=request.path)  # type: ignore[attr-defined]


def new_url(address: str) -> str:
    return f"{reverse('finding:filter_save')}?{urlencode({'lista': address})}"


def read_address(address: str) -> tuple[str, str] | None:
    """A list's path and what is chosen there, without page and file; None for what is no page of ours."""
    path, query = urlsplit(address).path, urlsplit(address).query
    kept = urlencode(parse_qsl(query))
    if address != f"{path}?{query}" or not kept or len(kept) > LONGEST_QUERY:
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return None
    row = routes.table().get(found.view_name)
    return (path, kept) if row is not None and "GET" in row.methods else None


@transaction.atomic
def save_filter(*, by: Acting, path: str, query: str, name: str) -> SavedFilter:
    """Raises Refused for a name that is taken or tells of somebody, and beyond `MOST`."""
    name = said_in("name", name)
    for _name, value in parse_qsl(query):
        refuse_identity(value)
    if saved_filters(by).filter(path=path).count() >= MOST:
        raise Refused(_("Du har redan 20 sparade urval här. Ta bort något av dem först."))
    row = SavedFilter(region_id=by.region_id, assignment_id=by.assignment_id, path=path, query=query, name=name)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Du har redan ett urval med det namnet här."), field="name") from None
    audit.record("filter.saved", row, by=by)
    return row


@transaction.atomic
def remove_filter(row: SavedFilter, *, by: Acting) -> None:
    """Raises PermissionDenied for another's."""
    require(row.assignment_id == by.assignment_id)
    audit.record("filter.removed", row, by=by)
    row.delete()

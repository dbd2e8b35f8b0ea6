"""The pace of each address, and who is told when somebody opens many children. [security 8]"""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting, pace, routes
from core.notices.kinds import Kind, register
from core.notices.services import notify
from core.people.queries import holders
from core.roles import Role
from core.ui import errors

CHILDREN, SEARCH = "child", "search"
register(Kind("many_children", _("Någon har öppnat många barn på kort tid. Se granskningen av loggen.")))


class PaceMiddleware:
    """Asked once the door is passed: a row of the route table may name a pace. Over it: 429 and the time to wait."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.rows: dict[str, routes.Route] | None = None

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if self.rows is None:
            self.rows = {name: row for name, row in routes.table().items() if row.pace}
        row, acting = self.rows.get(request.resolver_match.view_name), request.acting
        if row is None or acting is None or not _counts(row, request):
            return None
        seconds = pace.wait(row.pace, acting.user_id, kwargs.get("pk") if row.pace == CHILDREN else None)
        if not seconds:
            return None
        if row.pace == CHILDREN:
            alert(acting)
        return errors.too_many(request, seconds)


def _counts(row: routes.Route, request: HttpRequest) -> bool:
    """A search once something is sought: sent, or in the address where nothing is sent; any other page when read."""
    if row.pace != SEARCH:
        return request.method != "POST"
    return request.method == "POST" or ("POST" not in row.methods and bool(request.GET))


def alert(acting: Acting) -> None:
    """Tell those who review the log of the person's principal; once a day for each person."""
    today = clock.today()
    rows = holders(Role.LOG_REVIEWER, region_id=acting.region_id, on=today)
    rows = rows.filter(Q(principal_id=acting.principal_id) | Q(unit__principal_id=acting.principal_id))
    notify(
        "many_children",
        to=rows.exclude(user_id=acting.user_id),
        by=acting,
        about_kind="people.roleassignment",
        about_id=acting.assignment_id,
        level=today.isoformat(),
    )

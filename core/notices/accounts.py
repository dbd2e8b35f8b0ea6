"""An account's holder is told when its passphrase or second step changes, whoever did it. [security 8]"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import clock
from core.access import Acting, acting_as, job_regions
from core.notices.kinds import Kind, register
from core.notices.services import notify
from core.people.models import RoleAssignment

KIND = "account_changed"
register(
    Kind(
        KIND,
        _("Inloggningen till ditt konto har ändrats. Var det inte du? Säg till din administratör."),
        _("Inloggningen har ändrats"),
        once=False,
    )
)


def tell(user_id: UUID, by: Acting | None) -> None:
    """One notice and one mail, under the assignment acted under, else under one in force in any region."""
    if by is not None and by.assignment_id is not None:
        _tell(by.assignment_id, by)
        return
    with acting_as(command="account"):
        regions = job_regions()
    for region_id, _code in regions:
        with acting_as(command="account", region_id=region_id) as command:
            held = RoleAssignment.objects.filter(region_id=region_id, user_id=user_id).live(clock.today())
            assignment_id = held.order_by("id").values_list("pk", flat=True).first()
            if assignment_id is not None:
                _tell(assignment_id, command)
                return


def _tell(assignment_id: UUID, by: Acting) -> None:
    notify(KIND, to=[assignment_id], by=by, about_kind="people.user", about_id=None)

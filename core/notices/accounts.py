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
    """One notice and one mail: under the own assignment acted under, else one in force where another acts, else any."""
    if by is not None and by.region_id is not None:
        is_own = by.user_id == user_id
        _tell(by.assignment_id if is_own else _held(user_id, by.region_id), by)
        return
    with acting_as(command="account"):
        regions = job_regions()
    for region_id, _code in regions:
        with acting_as(command="account", region_id=region_id) as command:
            assignment_id = _held(user_id, region_id)
            if assignment_id is not None:
                _tell(assignment_id, command)
                return


def _held(user_id: UUID, region_id: UUID) -> UUID | None:
    held = RoleAssignment.objects.filter(region_id=region_id, user_id=user_id).live(clock.today())
    return held.order_by("id").values_list("pk", flat=True).first()


def _tell(assignment_id: UUID | None, by: Acting) -> None:
    if assignment_id is not None:
        notify(KIND, to=[assignment_id], by=by, about_kind="people.user", about_id=None)

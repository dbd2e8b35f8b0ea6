"""What the pages of the house show of people: the directory in the menu, one's assignments in the header."""

from django.utils.translation import gettext_lazy as _

from core.people import policies, signing_in
from core.ui import registry


def choices(request) -> list[registry.SwitchChoice]:
    """Every assignment in force of the one who is signed in, in all regions."""
    current = request.acting.assignment_id if request.acting else None
    return [
        registry.SwitchChoice(
            id=str(row["assignment_id"]),
            label=row["role_label"],
            detail=row["scope"] if row["scope"] == row["region_name"] else f"{row['scope']}, {row['region_name']}",
            current=row["assignment_id"] == current,
        )
        for row in signing_in.assignments_of(request.session)
    ]


registry.switchable_assignments.set(choices)
registry.menu.add(
    registry.MenuEntry(_("Personer och roller"), "people:person_list", shown_to=policies.is_administrator, order=810)
)

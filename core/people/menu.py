"""What the pages of the house show of people: the directory in the menu, one's assignments in the header."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.access import Acting, Asks
from core.people import policies, signing_in
from core.people.states import DecisionStatus
from core.ui import registry


def choices(request: Any) -> list[registry.SwitchChoice]:
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


def duties(acting: Acting, today: date) -> Iterator[registry.Duty | Asks]:
    """What waits for a second administrator's answer; the oldest first. Names stand on the page itself."""
    if not policies.is_administrator(acting):
        return
    waiting = {"status": DecisionStatus.PROPOSED}
    proposals = policies.visible_proposals(acting).filter(**waiting, batch=None).select_related("person", "proposed_by")
    batches = policies.waiting_batches(acting)
    resets = policies.visible_resets(acting).filter(**waiting).select_related("person", "proposed_by")
    yield Asks(proposals, resets, batches)
    found: list[tuple[Any, str, Any, Any]] = [
        (row, "people:grant_approve", _("Svara på ett förslag om en roll"), row.get_role_display()) for row in proposals
    ]
    found += [(row, "people:factor_reset_approve", _("Svara på en begäran om nytt andra steg"), "") for row in resets]
    mine = [one for one in found if policies.can_decide(acting, one[0])]
    others: list[Any] = [one for one in batches if not policies.is_own_batch(acting, one)]
    mine += [
        (one, "people:batch_answer", _("Svara på förslag om roller ur en fil"), _many(one.waiting)) for one in others
    ]
    for row, name, title, detail in sorted(mine, key=lambda one: one[0].created_at):
        yield registry.Duty(title=title, url=reverse(name, args=[row.pk]), button=gettext("Svara"), detail=detail)


def _many(count: int) -> str:
    return ngettext("%(n)d förslag", "%(n)d förslag", count) % {"n": count}


registry.switchable_assignments.set(choices)
registry.duties.add(duties)
registry.menu.add(
    registry.MenuEntry(_("Personer och roller"), "people:person_list", shown_to=policies.is_administrator, order=810)
)
registry.other_searches.add(
    registry.OtherSearch(
        text=_("Personer söker du bland regionens personer och roller."),
        label=_("Sök en person"),
        url_name="people:person_list",
        shown_to=policies.is_administrator,
    )
)

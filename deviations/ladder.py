"""The region's ladder of deviations: which rungs it has and where a report stands on it. [cfg.deviation_ladder]"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.errors import WrongState
from core.regions.profile import Profile, profile_of
from core.regions.shapes import Step
from core.states import Transition
from core.ui.said import said
from deviations import states
from deviations.states import DeviationStatus as S

SECRETARIAT, LOCAL_GROUP, INDIVIDUAL_FORUM = "secretariat", "local_group", "individual_forum"
BEYOND = "regional_group"  # a rung of its own in some regions; in others the secretariat may raise a question there

LEVEL_OF_STATUS = {
    S.WITH_LINE_MANAGER: "line_manager",
    S.WITH_MANAGERS: "responsible_managers",
    S.IN_FORUM: INDIVIDUAL_FORUM,
    S.PRINCIPLED: SECRETARIAT,
    S.SUBMITTED: SECRETARIAT,
    S.RECEIVED: SECRETARIAT,
    S.RETURNED: SECRETARIAT,
    S.UNDER_REVIEW: SECRETARIAT,
    S.RAISED_TO_BUSSAM: BEYOND,
    S.ASSIGNMENT_CREATED: BEYOND,
    S.IN_LOCAL_GROUP: LOCAL_GROUP,
    S.IN_PREPARATORY_GROUP: "preparatory_group",
    S.IN_REGIONAL_GROUP: BEYOND,
    S.IN_MANAGERS_FORUM: "managers_forum",
    S.IN_POLITICAL_FORUM: "political_forum",
}


@dataclass(frozen=True)
class Ladder:
    """The rungs in order. What a region's ladder lacks cannot be done there: WrongState."""

    steps: tuple[Step, ...]
    has_individual_forum: bool
    copies_all: bool
    submitters: frozenset[str]
    beyond: str  # what the regional group is called

    def has(self, rung: str) -> bool:
        return any(step.key == rung for step in self.steps)

    def label(self, rung: str) -> str:
        return said(next((step.label for step in self.steps if step.key == rung), self.beyond))

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def first_principled(self) -> Step | None:
        """Where a question beyond the single case goes first."""
        return next((step for step in self.steps if step.principled), None)

    @property
    def has_secretariat(self) -> bool:
        return self.has(SECRETARIAT)

    @property
    def refers_to_forum(self) -> bool:
        return self.has(INDIVIDUAL_FORUM) and self.has_individual_forum

    def next_after(self, status: str) -> Step | None:
        """The rung above the one where the report stands."""
        keys = [step.key for step in self.steps]
        level = LEVEL_OF_STATUS.get(S(status))
        if level not in keys or level == keys[-1]:
            return None
        return self.steps[keys.index(level) + 1]

    def send(self) -> Transition:
        return self._move(states.SEND, self.first)

    def mark_principled(self) -> Transition:
        return self._move(states.MARK_PRINCIPLED, self.first_principled)

    def lift(self, status: str) -> Transition:
        return self._move(states.LIFT, self.next_after(status))

    def _move(self, table: dict[str, Transition], step: Step | None) -> Transition:
        if step is None or step.key not in table:
            raise WrongState(_("Regionens väg för avvikelser har inget sådant steg."))
        return table[step.key]


def ladder_of(profile: Profile) -> Ladder:
    beyond = profile.forum(BEYOND)
    return Ladder(
        steps=profile.deviation_ladder,
        has_individual_forum=profile.has_individual_forum,
        copies_all=profile.deviation_copy_to_secretariat == "all",
        submitters=frozenset(profile.deviation_submitters),
        beyond=beyond.label if beyond else "",
    )


def ladder_for(report: Any) -> Ladder:
    """The ladder of the report's region and area today; costs no statement once read."""
    return ladder_in(report.region_id, report.area_id)


def ladder_in(region_id: UUID, area_id: UUID | None = None) -> Ladder:
    return ladder_of(profile_of(region_id, area_id=area_id))

"""What is said of a decision and children: beside the decision, on the forum's page, and in the printed minutes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting
from groups.interests import policies
from groups.interests.models import TEXTS, BestInterests, Concerns
from groups.meetings.models import ForumDecision
from groups.models import Forum

IS = {Concerns.ASSESSED: "ok", Concerns.LACKING: "soon", Concerns.NOBODY: ""}
NEAR = 5


def said_of(decision: ForumDecision, noted: Iterable[BestInterests]) -> dict[str, Any] | None:
    """{label, label_is, facts}; None when nothing is said."""
    found = next((one for one in noted if one.decision_id == decision.pk), None)
    if found is None:
        return None
    return {
        "label": found.get_concerns_display(),
        "label_is": IS[Concerns(found.concerns)],
        "facts": [{"term": _term(name), "text": getattr(found, name)} for name in TEXTS if getattr(found, name)],
    }


def _term(name: str) -> str:
    return str(BestInterests._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def lacking_words(lacking: Iterable[ForumDecision]) -> str:
    """One sentence that names the decisions; nothing when none lacks."""
    numbers = [str(one) for one in lacking]
    if not numbers:
        return ""
    words = ngettext(
        "I beslut %(numbers)s är det inte sagt hur barnets bästa är prövat.",
        "I besluten %(numbers)s är det inte sagt hur barnets bästa är prövat.",
        len(numbers),
    )
    return words % {"numbers": ", ".join(numbers)}


def lacking_among(decisions: Iterable[ForumDecision], noted: Iterable[BestInterests]) -> list[ForumDecision]:
    """Of those read already: as `policies.lacking_in` asks, where the region asks it."""
    done = {one.decision_id for one in noted if one.concerns != Concerns.LACKING}
    return [one for one in decisions if one.pk not in done]


def near_interests(acting: Acting, forum: Forum) -> QuerySet[BestInterests]:
    return policies.of_forum(acting, forum)[:NEAR]


def interests_of_forum(found: Iterable[BestInterests]) -> list[dict[str, str]]:
    """The last decisions that concern children, for the forum's page."""
    return [
        {
            "number": str(one.decision),
            "text": Truncator(one.decision.text).chars(90),
            "url": reverse("groups:meeting_detail", args=[one.meeting_id]) + f"#beslut-{one.decision_id}",
            "label": str(one.get_concerns_display()),
            "label_is": IS[Concerns(one.concerns)],
        }
        for one in found
    ]


def title_of(decision: ForumDecision) -> str:
    return _("Barnets bästa i beslut %(number)s") % {"number": decision}

"""What organisations have said to a group, made ready: a row each, and how often it led to something. [F53]"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui import dates
from groups.voices.models import Voice
from groups.voices.states import Influence, VoiceStatus


def list_url(forum_id: Any) -> str:
    return reverse("groups:voice_list", args=[forum_id])


def voice_row(one: Voice, leads: bool) -> dict[str, Any]:
    waits = one.status == VoiceStatus.REGISTERED
    at = _("på mötet %(day)s") % {"day": dates.day(timezone.localdate(one.meeting.starts_at))} if one.meeting else ""
    decided = _("beslut %(number)s") % {"number": one.decision} if one.decision else ""
    return {
        "row": one,
        "title": one.title,
        "detail": ", ".join(filter(None, [one.organisation, dates.day(one.said_on), at])),
        "text": one.text,
        "influence": ", ".join(filter(None, [str(one.get_influence_display()), decided])) if not waits else "",
        "answer": one.answer,
        "url": reverse("groups:voice_answer", args=[one.pk]) if waits and leads else "",
    }


def tally(said: Iterable[str]) -> list[dict[str, Any]]:
    """How many views led to what; `said` is the influence of each, empty while it waits."""
    counted = Counter(said)
    labels = [*((one.value, str(one.label)) for one in Influence), ("", str(VoiceStatus.REGISTERED.label))]
    return [{"label": label, "count": counted[key]} for key, label in labels if counted[key]]

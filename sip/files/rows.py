"""The paper of a consent, as the consent's own page lists it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.files import words
from core.ui import dates
from sip.consent.models import Consent
from sip.files.models import StoredFile
from sip.files.policies import visible_files


def paper_facts(acting: Acting, consent: Consent) -> list[dict]:
    """A line a version, the newest first; none for those who may not know who the child is."""
    found = visible_files(acting).filter(consent_id=consent.pk).select_related("kept", "adding_unit")
    return [_fact(stored) for stored in found.order_by("-version")]


def _fact(stored: StoredFile) -> dict:
    is_open = stored.kept.is_open
    shown = f"{stored.kind.upper()}, {words.size(stored.size)}"
    added = _("tillagd %(at)s av %(unit)s") % {
        "at": dates.moment(stored.created_at),
        "unit": stored.adding_unit.name,
    }
    return {
        "term": _("Underskriven blankett")
        if stored.version == 1
        else _("Blankett, version %(number)d") % {"number": stored.version},
        "text": _("Hämta blanketten (%(file)s)") % {"file": shown} if is_open else shown,
        "url": reverse("sip:file_fetch", args=[stored.pk]) if is_open else "",
        "lines": [str(stored.kept.get_status_display())],
        "detail": added,
    }

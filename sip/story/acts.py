"""What the log calls reading a case's story."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "case.story_read": _("Läste tidslinjen"),
    "case.story_printed": _("Hämtade tidslinjen som PDF"),
}

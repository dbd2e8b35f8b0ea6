"""What the log calls reading a story."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "case.story_read": _("Läste tidslinjen"),
    "case.story_printed": _("Hämtade tidslinjen som PDF"),
    "child.story_read": _("Läste barnets tidslinje"),
    "child.story_printed": _("Hämtade barnets tidslinje som PDF"),
}

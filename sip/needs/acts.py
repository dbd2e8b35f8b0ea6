"""What the log calls each act on a child's needs."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "need.assessed": _("Noterade ett behov"),
    "need.answered": _("Noterade att en annan plan räcker"),
    "information.given": _("Noterade att familjen har fått information"),
    "checklist.done": _("Noterade ett steg i samarbetet kring barnet"),
    "inquiry.answered": _("Noterade i den skyndsamma utredningen"),
    "note.kept": _("Sparade en egen anteckning"),
}

"""What is asked of a decision: whether it concerns children, and then how their best was assessed. [F52]"""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.forms import AboutForm, LongText, Picks
from groups.interests.models import TEXTS, BestInterests, Concerns
from groups.interests.services import MAY_BE_EMPTY

ANSWERS = [
    (Concerns.ASSESSED, pgettext_lazy("rör beslutet barn", "Ja, och barnets bästa är prövat")),
    (Concerns.LACKING, pgettext_lazy("rör beslutet barn", "Ja, men barnets bästa är inte prövat än")),
    (Concerns.NOBODY, pgettext_lazy("rör beslutet barn", "Nej")),
]


def _text(label, **more) -> LongText:
    return LongText(label=label, required=False, max_length=3000, rows=2, **more)


class InterestsForm(AboutForm):
    """The texts are asked for when it is assessed."""

    marks_optional = False
    concerns = forms.ChoiceField(label=_("Rör beslutet barn?"), choices=ANSWERS, widget=Picks)
    investigated = _text(
        _("Hur har ni tagit reda på vad som är bäst för barnen?"),
        help_text=_("De här frågorna besvarar ni när barnets bästa är prövat. Skriv aldrig om ett enskilt barn."),
    )
    weighed = _text(_("Hur har ni vägt barnens bästa mot annat?"))
    considered = _text(_("Hur märks det i beslutet?"))
    asked = _text(
        _("Vilka barns åsikter har ni tagit reda på?"),
        help_text=_("Till exempel elevråd eller en enkät. Har ni inte frågat några barn, skriv varför."),
    )
    mattered = _text(_("Vad betydde åsikterna för beslutet? (frivilligt)"))

    def __init__(self, decision, *args, **kwargs):
        super().__init__(decision, *args, **kwargs)
        noted = BestInterests.objects.filter(decision=decision).first()
        if noted:
            now = {name: getattr(noted, name) for name in ("concerns", *TEXTS)}
            self.initial = {**now, **self.initial}

    def clean(self):
        data = super().clean()
        if data.get("concerns") == Concerns.ASSESSED:
            for name in TEXTS:
                if name not in MAY_BE_EMPTY and not data.get(name) and name not in self.errors:
                    self.add_error(name, _now("Fyll i ”%(label)s”.") % {"label": self.fields[name].label})
        return data

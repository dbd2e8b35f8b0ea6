"""What is asked of a change that partners are told of, and which news are listed. [F51]"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.ui.forms import AboutForm, DayField, FilterForm, LongText, ManyPicks, Picks
from core.ui.said import said
from groups.models import Forum
from groups.news import policies
from groups.news.models import NewsKind
from groups.news.published import PUBLISHED
from groups.news.services import Words
from groups.receipts.policies import own_receipts


class NewsForm(AboutForm):
    kind = forms.ChoiceField(label=_("Vad är det som ändras?"), choices=NewsKind.choices, widget=Picks)
    title = forms.CharField(
        label=_("Sammanfatta i en mening"), max_length=200, help_text=_("Till exempel Mottagningen flyttar till Solna.")
    )
    from_day = DayField(label=_("Från och med vilken dag?"))
    text = LongText(
        label=_("Vad betyder det för dem ni samverkar med?"),
        max_length=2000,
        rows=4,
        help_text=_("Skriv aldrig om ett enskilt barn."),
    )
    forums = forms.ModelMultipleChoiceField(
        label=_("Vilka gruppers medlemmar ska få beskedet?"), queryset=Forum.objects.none(), widget=ManyPicks
    )

    def __init__(self, unit, *args, **kwargs):
        super().__init__(unit, *args, **kwargs)
        self.fields["forums"].queryset = policies.partner_forums(unit, clock.today())
        self.fields["forums"].label_from_instance = lambda one: said(one.name)

    def facts(self) -> dict:
        words = {name: self.cleaned_data[name] for name in ("kind", "title", "text", "from_day")}
        return {"words": Words(**words), "forums": self.cleaned_data["forums"]}


class NewsFilter(FilterForm):
    """Which: all, those that one is asked to read and has not, or those of one's own unit."""

    show = forms.ChoiceField(
        label=pgettext_lazy("besked", "Visa"),
        choices=[
            ("", pgettext_lazy("besked", "Alla")),
            ("unread", pgettext_lazy("besked", "De som väntar på att jag läser")),
            ("own", pgettext_lazy("besked", "Min verksamhets")),
        ],
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("en förändring", "Slag"),
        choices=[("", pgettext_lazy("en förändring", "Alla")), *NewsKind.choices],
    )
    lookups = {"kind": "kind"}

    def __init__(self, data=None, *args, acting, **kwargs):
        super().__init__(data, *args, **kwargs)
        self._acting = acting

    def apply(self, rows):
        found, show = super().apply(rows), self.chosen.get("show")
        if show == "own":
            return found.filter(unit=self._acting.unit_id) if self._acting.unit_id else found.none()
        if show == "unread":
            unread = own_receipts(self._acting, PUBLISHED).filter(read_at__isnull=True)
            return found.filter(pk__in=unread.values("about_id"), withdrawn_on__isnull=True)
        return found

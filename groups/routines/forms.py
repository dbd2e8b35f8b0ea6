"""What is asked about a routine: its subject, whom it covers, who answers for it, how it was decided."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.files.fields import UploadField
from core.organisations.models import Area, AreaDistrict, AreaService, Principal, Unit
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, ManyPicks
from groups.models import Forum
from groups.picking import DecisionField, people
from groups.routines import policies
from groups.routines.content import subjects_of
from groups.routines.models import RoutineVersion
from groups.routines.services.deciding import Decided


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("Vad ska rutinen heta?"), max_length=200, help_text=_("Skriv aldrig om ett enskilt barn.")
    )


class DraftForm(Form):
    subject = forms.ChoiceField(label=_("Vad handlar rutinen om?"))
    title = title_field()

    def __init__(self, forum: Forum, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", _("Välj")), *subjects_of(forum.region_id).items()]


class AdaptForm(AboutForm):
    """In which of the led groups; asked also when there is only one, so that one sees which."""

    forum = forms.ModelChoiceField(label=_("Vilken grupp anpassar den?"), queryset=Forum.objects.none())

    def __init__(self, version: RoutineVersion, *args: Any, acting: Any, **kwargs: Any) -> None:
        super().__init__(version, *args, **kwargs)
        self.fields["forum"].queryset = policies.free_forums(acting, version.routine_id)
        self.fields["forum"].empty_label = None


class RenameForm(AboutForm):
    title = title_field()
    change = LongText(
        label=_("Vad är nytt?"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("En eller två meningar. De visas för dem som ska läsa rutinen."),
    )

    def __init__(self, version: RoutineVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(version, *args, initial={"title": version.title, "change": version.change}, **kwargs)


class CoversForm(AboutForm):
    """A local forum covers its own area: of it all, or some. A regional one may choose areas."""

    areas = forms.ModelMultipleChoiceField(
        label=_("Vilka områden gäller den?"), queryset=Area.objects.none(), required=False, widget=ManyPicks
    )
    principals = forms.ModelMultipleChoiceField(
        label=_("Vilka huvudmän?"), queryset=Principal.objects.none(), required=False, widget=ManyPicks
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Vilka enheter?"), queryset=Unit.objects.none(), required=False, widget=ManyPicks
    )

    def __init__(self, version: RoutineVersion, *args: Any, **kwargs: Any) -> None:
        standing = list(version.covers.filter(removed_at__isnull=True))
        kept = {
            "areas": [one.area_id for one in standing if one.area_id],
            "principals": [one.principal_id for one in standing if one.principal_id],
            "units": [one.unit_id for one in standing if one.unit_id],
        }
        super().__init__(version, *args, initial=kept, **kwargs)
        today, area = clock.today(), version.forum.area_id
        if area is None:
            self.fields["areas"].queryset = Area.objects.on(today).filter(region=version.region_id).order_by("name")
            del self.fields["units"]
        else:
            districts = AreaDistrict.objects.on(today).filter(area=area).values("district")
            serving = AreaService.objects.on(today).filter(area=area).values("unit")
            near = Q(district__in=districts) | Q(pk__in=serving)
            self.fields["units"].queryset = Unit.objects.on(today).filter(near).order_by("name", "id")
            del self.fields["areas"]
        found = policies.possible_principals(version)
        self.fields["principals"].queryset = found


class ResponsibleForm(AboutForm):
    responsible = people(_("Vem ansvarar för rutinen?"), _("Får besked när originalet ändras."))
    role = forms.ChoiceField(
        label=_("Eller vilken roll?"),
        required=False,
        help_text=_("Då ansvarar den i gruppen som har rollen. Väljer du varken person eller roll ansvarar ledaren."),
    )

    def __init__(self, version: RoutineVersion, *args: Any, **kwargs: Any) -> None:
        kept = {"responsible": version.routine.responsible_id, "role": version.routine.responsible_role}
        super().__init__(version, *args, initial=kept, **kwargs)
        self.fields["responsible"].queryset = policies.possible_responsible(version.forum)
        self.fields["role"].choices = [("", pgettext_lazy("vilken roll", "Ingen")), *policies.possible_roles(version)]


class DecideForm(AboutForm):
    """Either one of the forum's numbered decisions, or in words how it was decided."""

    decision = DecisionField(label=_("Vilket beslut?"), required=False, empty_label=_("Inget av gruppens protokoll"))
    said = forms.CharField(
        label=_("Hur beslutades den?"),
        max_length=200,
        required=False,
        help_text=_("Fyll i om beslutet inte finns i listan. Skriv till exempel: Alla sa ja i mejl."),
    )
    on = DayField(label=_("Vilken dag beslutades den?"), latest=clock.today)
    valid_from = DayField(label=_("Från vilken dag gäller den?"))
    valid_to = DayField(
        label=_("Till och med vilken dag?"), required=False, help_text=_("Lämna tomt om den gäller tills vidare.")
    )
    review_on = DayField(label=_("När ska den senast ses över?"))

    def __init__(self, version: RoutineVersion, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        super().__init__(version, *args, initial={"on": today, "valid_from": today}, **kwargs)
        self.fields["decision"].of(version.forum_id)

    def facts(self) -> dict:
        return {"decided": Decided(**self.cleaned_data)}


class ReasonForm(AboutForm):
    reason = LongText(label=_("Varför?"), max_length=1000, rows=3)


class ReviewForm(AboutForm):
    review_on = DayField(label=_("När ska den ses över nästa gång?"))


class FileForm(AboutForm):
    title = forms.CharField(label=_("Vad är det för fil?"), max_length=200)
    file = UploadField(label=_("Filen"))


class RoutineFilter(FilterForm):
    """Which: what holds and what is under way, unless others are asked for."""

    show = forms.ChoiceField(
        label=pgettext_lazy("vilka rutiner", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka rutiner", "De som gäller eller arbetas fram")),
            ("force", pgettext_lazy("vilka rutiner", "De som gäller")),
            ("review", pgettext_lazy("vilka rutiner", "De som borde ha setts över")),
            ("changed", pgettext_lazy("vilka rutiner", "De vars original har ändrats")),
            ("all", pgettext_lazy("vilka rutiner", "Alla")),
        ],
    )
    subject = forms.ChoiceField(label=_("Vad den handlar om"))
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.none(), empty_label=pgettext_lazy("vilka områden", "Alla områden")
    )

    lookups = {"subject": "routine__subject", "area": "forum__area"}

    def __init__(self, data: Any, *, acting: Any) -> None:
        super().__init__(data)
        every = ("", pgettext_lazy("vilka rutiner", "Allt"))
        self.fields["subject"].choices = [every, *subjects_of(acting.region_id).items()]
        self.fields["area"].queryset = Area.objects.on(clock.today()).filter(region=acting.region_id).order_by("name")

    def apply(self, rows):
        today = clock.today()
        found = policies.with_original(super().apply(rows)).select_related("forum", "routine")
        found = found.order_by("title", "-number", "id")
        which = {
            "": policies.current(today),
            "force": policies.holding(today),
            "review": policies.holding(today) & Q(review_on__lt=today),
            "changed": policies.holding(today) & Q(is_changed=True),
            "all": Q(),
        }
        return found.filter(which[self.chosen.get("show", "")])


class SeenForm(AboutForm):
    """Which version of the original was on the page."""

    seen = forms.ModelChoiceField(queryset=RoutineVersion.objects.none(), widget=forms.HiddenInput)

    def __init__(self, version: RoutineVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(version, *args, **kwargs)
        self.fields["seen"].queryset = RoutineVersion.objects.filter(routine__versions=version.adapts_id)

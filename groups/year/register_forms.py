"""What is asked about an obstacle, about what helps, and about what a target group needs. [F47, F48]"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.people.models import RoleAssignment
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, Picks
from core.workdays import add_months
from groups.assignments.forms import ProposeForm
from groups.models import Forum
from groups.picking import who
from groups.year import policies, states
from groups.year import register_policies as may
from groups.year.forms import NO_CHILD, ActivityForm
from groups.year.models import ActionPlan
from groups.year.register_models import Need, Obstacle
from groups.year.services.drafting import Doing
from groups.year.services.registering import Found, Noted

A_YEAR = 12  # months [default] (DL-20)


class ObstacleForm(Form):
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=states.ObstacleKind.choices, widget=Picks)
    title = forms.CharField(label=_("Beskriv det kort"), max_length=200, help_text=NO_CHILD)
    category = forms.ChoiceField(label=_("Vad gäller det?"))
    text = LongText(label=_("Berätta mer"), max_length=2000, rows=3, required=False)

    def __init__(self, forum: Forum, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Välj")), *may.categories_of(forum.region_id).items()]

    def facts(self) -> dict:
        return {"noted": Noted(**self.cleaned_data)}


class TakeOnForm(AboutForm):
    owner = forms.ModelChoiceField(
        label=_("Vem ser till att det blir gjort?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj")
    )
    measure = forms.CharField(label=_("Vad ska göras?"), max_length=500)
    due_on = DayField(label=_("När ska det vara klart?"))

    def __init__(self, one: Obstacle, *args: Any, **kwargs: Any) -> None:
        kept = {"owner": one.owner_id, "measure": one.measure, "due_on": one.due_on}
        super().__init__(one, *args, initial=kept, **kwargs)
        self.fields["owner"].queryset = policies.possible_people(one.forum)
        self.fields["owner"].label_from_instance = who


class ToPlanForm(ActivityForm):
    """The measure as an activity of one of the group's plans; its focus area is chosen on the plan's page."""

    focus = None  # type: ignore[assignment]
    plan = forms.ModelChoiceField(label=_("Vilken plan?"), queryset=ActionPlan.objects.none(), empty_label=None)
    field_order = ("plan", "what", "goal", "answers", "due_on")

    def __init__(self, one: Obstacle, *args: Any, **kwargs: Any) -> None:
        super().__init__(ActionPlan(forum=one.forum), *args, **kwargs)
        self.about = one
        self.fields["plan"].queryset = may.open_plans(one.forum_id)

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        return {"plan": data.pop("plan"), "doing": Doing(**data)}


class HandOverForm(ProposeForm):
    due_on = DayField(label=_("När ska hindret vara borta?"), help_text=_("Den dag då ni ser efter igen."))

    def __init__(self, one: Obstacle, *args: Any, **kwargs: Any) -> None:
        self.about = one
        super().__init__(one.forum, *args, initial={"title": one.title, "text": one.text}, **kwargs)

    def facts(self) -> dict:
        due_on = self.cleaned_data.pop("due_on")
        return {"due_on": due_on} | super().facts()


class ResultForm(AboutForm):
    result = LongText(label=_("Vad gav det?"), max_length=2000, rows=3)


class LeaveForm(AboutForm):
    result = LongText(label=_("Varför?"), max_length=2000, rows=3)


class ObstacleFilter(FilterForm):
    """Which: those that stand unless all are asked for."""

    state = forms.ChoiceField(
        label=pgettext_lazy("vilka hinder", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka hinder", "De som finns kvar")),
            ("all", pgettext_lazy("vilka hinder", "Alla")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[("", pgettext_lazy("vilka hinder", "Både och")), *states.ObstacleKind.choices]
    )
    lookups = {"kind": "kind"}

    def apply(self, rows):
        found = super().apply(rows).select_related("owner__person", "owner__unit", "task")
        found = found.order_by("due_on", "noted_on", "id")
        return found if self.chosen.get("state") == "all" else found.filter(status__in=states.STANDING)


class NeedForm(AboutForm):
    target_group = forms.CharField(
        label=_("Vilken målgrupp?"),
        max_length=200,
        help_text=_("Till exempel: Placerade barn. Aldrig ett enskilt barn."),
    )
    text = LongText(label=_("Vad behöver de?"), max_length=5000, rows=5)
    known_from = LongText(
        label=_("Hur vet ni det?"),
        max_length=1000,
        rows=3,
        help_text=_("Till exempel statistik, avvikelser, enkäter eller det som barn och familjer har sagt."),
    )
    next_on = DayField(label=_("När ska ni senast se efter igen?"))

    def __init__(self, about: Forum | Need, *args: Any, **kwargs: Any) -> None:
        kept = {"next_on": add_months(clock.today(), A_YEAR)} | kwargs.pop("initial", {})
        super().__init__(about, *args, initial=kept, **kwargs)

    def facts(self) -> dict:
        return {"found": Found(**self.cleaned_data)}


class RenewForm(NeedForm):
    def __init__(self, need: Need, *args: Any, **kwargs: Any) -> None:
        kept = {"target_group": need.target_group, "text": need.text, "known_from": need.known_from}
        super().__init__(need, *args, initial=kept, **kwargs)

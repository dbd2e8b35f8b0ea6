"""What is asked about a group's plan of the year and what is to be done by it. [AG-22]"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.organisations.models import Area
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, ManyPicks, Picks
from groups.models import Forum
from groups.picking import DecisionField
from groups.year import policies, states
from groups.year.answering import Answering, key_of
from groups.year.models import ActionPlan, PlanActivity, PlanFocus
from groups.year.services.drafting import Doing

NO_CHILD = _("Skriv aldrig om ett enskilt barn.")


class PlanForm(Form):
    year = forms.TypedChoiceField(label=_("Vilket år?"), coerce=int, widget=Picks)
    carried = forms.ModelMultipleChoiceField(
        label=_("Vad ska följa med från tidigare planer?"),
        queryset=PlanActivity.objects.none(),
        required=False,
        widget=ManyPicks,
        help_text=_("Det som inte blev klart. Det ni inte väljer står kvar i den gamla planen."),
    )

    def __init__(self, forum: Forum, *args: Any, **kwargs: Any) -> None:
        years = policies.free_years(forum, clock.today())
        super().__init__(*args, initial={"year": years[0] if years else None}, **kwargs)
        self.fields["year"].choices = [(one, str(one)) for one in years]
        self.fields["carried"].queryset = policies.undone_of(forum)
        self.fields["carried"].label_from_instance = lambda one: f"{one.what} ({one.plan.year})"
        if not self.fields["carried"].queryset:
            del self.fields["carried"]


class FocusForm(AboutForm):
    title = forms.CharField(
        label=_("Vad heter fokusområdet?"), max_length=120, help_text=_("Till exempel: Barn som är borta från skolan.")
    )


class FocusNameForm(FocusForm):
    def __init__(self, focus: PlanFocus, *args: Any, **kwargs: Any) -> None:
        super().__init__(focus, *args, initial={"title": focus.title}, **kwargs)


class ActivityForm(AboutForm):
    what = forms.CharField(label=_("Vad ska göras?"), max_length=300, help_text=NO_CHILD)
    goal = forms.CharField(label=_("Vad ska det leda till?"), max_length=500, required=False)
    focus = forms.ModelChoiceField(
        label=_("Vilket fokusområde hör det till?"),
        queryset=PlanFocus.objects.none(),
        required=False,
        empty_label=pgettext_lazy("fokusområde", "Inget"),
    )
    answers = forms.ChoiceField(label=_("Vem ansvarar?"))
    due_on = DayField(label=_("När ska det vara klart?"))

    def __init__(self, plan: ActionPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.answering = Answering(plan.forum)
        self.fields["answers"].choices = self.answering.choices
        found = PlanFocus.objects.filter(plan=plan, removed_at__isnull=True).exclude(title="")
        if "focus" in self.fields:
            self.fields["focus"].queryset = found

    def choice_rows(self) -> list[QuerySet]:
        return [*super().choice_rows(), *self.answering.rows.values()]

    def facts(self) -> dict:
        return {"doing": Doing(**self.cleaned_data)}


class ActivityChangeForm(ActivityForm):
    """All of it in a draft; in an adopted plan who answers for it, and its day."""

    def __init__(self, activity: PlanActivity, *args: Any, **kwargs: Any) -> None:
        kept = {"what": activity.what, "goal": activity.goal, "focus": activity.focus_id, "due_on": activity.due_on}
        super().__init__(activity.plan, *args, initial=kept | {"answers": key_of(activity)}, **kwargs)
        self.about = activity
        if activity.plan.status != states.S.DRAFT:
            for name in ("what", "goal", "focus"):
                del self.fields[name]
        if activity.responsible and activity.responsible not in self.answering.rows["person"]:
            self._keep_who_has_left()

    def _keep_who_has_left(self) -> None:
        now = (key_of(self.about), str(self.about.responsible.person))
        self.fields["answers"].choices = [now, *self.answering.choices()]

    def facts(self) -> dict:
        return {"doing": Doing(**{"what": self.about.what, **self.cleaned_data})}


class NoteForm(AboutForm):
    status = forms.ChoiceField(label=_("Hur går det?"), widget=Picks)
    result = LongText(
        label=_("Vad har det gett?"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("Skriv alltid något när det är klart eller inte blev av."),
    )

    def __init__(self, activity: PlanActivity, *args: Any, **kwargs: Any) -> None:
        super().__init__(activity, *args, initial={"status": activity.status, "result": activity.result}, **kwargs)
        wanted = [one for one in states.A if one in states.BY_TARGET]
        self.fields["status"].choices = [(one.value, one.label) for one in wanted]


class AdoptForm(AboutForm):
    decision = DecisionField(
        label=_("Vilket beslut antar planen?"),
        empty_label=_("Välj"),
        help_text=_("Beslutet skrivs i protokollet från gruppens möte."),
    )

    def __init__(self, plan: ActionPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(plan, *args, **kwargs)
        self.fields["decision"].of(plan.forum_id)


class OutcomeForm(AboutForm):
    outcome = LongText(
        label=_("Vad gav året?"),
        max_length=5000,
        rows=6,
        help_text=_("Vad blev bättre för barnen och familjerna? Vad blev inte av, och varför?"),
    )


class PlanFilter(FilterForm):
    year = forms.IntegerField(label=_("År"))
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.none(), empty_label=pgettext_lazy("vilka områden", "Alla områden")
    )

    lookups = {"year": "year", "area": "forum__area"}

    def __init__(self, data: Any, *, acting: Any) -> None:
        super().__init__(data)
        self.fields["area"].queryset = Area.objects.on(clock.today()).filter(region=acting.region_id).order_by("name")

    def apply(self, rows: QuerySet) -> QuerySet:
        return super().apply(rows).select_related("forum").order_by("-year", "forum__name", "id")

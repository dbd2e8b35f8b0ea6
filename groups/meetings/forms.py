"""Plan a meeting, set its agenda, call it, answer, note who came, write it up. [F31-F35]"""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.people.models import RoleAssignment
from core.ui.fields import TimeField
from core.ui.forms import AboutForm, DayField, FilterForm, Form, LongText, ManyPicks, Picks
from core.ui.said import said
from groups.composition import members_of
from groups.meetings import policies
from groups.meetings.called import Attendance, Reply, came_field, reply_field, substitute_field
from groups.meetings.models import Invitation, Meeting
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.meetings.states import ItemOutcome, ItemPurpose
from groups.models import Forum


class Person(forms.ModelChoiceField):
    """One of several people, by name and where from."""

    def label_from_instance(self, assignment):
        where = assignment.unit.name if assignment.unit else assignment.get_role_display()
        return f"{assignment.person}, {where}"


class People(Person, forms.ModelMultipleChoiceField):
    pass


def sitting_in(forum, on=None):
    """The members' assignments of a day, as choices."""
    ids = [one.assignment_id for one in members_of(forum, on or clock.today())]
    found = RoleAssignment.objects.filter(pk__in=ids, region_id=forum.region_id).with_names()
    return found.order_by("person__family_name", "person__given_name", "id")


def called_to(meeting):
    """Those who are called, or the members while nobody is: who may present, answer for and approve."""
    called = Invitation.objects.filter(meeting=meeting).values("assignment")
    found = RoleAssignment.objects.filter(pk__in=called, region_id=meeting.region_id).with_names()
    if meeting.called_at is None:
        return sitting_in(meeting.forum, timezone.localdate(meeting.starts_at))
    return found.order_by("person__family_name", "person__given_name", "id")


class WhenForm(Form):
    day = DayField(label=_("Vilken dag?"), earliest=clock.today)
    starts = TimeField(label=_("När börjar det?"))
    ends = TimeField(label=_("När slutar det?"))
    place = forms.CharField(
        label=_("Var?"), max_length=200, required=False, help_text=_("Rum och adress, eller att mötet är digitalt.")
    )
    theme = forms.CharField(label=_("Tema"), max_length=200, required=False)

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {**(_times(meeting) if meeting else {"starts": time(13), "ends": time(15)}), **self.initial}

    def when(self) -> When:
        data = self.cleaned_data
        starts, ends = (timezone.make_aware(datetime.combine(data["day"], data[name])) for name in ("starts", "ends"))
        return When(starts, ends, data["place"], data["theme"])

    def facts(self) -> dict:
        return {"when": self.when()}


def _times(meeting: Meeting) -> dict:
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": meeting.place,
        "theme": meeting.theme,
    }


class RolesForm(Form):
    chair = Person(label=_("Ordförande"), queryset=RoleAssignment.objects.none(), required=False, empty_label=_("Välj"))
    recorder = Person(
        label=_("Sekreterare"), queryset=RoleAssignment.objects.none(), required=False, empty_label=_("Välj")
    )

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("chair", "recorder"):
            self.fields[name].queryset = called_to(meeting)
        self.initial = {"chair": meeting.chair_id, "recorder": meeting.recorder_id, **self.initial}

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("chair", "recorder")}


class NewForm(WhenForm):
    """A meeting of a forum: whoever plans it chairs unless said otherwise."""

    def __init__(self, forum, *args, by, **kwargs):
        super().__init__(None, *args, **kwargs)
        sitting = sitting_in(forum)
        for name, label in (("chair", _("Ordförande")), ("recorder", _("Sekreterare"))):
            self.add(name, Person(label=label, queryset=sitting, required=False, empty_label=_("Välj")))
        self.initial = {"chair": by.assignment_id, **self.initial}

    def facts(self) -> dict:
        data = self.cleaned_data
        return {"when": self.when(), "chair": data["chair"], "recorder": data["recorder"]}


YEAR_DAYS = ("day_1", "day_2", "day_3", "day_4")


class YearForm(Form):
    """Up to four days for the year's meetings, all at the same hour and place; each can be moved afterwards. [F30]"""

    starts = TimeField(label=_("När börjar mötena?"), initial=time(13))
    ends = TimeField(label=_("När slutar de?"), initial=time(15), help_text=_("Till exempel 15.00"))
    place = forms.CharField(
        label=_("Var?"), max_length=200, required=False, help_text=_("Rum och adress, eller att mötet är digitalt.")
    )
    day_1 = DayField(label=_("Första mötet"), earliest=clock.today)
    day_2 = DayField(label=_("Andra mötet"), earliest=clock.today, required=False)
    day_3 = DayField(label=_("Tredje mötet"), earliest=clock.today, required=False)
    day_4 = DayField(label=_("Fjärde mötet"), earliest=clock.today, required=False)

    def clean(self):
        """What is wrong with the days and with the hours is said at once."""
        data, seen = super().clean(), set()
        for name in YEAR_DAYS:
            if data.get(name) in seen:
                self.add_error(name, _("Samma dag står två gånger."))
            elif data.get(name):
                seen.add(data[name])
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("Mötet måste sluta efter att det har börjat."))
        return data

    def facts(self) -> dict:
        data = self.cleaned_data
        days = {name: data[name] for name in YEAR_DAYS if data.get(name)}
        return {"times": {name: self._when(day) for name, day in days.items()}}

    def _when(self, day) -> When:
        data = self.cleaned_data
        starts, ends = (timezone.make_aware(datetime.combine(day, data[name])) for name in ("starts", "ends"))
        return When(starts, ends, data["place"])


class CancelForm(AboutForm):
    reason = forms.CharField(label=_("Varför ställs mötet in?"), max_length=300)


class TopicForm(Form):
    title = forms.CharField(label=_("Vad gäller punkten?"), max_length=200)
    purpose = forms.ChoiceField(
        label=_("Vad ska mötet göra?"), choices=ItemPurpose.choices, widget=Picks, initial=ItemPurpose.DISCUSS
    )
    responsible = Person(
        label=_("Vem föredrar?"), queryset=RoleAssignment.objects.none(), required=False, empty_label=_("Välj")
    )
    minutes = forms.IntegerField(label=_("Tid i minuter"), min_value=1, max_value=480, required=False)
    background = LongText(label=_("Bakgrund"), required=False, max_length=5000, rows=3)
    is_confidential = forms.BooleanField(
        label=_("Visa punkten bara för dem som berörs"),
        help_text=_("De som föredrar, leder mötet eller skriver protokollet ser den alltid."),
        required=False,
    )
    readers = People(
        label=_("Vilka mer får se punkten?"), queryset=RoleAssignment.objects.none(), widget=ManyPicks, required=False
    )

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("responsible", "readers"):
            self.fields[name].queryset = called_to(meeting)

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        return {"topic": Topic(**{**data, "readers": tuple(data["readers"])})}


class ChangeTopicForm(TopicForm):
    """An item as it stands, to be changed."""

    def __init__(self, item, *args, **kwargs):
        super().__init__(item.meeting, *args, **kwargs)
        names = ("title", "purpose", "minutes", "background", "is_confidential")
        now = {name: getattr(item, name) for name in names} | {"responsible": item.responsible_id}
        now["readers"] = [*item.readers.values_list("assignment", flat=True)] if item.is_confidential else []
        self.initial = {**now, **self.initial}


class CoOptForm(Form):
    person = Person(label=_("Vem kallas?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))
    item = forms.ModelChoiceField(
        label=_("Till vilken punkt?"), queryset=Meeting.objects.none(), required=False, empty_label=_("Hela mötet")
    )

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        called = Invitation.objects.filter(meeting=meeting).values("assignment")
        people = policies.callable_people(meeting.forum, meeting.region_id, clock.today())
        self.fields["person"].queryset = people.exclude(pk__in=called)
        self.fields["item"].queryset = meeting.agendaitem_rows.standing()


class ReplyForm(Form):
    reply = reply_field()
    substitute = substitute_field(Person)

    def __init__(self, invitation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = policies.possible_substitutes(invitation)


EXPECTED = {Reply.YES: Attendance.PRESENT, Reply.NO: Attendance.ABSENT}


class HoldForm(Form):
    """Who came, of each who was called; a place given over is not asked about. What was answered is expected."""

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        called = Invitation.objects.filter(meeting=meeting, substitute__isnull=True)
        called = called.select_related("assignment__person", "assignment__unit")
        self.called = list(called.order_by("assignment__person__family_name", "assignment__person__given_name", "pk"))
        for one in self.called:
            self.add(f"call_{one.pk}", came_field(one.assignment.person, one.assignment.unit))
            if said_before := EXPECTED.get(one.reply):
                self.initial.setdefault(f"call_{one.pk}", said_before)

    def facts(self) -> dict:
        return {"attendance": {one.pk: self.cleaned_data[f"call_{one.pk}"] for one in self.called}}


class HandInForm(Form):
    approvers = People(
        label=_("Vilka justerar protokollet?"),
        queryset=RoleAssignment.objects.none(),
        widget=ManyPicks,
        error_messages={"required": _("Välj minst en som justerar protokollet.")},
    )

    def __init__(self, meeting, *args, **kwargs):
        super().__init__(*args, **kwargs)
        came = Invitation.objects.filter(meeting=meeting, attendance=Attendance.PRESENT).values("assignment")
        found = RoleAssignment.objects.filter(pk__in=came, region_id=meeting.region_id).with_names()
        self.fields["approvers"].queryset = found.order_by("person__family_name", "person__given_name", "id")
        self.initial.setdefault("approvers", [meeting.chair_id] if meeting.chair_id else [])


class OutcomeForm(Form):
    outcome = forms.ChoiceField(
        label=_("Vad blev det av punkten?"),
        choices=[one for one in ItemOutcome.choices if one[0] != ItemOutcome.NONE],
        widget=Picks,
    )
    referred_to = forms.ModelChoiceField(
        label=_("Vilken grupp kan avgöra frågan?"),
        queryset=Forum.objects.none(),
        required=False,
        empty_label=_("Välj"),
    )
    referred_text = forms.CharField(
        label=_("Eller lämnas den till någon annan?"),
        max_length=200,
        required=False,
        help_text=_("Till exempel en huvudman eller en nämnd."),
    )

    def __init__(self, item, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if item.outcome != ItemOutcome.NONE:
            now = {"outcome": item.outcome, "referred_to": item.referred_to_id, "referred_text": item.referred_text}
            self.initial = {**now, **self.initial}
        forums = Forum.objects.on(clock.today()).filter(region_id=item.region_id).exclude(tier="individual")
        self.fields["referred_to"].queryset = forums.exclude(pk=item.forum_id).order_by("name", "id")
        self.fields["referred_to"].label_from_instance = lambda forum: said(forum.name)


class DecideForm(AboutForm):
    text = LongText(label=_("Vad beslutades?"), max_length=5000, rows=3)


class TakeOnForm(Form):
    text = LongText(label=_("Vad ska göras?"), max_length=2000, rows=2)
    responsible = Person(label=_("Vem gör det?"), queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))
    due_on = DayField(label=_("När ska det vara klart?"))

    def __init__(self, item, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = called_to(item.meeting)


class DoneForm(Form):
    on = DayField(label=_("När blev det gjort?"), latest=clock.today)
    result = forms.CharField(label=_("Vad blev resultatet?"), max_length=1000, required=False)


class PassOnForm(Form):
    on = DayField(label=_("När förde du det vidare?"), latest=clock.today)
    to = forms.CharField(
        label=_("Till vilka?"), max_length=300, help_text=_("Till exempel ledningsgruppen eller alla i enheten.")
    )


class AddendumForm(AboutForm):
    text = LongText(label=_("Vad rättas?"), max_length=5000, rows=4)


class MeetingFilter(FilterForm):
    """Which meetings: those ahead unless asked for the earlier ones."""

    time = forms.ChoiceField(
        label=pgettext_lazy("vilka möten", "Visa"),
        choices=[("", _("Kommande")), ("earlier", _("Tidigare")), ("all", _("Alla"))],
    )
    forum = forms.ModelChoiceField(label=_("Grupp"), queryset=Forum.objects.none(), empty_label=_("Alla"))
    lookups = {"forum": "forum"}

    def __init__(self, data=None, *args, forums, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.fields["forum"].queryset = forums
        self.fields["forum"].label_from_instance = lambda forum: said(forum.name)

    def apply(self, rows):
        found, asked, yesterday = super().apply(rows), self.chosen.get("time"), clock.now() - timedelta(hours=12)
        if asked == "all":
            return found.order_by("-starts_at", "id")
        if asked == "earlier":
            return found.filter(starts_at__lt=yesterday).order_by("-starts_at", "id")
        return found.filter(starts_at__gte=yesterday).order_by("starts_at", "id")

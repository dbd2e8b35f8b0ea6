"""What is asked when a seat is given, changed or ended, and of an independent school. [F22-F28]"""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.organisations.models import Principal
from core.people.models import RoleAssignment
from core.ui.forms import AboutForm, DayField, FilterForm, Form, Picks
from groups.choices import MandateLevel
from groups.meetings.forms import Person
from groups.seats import policies, schools
from groups.seats.models import ANSWERS, Contact
from groups.seats.services import Mandate

LEVELS = [(one.value, one.label) for one in MandateLevel if one != MandateLevel.UNKNOWN]


def people(label) -> Person:
    return Person(label=label, queryset=RoleAssignment.objects.none(), empty_label=_("Välj"))


def level() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Vad får personen besluta?"), choices=LEVELS, widget=Picks)


def words() -> forms.CharField:
    return forms.CharField(
        label=_("Mandatet i ord"),
        max_length=300,
        required=False,
        help_text=_("Till exempel vilka frågor eller hur mycket pengar det gäller."),
    )


class TermForm(Form):
    """From a day to a day, with a mandate."""

    def facts(self) -> dict:
        data = super().facts()
        if "mandate_level" in data:
            data["mandate"] = Mandate(data.pop("mandate_level"), data.pop("mandate_text"))
        return data


class SeatForm(TermForm):
    """`part` is the seat that is asked for, None for a member beside those."""

    person = people(_("Vem får platsen?"))
    represents = forms.CharField(
        label=_("Vem eller vad företräder personen?"),
        max_length=150,
        required=False,
        help_text=_("Om det inte framgår av verksamheten, till exempel flera skolor."),
    )
    valid_from = DayField(label=_("Från och med vilken dag?"))
    valid_to = DayField(
        label=_("Till och med vilken dag?"), required=False, help_text=_("Lämna tomt om det gäller tills vidare.")
    )
    mandate_level = level()
    mandate_text = words()

    def __init__(self, forum, part, *args, **kwargs):
        kwargs.setdefault("initial", {"valid_from": clock.today()})
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = policies.candidates(forum, part, clock.today())
        if part is None:
            self.ask("person", _("Vem ska bli ledamot?"))


class MemberForm(TermForm, AboutForm):
    """A question about somebody's seat."""


class MandateForm(MemberForm):
    from_on = DayField(label=_("Från och med vilken dag?"))
    mandate_level = level()
    mandate_text = words()

    def __init__(self, member, *args, **kwargs):
        day = max(clock.today(), member.valid_from)
        said = {"from_on": day, "mandate_level": member.mandate_level, "mandate_text": member.mandate_text}
        super().__init__(member, *args, initial=said, **kwargs)


class SubstituteForm(MemberForm):
    person = people(_("Vem är ersättare?"))
    valid_from = DayField(label=_("Från och med vilken dag?"))
    valid_to = DayField(
        label=_("Till och med vilken dag?"), required=False, help_text=_("Lämna tomt om det gäller tills vidare.")
    )
    mandate_level = level()
    mandate_text = words()

    def __init__(self, member, *args, **kwargs):
        kwargs.setdefault("initial", {"valid_from": max(clock.today(), member.valid_from)})
        super().__init__(member, *args, **kwargs)
        self.fields["person"].queryset = policies.possible_deputies(member, clock.today())


class RenewForm(MemberForm):
    valid_to = DayField(
        label=_("Till och med vilken dag?"), required=False, help_text=_("Lämna tomt om det gäller tills vidare.")
    )


class EndForm(MemberForm):
    on = DayField(label=_("Vilken är sista dagen?"), help_text=_("Personen har platsen till och med den dagen."))


class SchoolForm(Form):
    """Which school; those of the area."""

    school = forms.ModelChoiceField(label=_("Vilken skola?"), queryset=Principal.objects.none(), empty_label=_("Välj"))

    def __init__(self, forum, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = policies.schools_of(forum, clock.today())


class InviteForm(SchoolForm):
    on = DayField(label=_("När bjöds skolan in?"), latest=clock.today)


class AnswerForm(SchoolForm):
    answer = forms.ChoiceField(
        label=_("Vad har skolan svarat?"), choices=[(one.value, one.label) for one in ANSWERS], widget=Picks
    )
    represented_by = Person(
        label=_("Vem i gruppen företräder skolan?"),
        queryset=RoleAssignment.objects.none(),
        required=False,
        empty_label=_("Välj"),
        help_text=_("Bara om en annan skola företräder den här."),
    )
    on = DayField(label=_("När svarade skolan?"), latest=clock.today)

    def __init__(self, forum, *args, **kwargs):
        super().__init__(forum, *args, **kwargs)
        invited = schools.contacts_of(forum).filter(kind=Contact.INVITED).order_by().values("principal")
        self.fields["school"].queryset = Principal.objects.filter(pk__in=invited).order_by("name", "id")
        self.fields["represented_by"].queryset = policies.representatives_of(forum, clock.today())


class WatchFilter(FilterForm):
    """Which: the seats that stand empty, or the terms that are about to end."""

    show = forms.ChoiceField(
        label=_("Vad vill du se?"), choices=[("", _("Tomma platser")), ("ending", _("Platser som snart blir tomma"))]
    )

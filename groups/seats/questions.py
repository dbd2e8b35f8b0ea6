"""The pages of one question each about somebody's seat. [F22, F23]"""

from django.utils.translation import gettext_lazy as _

from core.ui.questions import Question, Questions, never
from groups.models import Membership
from groups.seats import forms, policies, services


def _is_holder(member: Membership) -> bool:
    return policies.is_open(member) and member.is_substitute_for_id is None


def _has_a_last_day(member: Membership) -> bool:
    return policies.is_open(member) and member.valid_to is not None


def _is_to_come(member: Membership) -> bool:
    return not policies.has_begun(member)


WITHDRAW = "ta-bort"  # leaves no page of the term to go back to
QUESTIONS: Questions = {
    "forlang": Question(
        _("Förläng tiden på platsen"),
        _("En ny tid börjar dagen efter den sista dagen, på samma plats och med samma mandat."),
        _("Förläng"),
        _("Tiden på platsen är förlängd."),
        forms.RenewForm,
        services.renew_membership,
        policies.can_renew,
        _has_a_last_day,
    ),
    "mandat": Question(
        _("Ändra mandatet"),
        _("Det gamla mandatet står kvar för tiden före den dag du väljer."),
        _("Spara mandatet"),
        _("Mandatet är ändrat."),
        forms.MandateForm,
        services.note_mandate,
        policies.can_change,
        policies.is_open,
        never,
    ),
    "ersattare": Question(
        _("Utse en ersättare"),
        _("Ersättaren kan komma i stället när ledamoten inte kan."),
        _("Utse ersättaren"),
        _("Ersättaren är utsedd."),
        forms.SubstituteForm,
        services.give_substitute,
        policies.can_give_substitute,
        _is_holder,
        never,
    ),
    "avsluta": Question(
        _("Ange sista dagen"),
        _(
            "Personen får besked. Ersättarens tid slutar samma dag, och tid som skulle börja senare tas bort. "
            "Allt som har hänt hittills står kvar."
        ),
        _("Spara sista dagen"),
        _("Platsen har fått en sista dag."),
        forms.EndForm,
        services.end_membership,
        policies.can_change,
        policies.is_open,
        never,
    ),
    WITHDRAW: Question(
        _("Ta bort tiden som inte har börjat"),
        _(
            "Personen får besked. Ersättare och tid som skulle följa tas också bort. "
            "En tid som pågår slutar den dag som redan är angiven."
        ),
        _("Ta bort"),
        _("Tiden på platsen är borttagen."),
        forms.MemberForm,
        services.withdraw_membership,
        policies.can_withdraw,
        _is_to_come,
        never,
    ),
}

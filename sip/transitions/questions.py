"""What may be done with a transition, by the slug of its page. [SM-8]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, never
from sip.transitions import forms, meeting, policies, services
from sip.transitions.states import GuardianWish, TransitionStatus

QUESTIONS: dict[str, Question] = {
    "onskan": Question(
        _("Notera den ungas önskan"),
        _("Vid 18 år upphör vårdnadshavarnas insyn och samtycken, om den unga inte vill att de är med."),
        _("Spara önskan"),
        _("Önskan är noterad."),
        forms.WishForm,
        services.note_wish,
        policies.can_note_wish,
        is_next=lambda transition: transition.guardian_wish == GuardianWish.UNASKED,
    ),
    "planera": Question(
        _("Planera övergången"),
        _("Välj vilka som tar emot och vilka som lämnar över."),
        _("Spara planeringen"),
        _("Övergången är planerad."),
        forms.PlanForm,
        services.plan_transition,
        policies.can_plan,
        is_next=lambda transition: transition.status == TransitionStatus.UPCOMING,
    ),
    "kalla": Question(
        _("Kalla till mötet"),
        _(
            "De som arbetar med barnet ser tid och plats och svarar i portalen. "
            "För andra ringer ni och noterar svaret. Ni kan kalla igen, och då svarar alla på nytt."
        ),
        _("Skicka kallelsen"),
        _("Kallelsen är skickad."),
        forms.CallForm,
        meeting.call_meeting,
        policies.can_call_meeting,
        is_next=lambda transition: transition.meeting_at is None,
    ),
    "mote": Question(
        _("Notera det gemensamma mötet"),
        _("Övergången säkras i ett möte där både de som lämnar över och de som tar emot är med."),
        _("Spara mötet"),
        _("Mötet är noterat. Nu bekräftar varje verksamhet sin överföring."),
        forms.MeetingForm,
        services.note_meeting,
        policies.can_note_meeting,
    ),
    "avsluta": Question(
        _("Avsluta övergången"),
        _("Alla som lämnar över har bekräftat. Det går inte att öppna övergången igen."),
        _("Avsluta övergången"),
        _("Övergången är avslutad."),
        AboutForm,
        services.close_transition,
        policies.can_close,
    ),
    "behovs-inte": Question(
        _("Notera att övergången inte behövs"),
        _("Skälet sparas. Fristen avskrivs."),
        _("Spara skälet"),
        _("Övergången är noterad som att den inte behövs."),
        forms.DropForm,
        services.drop_transition,
        policies.can_drop,
        is_next=never,
    ),
}

"""The buttons of a report: what each asks, which service it calls, what is said afterwards. In the order shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from deviations import forms, services


@dataclass(frozen=True)
class Verb:
    """`path` is its Swedish address; `is_quiet` ones are folded away under the others."""

    label: Any
    path: str
    form: type
    act: Callable[..., Any]
    said: Any
    is_quiet: bool = False


VERBS: dict[str, Verb] = {
    "receive": Verb(
        _("Bekräfta att den har kommit"), "ta-emot", forms.ReceiveForm, services.receive, _("Mottagandet är bekräftat.")
    ),
    "complete": Verb(
        _("Svara på frågan"), "komplettera", forms.CompletionForm, services.complete, _("Svaret är skickat.")
    ),
    "confirm": Verb(
        _("Jag har läst svaret"), "las-svaret", forms.ConfirmForm, services.confirm, _("Du har läst svaret.")
    ),
    "account": Verb(
        _("Spara vår beskrivning"), "beskriv", forms.AccountForm, services.account, _("Er beskrivning är sparad.")
    ),
    "finish_action": Verb(
        _("Åtgärden är klar"), "atgard-klar", forms.DoneForm, services.finish_action, _("Åtgärden är avslutad.")
    ),
    "resolve": Verb(_("Det är löst"), "los", forms.SolutionForm, services.resolve, _("Lösningen är sparad.")),
    "answer": Verb(_("Skicka svaret"), "svara", forms.AnswerForm, services.answer, _("Svaret är skickat.")),
    "review": Verb(_("Börja handlägga"), "handlagg", forms.ReviewForm, services.review, _("Avvikelsen handläggs nu.")),
    "submit": Verb(
        _("Skicka till sekretariatet"), "skicka", forms.SubmitForm, services.submit, _("Avvikelsen är skickad.")
    ),
    "close": Verb(_("Avsluta"), "avsluta", forms.CloseForm, services.close, _("Avvikelsen är avslutad.")),
    "sort": Verb(
        _("Ange slag och orsak"),
        "slag",
        forms.SortForm,
        services.sort,
        _("Slag och orsak är sparade."),
        is_quiet=True,
    ),
    "decide_action": Verb(
        _("Bestäm en åtgärd"),
        "atgard",
        forms.ActionForm,
        services.decide_action,
        _("Åtgärden är sparad."),
        is_quiet=True,
    ),
    "ask": Verb(
        _("Fråga den som anmälde"),
        "komplettera-fraga",
        forms.QuestionForm,
        services.ask,
        _("Frågan är skickad."),
        is_quiet=True,
    ),
    "add": Verb(_("Lägg till något"), "tillagg", forms.AddForm, services.add, _("Tillägget är sparat."), is_quiet=True),
    "refer_to_forum": Verb(
        _("Lämna till individforum"),
        "till-individforum",
        forms.ForumForm,
        services.refer_to_forum,
        _("Individforum har fått frågan."),
        is_quiet=True,
    ),
    "mark_principled": Verb(
        _("Frågan är principiell"),
        "principiell",
        forms.PrincipledForm,
        services.mark_principled,
        _("Frågan är markerad som principiell."),
        is_quiet=True,
    ),
    "lift": Verb(_("Lyft frågan"), "lyft", forms.LiftForm, services.lift, _("Frågan är lyft."), is_quiet=True),
    "raise_to_bussam": Verb(
        _("Lyft till regionala gruppen"),
        "till-regionala-gruppen",
        forms.LiftForm,
        services.raise_to_bussam,
        _("Frågan är lyft till regionala gruppen."),
        is_quiet=True,
    ),
    "note_assignment": Verb(
        _("Den har lett till ett uppdrag"),
        "uppdrag",
        forms.AssignmentForm,
        services.note_assignment,
        _("Uppdraget är noterat."),
        is_quiet=True,
    ),
    "return_question": Verb(
        _("Ställ en fråga till den som anmälde"),
        "fraga",
        forms.QuestionForm,
        services.return_question,
        _("Frågan är skickad."),
        is_quiet=True,
    ),
    "merge": Verb(
        _("Samma sak är redan anmäld"),
        "samla",
        forms.MergeForm,
        services.merge,
        _("Avvikelsen är hopslagen med den andra."),
        is_quiet=True,
    ),
    "withdraw": Verb(
        _("Ta tillbaka anmälan"),
        "ta-tillbaka",
        forms.WithdrawForm,
        services.withdraw,
        _("Anmälan är tillbakatagen."),
        is_quiet=True,
    ),
}

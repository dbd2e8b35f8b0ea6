"""Pages of one question each about one thing: who may answer, the form, the verb, the words; the next step first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from core.access import Acting, fresh, require
from core.ui.verbs import ACT, act_page, sent


def always(_thing: Any) -> bool:
    return True


def never(_thing: Any) -> bool:
    return False


@dataclass(frozen=True)
class Question:
    """`waits(thing)`: it can be answered as things stand. `is_next(thing)`: then it is the step that comes next."""

    title: Any
    lead: Any
    button: Any
    done: Any
    form: Callable[..., Any]
    act: Callable[..., Any]
    may: Callable[[Acting, Any], bool]
    waits: Callable[[Any], bool] = always
    is_next: Callable[[Any], bool] = always


Questions = Mapping[str, Question]


def buttons(questions: Questions, acting: Acting, thing: Any, route: str) -> dict:
    """`next` is one button or None, `more` the others of now; `route` takes the thing's key and a question's slug."""
    found = [(slug, one) for slug, one in questions.items() if one.waits(thing) and one.may(acting, thing)]
    first = next((slug for slug, one in found if one.is_next(thing)), None)
    made = {slug: {"label": str(one.title), "url": reverse(route, args=[thing.pk, slug])} for slug, one in found}
    return {"next": made.pop(first) if first else None, "more": list(made.values())}


def acts_of(questions: Questions, acting: Acting, thing: Any, route: str) -> list[dict[str, str]]:
    """What may be done with one thing among many, in order: small links beside it."""
    return [
        {"label": str(one.title), "url": reverse(route, args=[thing.pk, slug])}
        for slug, one in questions.items()
        if one.may(acting, thing)
    ]


def question_page(
    request: Any, asked: Question, thing: Any, where: dict, *, form: Any = None, to: Callable[[Any], str] | None = None
) -> HttpResponse:
    """Ask it, act on the answer, lead back to the thing, or where `to` says; a refusal keeps what was typed.

    `where`: `back`, the thing in words, its `back_url` and, where it has one, its `back_code`. `form`: for one that is
    told more than the thing; it may ask again who sits there. Raises PermissionDenied.
    """
    require(asked.may(request.acting, thing))
    form = form or asked.form(thing, sent(request))
    return act_page(
        request,
        ACT,
        form,
        {"title": asked.title, "lead": asked.lead, "button": asked.button, **where},
        act=lambda: asked.act(thing, by=fresh.confirmed(request, form), **form.facts()),
        done=asked.done,
        to=to or (lambda _made: where["back_url"]),
    )

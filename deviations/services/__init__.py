"""The verbs of a deviation report; the only code that changes its state."""

from deviations.services.answering import (
    answer,
    close,
    complete,
    note_assignment,
    raise_to_bussam,
    receive,
    return_question,
    review,
    submit,
)
from deviations.services.both_sides import account, add, ask, confirm
from deviations.services.climbing import lift, mark_principled, refer_to_forum, resolve, withdraw
from deviations.services.granting import end_grant, grant, person_with
from deviations.services.handling import decide_action, finish_action, merge, sort
from deviations.services.sending import drop_draft, save_draft, send

__all__ = [
    "account",
    "add",
    "answer",
    "ask",
    "close",
    "complete",
    "confirm",
    "decide_action",
    "drop_draft",
    "end_grant",
    "finish_action",
    "grant",
    "lift",
    "mark_principled",
    "merge",
    "note_assignment",
    "person_with",
    "raise_to_bussam",
    "receive",
    "refer_to_forum",
    "resolve",
    "return_question",
    "review",
    "save_draft",
    "send",
    "sort",
    "submit",
    "withdraw",
]

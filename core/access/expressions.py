"""The closed questions of row security as conditions of a queryset, in the index-friendly shape. [security 3]"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet, Value

QUESTIONS = frozenset(
    {
        "visible_case_ids",
        "visible_identity_case_ids",
        "visible_consent_case_ids",
        "visible_minutes_case_ids",
        "followed_case_ids",
        "visible_log_case_ids",
        "visible_piece_ids",
        "visible_child_ids",
        "visible_plan_case_ids",
        "visible_filed_copy_ids",
        "visible_filed_piece_ids",
        "secret_stay_child_ids",
        "started_case_ids",
        "led_case_ids",
        "unled_obligation_ids",
        "visible_forum_ids",
        "led_forum_ids",
        "written_meeting_ids",
        "invited_meeting_ids",
        "partaking_forum_ids",
        "appointed_agreement_ids",
        "visible_agreement_ids",
        "visible_routine_version_ids",
        "answered_routine_ids",
        "answering_forum_ids",
        "lifted_question_ids",
        "asked_question_ids",
    }
)
FINDINGS = frozenset(
    {
        "found_unit_ids",
        "found_forum_ids",
        "found_meeting_ids",
        "found_decision_ids",
        "found_action_ids",
        "found_agreement_ids",
        "found_routine_version_ids",
        "found_task_ids",
        "found_lifted_ids",
    }
)


def within(column: str, question: str) -> Func:
    """`column = ANY (ARRAY(SELECT access.question()))`; the person comes from the signed context."""
    if question not in QUESTIONS:
        raise ValueError(f"{question} is not a question of the access wall.")
    return Func(
        F(column),
        template=f"%(expressions)s = ANY (ARRAY(SELECT access.{question}()))",
        output_field=BooleanField(),
    )


def among(column: str, ids: QuerySet) -> Func:
    """`column = ANY (ARRAY(SELECT …))`: the few ids are found once and then sought, never joined row by row.

    Behind row security a join has no numbers to go by: PostgreSQL then asks the other table anew for every row.
    """
    return Func(
        F(column),
        ArraySubquery(ids),
        template="%(expressions)s)",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )


def found(question: str, words: str) -> Func:
    """The rows that have these words, within what the acting one may read; `words` as `to_tsquery` wants them."""
    if question not in FINDINGS:
        raise ValueError(f"{question} finds nothing.")
    return Func(
        F("pk"),
        Value(words),
        template="%(expressions)s)))",
        arg_joiner=f" = ANY (ARRAY(SELECT access.{question}(",
        output_field=BooleanField(),
    )

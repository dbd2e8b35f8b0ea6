"""Which kind of document each table of the child level is, whose its rows are, and which days its entries bear.

`child`: the principal's whose child it is. `case`: the case's, and so of the principal that answers for it. `piece`:
the unit's own in a case, also in another principal's. `own`: the principal's whose child it hangs on, with that
child's record; where it hangs on none, the case's. The retention class is that of the document. [security 6]
The migration of a table that is added here makes the functions of deletion and of extracts anew, which go over all of
them (`FUNCTIONS` of their `tables_sql`). Its name stands in `words`, the names of its columns in sip/extracts/names.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """`moments` and `days`: columns that tell when something was entered; a day that lies ahead tells nothing."""

    document: str
    of: str
    moments: tuple[str, ...] = ("created_at",)
    days: tuple[str, ...] = ()
    key: str = "id"
    unit: str = "unit_id"

    @property
    def tells_days(self) -> bool:
        """Whether a row of it is an entry: what is only made of others' rows keeps nothing longer."""
        return bool(self.moments or self.days)


def _kept(document: str, of: str, moments: str = "", days: str = "", *, born: bool = True, **other: str) -> Kept:
    stamps = (("created_at",) if born else ()) + tuple(moments.split())
    return Kept(document, of, stamps, tuple(days.split()), **other)


FORUM_DAYS = "need_noticed_on raised_on convened_on held_on outcome_on escalated_on decided_on ended_on"
PLAN_DAYS = "need_noticed_on offered_on consented_on started_on called_on drafted_on activated_on ended_on"
TRANSFER_DAYS = "need_noticed_on started_on ended_on"
EXAM_DAYS = "checked_on requested_on mental_done_on physical_done_on oral_done_on statement_on"
PLACEMENT_DAYS = (
    "decided_on starts_on ended_on suicide_risk_on planning_invited_on planning_met_on exam_decided_on exam_done_on "
    "application_on asylum_exam_on"
)

# In the order in which they are deleted: what hangs on something goes before it.
TABLES: dict[str, Kept] = {
    "sip_extractitem": _kept("child_record", "child", born=False),
    "sip_extract": _kept("child_record", "child", born=False),
    "sip_filedcopy": _kept("filed_copy", "piece", "filed_at"),
    "sip_filedpiece": _kept("filed_copy", "piece", "filed_at"),
    "sip_disclosure": _kept("piece", "piece"),
    "sip_contribution": _kept("piece", "piece"),
    "sip_costrecord": _kept("piece", "piece", days="agreed_on"),
    "sip_storedfile": _kept("consent", "case"),
    "sip_surveycode": _kept("plan", "case"),
    "sip_refusal": _kept("plan", "case", days="refused_on"),
    "sip_plantelling": _kept("plan", "case", days="told_on"),
    "sip_planinvitation": _kept("plan", "case", "replied_at"),
    "sip_planmeeting": _kept("plan", "case", "called_at held_at cancelled_at"),
    "sip_planmeasure": _kept("plan", "case", "taken_out_at", "followed_up_on"),
    "sip_plangoal": _kept("plan", "case", "taken_out_at"),
    "sip_plansection": _kept("plan", "case", "saved_at"),
    "sip_planvoice": _kept("plan", "case", "replaced_at", "heard_on"),
    "sip_plananswer": _kept("plan", "case", days="answered_on"),
    "sip_planversion": _kept("plan", "case", "frozen_at", "agreed_on"),
    "sip_planoffer": _kept("plan", "case", days="offered_on answered_on"),
    "sip_planrole": _kept("plan", "case", "valid_from valid_to"),
    "sip_handover": _kept("plan", "case", "ended_at"),
    "sip_externalchange": _kept("plan", "case"),
    "sip_otherplan": _kept("plan", "own", "ended_at shown_at", "told_on"),
    "sip_decision": _kept("forum_case", "case", days="done_on"),
    "sip_minutessection": _kept("forum_case", "case", "saved_at"),
    "sip_minutes": _kept("forum_case", "case", "approved_at"),
    "sip_call": _kept("forum_case", "case", "replied_at"),
    "sip_participation": _kept("forum_case", "case", "valid_from valid_to"),
    "sip_occasion": _kept("forum_case", "case", "called_at held_at cancelled_at"),
    "sip_consentunit": _kept("consent", "case", "withdrawn_at"),
    "sip_consentsignature": _kept("consent", "case", "signed_at"),
    "sip_consentgiver": _kept("consent", "case", days="answered_on"),
    "sip_consent": _kept("consent", "case", "ended_at", "given_on"),
    "sip_decisionreceipt": _kept("forum_case", "case"),
    "sip_casenoticed": _kept("forum_case", "case"),
    "sip_timeenquiry": _kept("forum_case", "case"),
    "sip_casedeviation": _kept("forum_case", "case"),
    "sip_concernedmanager": _kept("forum_case", "case"),
    "sip_concernedunit": _kept("forum_case", "case"),
    "sip_casechild": _kept("forum_case", "case", "frozen_at", born=False, key="case_id"),
    "sip_forumcase": _kept("forum_case", "case", days=FORUM_DAYS, born=False, key="case_id"),
    "sip_sipplan": _kept("plan", "case", days=PLAN_DAYS, born=False, key="case_id"),
    "sip_firstlineask": _kept("child_record", "case", days="sent_on answered_on"),
    "sip_placementnotice": _kept("child_record", "case", "taken_at", "sent_on"),
    "sip_transfer": _kept("child_record", "case", days=TRANSFER_DAYS, born=False, key="case_id"),
    "sip_lssoffer": _kept("child_record", "child", days="arose_on offered_on answered_on reviewed_on told_on ended_on"),
    "sip_transitionunit": _kept("child_record", "child", days="confirmed_on removed_on"),
    "sip_transition": _kept("child_record", "child", days="wish_on met_on handed_over_on closed_on"),
    "sip_protectedresidence": _kept("placement", "child", days="starts_on ended_on start_told_on end_told_on"),
    "sip_healthexam": _kept("placement", "child", days=EXAM_DAYS),
    "sip_placementstep": _kept("placement", "child", days="done_on"),
    "sip_placement": _kept("placement", "child", days=PLACEMENT_DAYS),
    "sip_concernnote": _kept("concern", "child", days="reported_on"),
    "sip_checkliststep": _kept("child_record", "child", days="done_on"),
    "sip_informationgiven": _kept("child_record", "child", days="given_on"),
    "sip_needassessment": _kept("child_record", "child", days="noticed_on instead_on"),
    "sip_numberchange": _kept("child_record", "child", "decided_at"),
    "sip_protecteddata": _kept("child_record", "child", days="valid_from valid_to"),
    "sip_sortedtext": _kept("child_record", "child", "taken_back_at"),
    "sip_guardianbar": _kept("child_record", "child", days="valid_from valid_to"),
    "sip_guardian": _kept("child_record", "child", days="valid_from valid_to"),
    "sip_childperson": _kept("child_record", "child", days="valid_from valid_to"),
    "sip_childidentifier": _kept("child_record", "child", days="valid_from valid_to"),
    "sip_expectedbirth": _kept("child_record", "child", days="ended_on"),
    "sip_contact": _kept("child_record", "child", "valid_from valid_to"),
    "sip_childcase": _kept("child_record", "child"),
    "sip_child": _kept("child_record", "child"),
}
# Kept by a clock of their own: a draft fourteen days; always what tells of the deletion itself, and counts of answers,
# which are nobody's, of who took over whose work, and of who was asked for help; the bare case (code and kind, no text)
# until the last principal's rows in it are gone.
OWN_CLOCK = {
    "sip_draft": "fourteen_days",
    "sip_retentionproposal": "always",
    "sip_retentionapproval": "always",
    "sip_retentionhold": "always",
    "sip_retentionproof": "always",
    "sip_retentionledger": "always",
    "sip_case": "until_the_last_row",
    "sip_surveytally": "always",
    "sip_takeover": "always",
    "sip_timequestion": "always",
    "sip_poolask": "always",
}

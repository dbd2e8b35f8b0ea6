"""Who looks at each page, at which object of the filled region: an entitled person for every address. [perf gate 10]"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from core import clock
from tests.access import agreements, meetings, plan_contents, seats, tasks
from tests.access.filled import DAYS_AGO, Filled
from tests.followup.town import YEAR

NOBODY = ""
REVIEW = "?syfte=random_check&urval=all&fran={first}&till={last}"  # days: the last three weeks


@dataclass(frozen=True)
class Visit:
    """`name` a route, `who` one of the town's people, `of` a kind of object or «case:phase», `query` of the address."""

    name: str
    who: str = "teacher"
    of: str = ""
    query: str = ""
    more: tuple = ()

    def url(self, world: Filled) -> str:
        today = clock.today()
        query = self.query.format(first=today - timedelta(days=DAYS_AGO), last=today, unit=world.town.bup.pk)
        return reverse(self.name, args=[*self._first(world), *self.more]) + query

    def _first(self, world: Filled) -> list:
        kind, _colon, phase = self.of.partition(":")
        if not kind:
            return []
        if phase:
            return [{"case": world.cases, "child": world.children, "plan": world.plans}[kind][phase].pk]
        found = world.objects[kind]
        return list(found) if isinstance(found, tuple) else [found]

    def __str__(self):
        return " ".join(part for part in (self.name, *map(str, self.more), self.who, self.of, self.query) if part)


def _year(name: str, who: str, *more, ago: int = 0, query: str = "") -> Visit:
    return Visit(f"followup:{name}", who, "area", query, (YEAR - ago, *more))


STARTERS = ("teacher", "head", "convenor", "bup_manager", "chair", "steering_bup", "secretary", "admin", "reviewer")
CORE = [
    *(Visit("core:start", who) for who in STARTERS),
    Visit("core:healthz", NOBODY),
    Visit("ui:acting"),
    Visit("ui:keep_alive"),
    Visit("ui:theme", of="region"),
    Visit("ui:glossary"),
    Visit("ui:accessibility"),
    Visit("ui:privacy"),
    Visit("ui:catalogue"),
    Visit("ui:component", more=("lista",)),
    Visit("notices:list", "convenor"),
    Visit("notices:list", "chair"),
    Visit("notices:parked", "admin"),
    Visit("obligations:overview", "admin"),
    Visit("obligations:certificate", "convenor", "obligation"),
    Visit("obligations:certificate_pdf", "convenor", "obligation"),
    Visit("organisations:unit_list"),
    Visit("organisations:unit_detail", of="unit"),
    Visit("organisations:area_list"),
    Visit("organisations:area_detail", of="area"),
    Visit("regions:profile", "admin"),
    Visit("regions:override_propose", "admin"),
    Visit("regions:override_approve", "admin", "override"),
    Visit("audit:review", "reviewer"),
    Visit("audit:review", "reviewer", query=REVIEW),
    Visit("audit:case_log", "teacher", "case:decided"),
]
PEOPLE = [
    Visit("people:person_list", "admin"),
    Visit("people:person_detail", "admin", "person"),
    Visit("people:grant_list", "admin"),
    Visit("people:invite", "admin"),
    Visit("people:grant", "admin", "person"),
    Visit("people:grant_approve", "admin", "role proposal"),
    Visit("people:assignment_end", "admin", "assignment"),
    Visit("people:factor_reset", "admin", "person"),
    Visit("people:factor_reset_approve", "admin", "factor reset"),
    Visit("people:account"),
    Visit("people:sessions"),
    Visit("people:choose"),
]
ONWARD = {"followup:opened", "groups:period", "mfa_index"}  # these lead on to another page
# Signed in half-way, or with an account that has no second step yet.
HALF, FIRST = "~passphrase given", "~no second step yet"
DOOR = [
    Visit("account_login", NOBODY),
    Visit("account_logout"),
    Visit("people:signed_out", NOBODY),
    Visit("people:accept", NOBODY, "invitation"),
    Visit("account_reset_password", NOBODY),
    Visit("account_reset_password_done", NOBODY),
    Visit("account_reset_password_from_key", NOBODY, "account", more=("set-password",)),
    Visit("account_reset_password_from_key_done", NOBODY),
    Visit("mfa_authenticate", HALF),
    Visit("people:factor_setup", FIRST),
    Visit("mfa_activate_totp", FIRST),
    Visit("people:totp_qr", FIRST),
    Visit("mfa_add_webauthn"),
    Visit("account_reauthenticate"),
    Visit("mfa_reauthenticate"),
    Visit("mfa_reauthenticate_webauthn"),
    Visit("mfa_index"),
    Visit("mfa_deactivate_totp"),
    Visit("mfa_remove_webauthn", "head", "passkey"),
    Visit("mfa_view_recovery_codes"),
    Visit("mfa_generate_recovery_codes"),
    Visit("account_change_password"),
]
GROUPS = [Visit("groups:forum_tree"), Visit("groups:forum_detail", "chair", "forum")]
WIZARD = [Visit("sip:raise_step", of="child:raised", more=(step,)) for step in ("behov", "provat", "fraga")]
LOOKERS = [
    ("teacher", ("raised", "called", "held", "escalated", "decided")),
    ("head", ("called", "held", "decided")),
    ("convenor", ("raised", "called", "begun", "held", "unresolved", "decided")),
    ("bup_manager", ("called",)),
    ("chair", ("escalated", "decided")),
    ("steering_bup", ("escalated", "decided")),
]
ADDED = "number_add guardian_add person_add protection_add checklist inquiry concern".split()
OF_THE_CHILD = (
    ("number_end", "identifier"),
    ("guardian_edit", "guardian"),
    ("guardian_end", "guardian"),
    ("bar_add", "guardian"),
    ("bar_end", "bar"),
    ("person_edit", "child person"),
    ("person_end", "child person"),
    ("protection_end", "protection"),
    ("need_detail", "need"),
    ("need_detail", "told need"),
    ("need_inform", "told need"),
)
SIP = [
    Visit("sip:child_list"),
    Visit("sip:child_new"),
    Visit("sip:child_expected"),
    Visit("sip:birth_note", of="child:raised"),
    Visit("sip:expectation_end", of="child:raised"),
    *(
        Visit("sip:child_edit", of="child:raised", more=(part,))
        for part in ("namn", "fodelse", "kon", "folkbokforing", "skola", "sprak")
    ),
    *(Visit(f"sip:{name}", of="child:raised") for name in ADDED),
    *(Visit(f"sip:{name}", of=kind) for name, kind in OF_THE_CHILD),
    Visit("sip:number_decide", "head", "number change"),
    *(Visit("sip:need_step", of="child:raised", more=(step,)) for step in ("behov", "liv", "stallning")),
    Visit("sip:checklist_step", of="child:raised", more=("kontakt",)),
    Visit("sip:inquiry_step", of="child:raised", more=("utredning",)),
    Visit("sip:child_detail", of="child:raised"),
    Visit("sip:child_detail", of="child:decided"),
    *WIZARD,
    Visit("sip:raise_step", of="child:raised", more=("verksamheter",)),
    Visit("sip:raise_check", of="child:raised"),
    Visit("sip:case_list"),
    Visit("sip:case_list", "convenor"),
    *(Visit("sip:case_detail", who, f"case:{phase}") for who, phases in LOOKERS for phase in phases),
    Visit("sip:consent_record", "teacher", "case:raised"),
    Visit("sip:consent_detail", "teacher", "consent"),
    Visit("sip:consent_answer", "teacher", "asked consent"),
    Visit("sip:consent_withdraw", "teacher", "consent"),
    Visit("sip:paper_add", "teacher", "consent"),
    Visit("sip:consent_family", "teacher", "consent"),
    Visit("sip:consent_sign", "teacher", "screen consent"),
    Visit("sip:consent_detail", "teacher", "screen consent"),
    Visit("sip:consent_family_pdf", "teacher", "consent"),
    Visit("sip:file_fetch", "teacher", "file"),
    Visit("sip:case_call", "convenor", "case:raised"),
    Visit("sip:case_hold", "convenor", "case:begun"),
    Visit("sip:case_conclude", "convenor", "case:held"),
    Visit("sip:case_escalate", "convenor", "case:unresolved"),
    Visit("sip:case_return", "convenor", "case:raised"),
    Visit("sip:case_noticed", "teacher", "case:raised"),
    Visit("sip:time_enquiry", "convenor", "case:raised"),
    Visit("sip:time_question", "bup_manager", "time question"),
    Visit("sip:pool_list"),
    Visit("sip:pool_ask"),
    Visit("sip:pool_detail", of="pool ask"),
    Visit("sip:pool_note", of="pool ask", more=("aterta",)),
    Visit("sip:case_withdraw", "convenor", "case:called"),
    Visit("sip:case_close", "convenor", "case:decided"),
    Visit("sip:case_story", "teacher", "case:decided"),
    Visit("sip:case_story_pdf", "teacher", "case:decided"),
    Visit("sip:plan_story", "teacher", "plan:active"),
    Visit("sip:plan_story_pdf", "teacher", "plan:active"),
    Visit("sip:case_receive", "teacher", "case:decided"),
    Visit("sip:case_decide", "chair", "case:escalated"),
    Visit("sip:case_forward", "chair", "case:escalated"),
    Visit("sip:decision_follow_up", "convenor", "decision"),
    Visit("sip:call_answer", "bup_manager", "call"),
    Visit("sip:minutes", "convenor", "minutes"),
    Visit("sip:minutes_pdf", "convenor", "minutes"),
    Visit("sip:minutes_approve", "convenor", "minutes"),
    Visit("sip:sheet_list"),
    Visit("sip:sheet", more=("samtycke",), query="?sprak=ar"),
    Visit("sip:sheet_pdf", more=("sip",)),
    Visit("sip:family_languages", "admin"),
]
PLACED = [
    Visit("core:start", "social_worker"),
    Visit("core:start", "social_manager"),
    Visit("sip:child_detail", "social_worker", "placed child"),
    *(Visit("sip:placement_new", "social_worker", "placed child", more=(part,)) for part in ("boende", "risk")),
    Visit("sip:placement_check", "social_worker", "placed child"),
    Visit("sip:placement_detail", "social_worker", "placement"),
    Visit("sip:placement_note", "social_worker", "placement", more=("inbjudan",)),
    Visit("sip:placement_steps", "social_worker", "placement", more=("fore",)),
    Visit("sip:health_exam", "social_worker", "health exam"),
    Visit("sip:residence", "social_worker", "residence"),
    Visit("sip:lss_new", "social_worker", "placed child"),
    Visit("sip:lss_detail", "social_worker", "lss offer"),
    Visit("sip:lss_note", "social_worker", "lss offer", more=("plan",)),
    Visit("sip:transition_new", "social_worker", "placed child"),
    Visit("sip:transition_detail", "social_worker", "transition"),
    *(Visit("sip:transition_note", "social_worker", "transition", more=(one,)) for one in ("onskan", "planera")),
]
RETENTION = [
    Visit("core:start", "records"),
    Visit("sip:retention_list", "records"),
    Visit("sip:retention_list", "records", query="?lage=alla"),
    *(
        Visit(f"sip:retention_{name}", "records", "retentionproposal")
        for name in ("detail", "approve", "reject", "hold")
    ),
    Visit("sip:retention_holds", "records"),
    Visit("sip:retention_hold_case", "records"),
    Visit("sip:retention_lift", "records", "retentionhold"),
    Visit("sip:extract_list", "records"),
    Visit("sip:extract_find", "records"),
    Visit("sip:extract_build", "records", "extractchild"),
    Visit("sip:extract_before_deletion", "records", "proposal of a child"),
    Visit("sip:extract_item", "records", "extractitem"),
    *(Visit(f"sip:extract_{name}", "records", "extract") for name in ("detail", "extend", "pass", "refuse", "revoke")),
    *(Visit(f"sip:extract_{name}", "records", "read extract") for name in ("detail", "hand_out", "pdf", "json")),
]
PLAN_LOOKERS = [
    ("teacher", ("need_identified", "offered", "consented", "preparing", "meeting_called", "begun", "active")),
    ("head", ("offered", "active")),
    ("bup_worker", ("meeting_called", "active")),
    ("bup_manager", ("active",)),
]
PLANS = [
    Visit("core:start", "bup_worker"),
    Visit("sip:plan_list"),
    Visit("sip:plan_list", query="?status=active&follow_up=due&mine=yes"),
    Visit("sip:plan_list", "bup_worker"),
    *(Visit("sip:plan_start_step", of="child:raised", more=(step,)) for step in ("initiativ", "behov", "plats")),
    Visit("sip:plan_start_check", of="child:raised"),
    *(Visit("sip:plan_detail", who, f"plan:{state}") for who, states in PLAN_LOOKERS for state in states),
    Visit("sip:plan_offer", of="plan:need_identified"),
    Visit("sip:plan_leave_out", of="plan:need_identified"),
    Visit("sip:plan_decline", of="plan:offered"),
    Visit("sip:plan_consent", of="plan:offered"),
    Visit("sip:plan_work", of="plan:consented"),
    Visit("sip:plan_people", of="plan:preparing"),
    Visit("sip:plan_contacts", of="plan:preparing"),
    Visit("sip:plan_call", of="plan:preparing"),
    Visit("sip:plan_person_end", of="participation"),
    Visit("sip:plan_part_end", of="plan part"),
    Visit("sip:invitation_answer", "bup_worker", "plan invitation"),
    Visit("sip:meeting_hold", of="begun meeting"),
    Visit("sip:meeting_cancel", of="plan meeting"),
    Visit("sip:meeting_family", of="plan meeting"),
    Visit("sip:meeting_family_pdf", of="plan meeting"),
    Visit("sip:consent_detail", "bup_worker", "plan consent"),
    Visit("sip:consent_withdraw", "bup_worker", "plan consent"),
]
PASSED_ON = [
    Visit("sip:transfer_start", of="child:raised"),
    *(Visit("sip:transfer_detail", who, "transfer") for who in ("teacher", "head", "bup_manager", "bup_worker")),
    Visit("sip:transfer_detail", of="transfer to ask about"),
    *(Visit("sip:transfer_story", who, "transfer") for who in ("teacher", "bup_manager", "bup_worker")),
    Visit("sip:transfer_story_pdf", of="transfer"),
    Visit("sip:transfer_consent", of="transfer to ask about"),
    Visit("sip:transfer_receiver", "bup_manager", "transfer"),
    Visit("sip:transfer_close", of="transfer"),
    Visit("sip:pieces", "bup_worker", "transfer"),
    Visit("sip:consent_detail", "bup_worker", "transfer consent"),
]
PIECES = [
    Visit("sip:pieces", "teacher", "case:called"),
    Visit("sip:pieces", "bup_manager", "case:called"),
    Visit("sip:piece_write", "teacher", "case:called", "?slag=tried"),
    Visit("sip:piece_disclose", "teacher", "piece"),
    Visit("sip:piece_disclose", "teacher", "piece", "?till={unit}"),
    Visit("sip:piece_file", "bup_manager", "disclosure"),
    Visit("sip:filed_pieces", "bup_manager"),
    Visit("sip:filed_piece", "bup_manager", "filed piece"),
    Visit("sip:shared", "teacher", "child:called"),
    Visit("sip:shared_pdf", "teacher", "child:called"),
]
DEVIATIONS = [
    Visit("deviations:my_list"),
    Visit("deviations:report"),
    Visit("deviations:inbox", "head"),
    Visit("deviations:inbox", "chair"),
    Visit("deviations:inbox", "secretary"),
    *(Visit("deviations:detail", who, "deviation") for who in ("teacher", "head", "chair", "secretary", "support")),
    Visit("deviations:grant", "secretary", "deviation"),
]
FOLLOWUP = [
    Visit("followup:overview", "chair"),
    Visit("followup:overview", "secretary"),
    Visit("followup:opened", "chair", "follow-up"),
    *(_year("year", who) for who in ("chair", "steering_bup", "secretary")),
    _year("figures_csv", "chair"),
    *(_year("rows", "chair", "I-01", query=f"?tal={cell}") for cell in ("held", "held.girl", "sittings")),
    _year("rows", "secretary", "I-03"),
    _year("texts", "chair"),
    _year("adopt", "chair", ago=2),
    _year("report", "steering_bup", ago=3),
    _year("reply", "secretary", ago=4),
    _year("leave", "chair"),
    Visit("followup:job", "chair", "report job"),
    Visit("followup:report_pdf", "chair", "report file"),
    Visit("followup:parked", "admin"),
]
# What kind of page each address shows: how much it may say. A page that stands in none of them fails the test.
LISTS = """
    audit:review deviations:inbox deviations:my_list followup:overview followup:parked groups:forum_tree
    groups:meeting_list groups:task_list groups:agreement_list groups:vacancy_list notices:list
    notices:parked organisations:area_list organisations:unit_list people:grant_list people:person_list sip:case_list
    sip:child_list sip:extract_list sip:retention_holds sip:retention_list sip:sheet_list sip:filed_copies
    sip:plan_list sip:filed_pieces sip:pool_list
"""
STARTS = "core:start followup:year obligations:overview"
DETAILS = """
    account_change_password account_login account_logout account_reauthenticate account_reset_password
    account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done audit:case_log
    core:healthz deviations:detail deviations:grant deviations:report followup:adopt followup:figures_csv followup:job
    followup:leave followup:opened followup:reply followup:report followup:report_pdf followup:rows followup:texts
    groups:forum_detail mfa_activate_totp mfa_add_webauthn mfa_authenticate mfa_deactivate_totp
    mfa_generate_recovery_codes mfa_index mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn
    mfa_view_recovery_codes obligations:certificate obligations:certificate_pdf organisations:area_detail
    organisations:unit_detail people:accept people:account people:assignment_end people:choose people:factor_reset
    people:factor_reset_approve people:factor_setup people:grant people:grant_approve people:invite
    people:person_detail people:sessions people:signed_out people:totp_qr regions:override_approve
    regions:override_propose regions:profile sip:bar_add sip:bar_end sip:birth_note sip:call_answer sip:case_call
    sip:expectation_end
    sip:case_close sip:case_conclude sip:case_decide sip:case_detail sip:case_escalate sip:case_forward sip:case_hold
    sip:case_noticed sip:case_receive sip:case_return sip:time_enquiry
    sip:time_question sip:case_story sip:case_story_pdf sip:case_withdraw
    sip:checklist sip:checklist_step sip:inquiry sip:inquiry_step
    sip:child_detail sip:child_edit sip:plan_story sip:plan_story_pdf
    sip:child_expected sip:child_new sip:concern sip:consent_detail sip:consent_family
    sip:consent_family_pdf sip:consent_sign sip:consent_record sip:consent_answer sip:consent_withdraw
    sip:decision_follow_up sip:family_languages sip:file_fetch sip:filed_piece sip:guardian_add sip:guardian_edit
    sip:guardian_end sip:health_exam sip:invitation_answer sip:meeting_cancel sip:meeting_hold sip:minutes
    sip:meeting_family sip:meeting_family_pdf
    sip:minutes_approve sip:minutes_pdf sip:need_detail sip:need_inform sip:need_step sip:number_add sip:number_decide
    sip:number_end
    sip:transfer_start sip:transfer_detail sip:transfer_consent sip:transfer_receiver sip:transfer_close
    sip:transfer_story sip:transfer_story_pdf
    sip:lss_detail sip:lss_new sip:lss_note sip:pool_ask sip:pool_detail sip:pool_note
    sip:paper_add sip:person_add sip:person_edit sip:person_end sip:piece_disclose sip:piece_file sip:piece_write
    sip:pieces sip:placement_check sip:placement_detail sip:placement_new sip:placement_note sip:placement_steps
    sip:plan_call sip:plan_consent sip:plan_contacts sip:plan_decline sip:plan_detail sip:plan_leave_out
    sip:plan_offer sip:plan_part_end sip:plan_people sip:plan_person_end sip:plan_start_check sip:plan_start_step
    sip:plan_work sip:protection_add sip:protection_end sip:raise_check sip:raise_step sip:residence sip:shared
    sip:retention_approve sip:retention_detail sip:retention_hold sip:retention_hold_case sip:retention_lift
    sip:retention_reject
    sip:extract_before_deletion sip:extract_build sip:extract_detail sip:extract_extend sip:extract_find
    sip:extract_hand_out sip:extract_item sip:extract_json sip:extract_pass sip:extract_pdf sip:extract_refuse
    sip:extract_revoke
    sip:shared_pdf sip:sheet sip:sheet_pdf sip:transition_detail sip:transition_new sip:transition_note
    ui:accessibility ui:acting ui:catalogue ui:component ui:glossary ui:keep_alive ui:privacy ui:theme
"""
KINDS = {
    name: kind
    for kind, names in (
        ("list", LISTS),
        ("start", STARTS),
        (
            "detail",
            DETAILS + plan_contents.DETAILS + meetings.DETAILS + tasks.DETAILS + agreements.DETAILS + seats.DETAILS,
        ),
    )
    for name in names.split()
}
VISITS = [
    *CORE,
    *PEOPLE,
    *DOOR,
    *GROUPS,
    *SIP,
    *PLACED,
    *RETENTION,
    *PLANS,
    *plan_contents.visits(Visit),
    *meetings.visits(Visit),
    *tasks.visits(Visit),
    *agreements.visits(Visit),
    *seats.visits(Visit),
    *PIECES,
    *PASSED_ON,
    *DEVIATIONS,
    *FOLLOWUP,
]

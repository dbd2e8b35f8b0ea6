"""Who looks at each page, at which object of the filled region: an entitled person for every address. [perf gate 10]"""

from tests.access.child_visits import PASSED_ON, PIECES, PLACED, PLANS, RETENTION, SIP
from tests.access.subjects import SUBJECTS
from tests.access.visit import NOBODY, Visit
from tests.followup.town import YEAR

REVIEW = "?syfte=random_check&urval=all&fran={first}&till={last}"  # days: the last three weeks


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
    Visit("finding:search", "chair"),
    Visit("finding:search", "chair", query="?q=omr%C3%A5det"),
    Visit("finding:search", "teacher", query="?q=omr%C3%A5det&slag=verksamheter"),
    Visit("finding:search", "steering_bup", query="?q=omr%C3%A5det&slag=moten"),
    Visit("notices:list", "convenor"),
    Visit("notices:list", "chair"),
    Visit("notices:parked", "admin"),
    Visit("obligations:overview", "admin"),
    Visit("obligations:certificate", "convenor", "obligation"),
    Visit("obligations:certificate_pdf", "convenor", "obligation"),
    Visit("organisations:unit_list"),
    Visit("organisations:unit_detail", of="unit"),
    Visit("organisations:unit_describe", "admin", "unit"),
    Visit("organisations:change_list", "admin"),
    Visit("organisations:change_propose", "admin"),
    Visit("organisations:change_propose", "admin", query="?vad=ny-verksamhet"),
    Visit("organisations:change_decide", "admin", "change"),
    Visit("organisations:area_list"),
    Visit("organisations:area_detail", of="area"),
    Visit("regions:profile", "admin"),
    Visit("regions:override_propose", "admin"),
    Visit("regions:override_approve", "admin", "override"),
    Visit("audit:review", "reviewer"),
    Visit("audit:review", "reviewer", query=REVIEW),
    Visit("audit:review", "reviewer", query=REVIEW.replace("=all", "=sign_ins")),
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
DEVIATIONS = [
    Visit("deviations:my_list"),
    Visit("deviations:report"),
    Visit("deviations:inbox", "head"),
    Visit("deviations:inbox", "chair"),
    Visit("deviations:inbox", "secretary"),
    *(Visit("deviations:detail", who, "deviation") for who in ("teacher", "head", "chair", "secretary", "support")),
    Visit("deviations:learned"),
    Visit("deviations:guest_invite"),
    Visit("deviations:guest", "", "guest's address"),
    Visit("deviations:guest_thanks", ""),
    Visit("deviations:patterns", "secretary"),
    Visit("deviations:pattern", "secretary", "deviation pattern"),
    Visit("deviations:pattern_note", "secretary", "deviation pattern", more=("beskriv",)),
    Visit("deviations:grant", "secretary", "deviation"),
]
FOLLOWUP = [
    Visit("followup:overview", "chair"),
    Visit("followup:overview", "secretary"),
    Visit("followup:patterns", "secretary"),
    Visit("followup:patterns", "chair"),
    Visit("followup:pattern_rows", "secretary", "quarter's patterns"),
    Visit("followup:pattern_release", "secretary", "quarter's patterns"),
    *(Visit(f"followup:{name}", "secretary", "region's year") for name in ("region", "region_csv", "region_texts")),
    Visit("followup:region_release", "secretary", "region's year that is ready"),
    Visit("followup:open_figures_csv", "secretary"),
    Visit("followup:open_figures_json", "secretary"),
    Visit("followup:opened", "chair", "follow-up"),
    *(_year("year", who) for who in ("chair", "steering_bup", "secretary")),
    _year("figures_csv", "chair"),
    *(_year("rows", "chair", "I-01", query=f"?tal={cell}") for cell in ("held", "held.girl", "sittings")),
    _year("rows", "secretary", "I-03"),
    _year("texts", "chair"),
    _year("adopt", "chair", ago=2),
    _year("comment", "steering_bup", ago=2),
    _year("report", "steering_bup", ago=3),
    _year("reply", "secretary", ago=4),
    _year("leave", "chair"),
    Visit("followup:job", "chair", "report job"),
    Visit("followup:report_pdf", "chair", "report file"),
    Visit("followup:parked", "admin"),
]
VISITS = [
    *CORE,
    *PEOPLE,
    *DOOR,
    *GROUPS,
    *SIP,
    *PLACED,
    *RETENTION,
    *PLANS,
    *(visit for subject in SUBJECTS for visit in subject.VISITS),
    *PIECES,
    *PASSED_ON,
    *DEVIATIONS,
    *FOLLOWUP,
]

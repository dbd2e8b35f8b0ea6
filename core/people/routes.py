"""Who reaches the addresses of sign-in and of people. [security 13]"""

from django.conf import settings

from core.access.routes import PUBLIC, SIGNED_IN, Route
from core.roles import Role

GET, POST, BOTH = {"GET"}, {"POST"}, {"GET", "POST"}
ADMIN = {Role.REGION_ADMIN}
OWN = "one's own account"

# The way in and out. A stage between passphrase and second factor has no signed-in user yet.
DOOR = [
    Route("account_login", BOTH, PUBLIC),
    Route("account_logout", BOTH, PUBLIC, relation="one's own session"),
    Route("people:signed_out", GET, PUBLIC),
    Route("mfa_authenticate", BOTH, PUBLIC, relation="passphrase given in this session"),
    Route("account_reset_password", BOTH, PUBLIC, relation="same answer for all"),
    Route("account_reset_password_done", GET, PUBLIC),
    Route("account_reset_password_from_key", BOTH, PUBLIC, relation="holds the mailed link"),
    Route("account_reset_password_from_key_done", GET, PUBLIC),
    Route("people:accept", BOTH, PUBLIC, object="invitation", relation="holds the mailed link"),
]
FACTORS = [
    Route("people:factor_setup", GET, SIGNED_IN, relation=OWN),
    Route("people:totp_qr", GET, SIGNED_IN, relation=OWN),
    Route("mfa_activate_totp", BOTH, SIGNED_IN, relation=OWN),
    Route("mfa_add_webauthn", BOTH, SIGNED_IN, relation=OWN),
    Route("account_reauthenticate", BOTH, SIGNED_IN, relation=OWN),
]
ACCOUNT = [
    Route("mfa_reauthenticate", BOTH, SIGNED_IN, relation=OWN),
    Route("mfa_reauthenticate_webauthn", BOTH, SIGNED_IN, relation=OWN),
    Route("mfa_index", GET, SIGNED_IN, relation=OWN),
    Route("mfa_deactivate_totp", BOTH, SIGNED_IN, relation=OWN),
    Route("mfa_remove_webauthn", BOTH, SIGNED_IN, object="passkey", relation="one's own passkey"),
    Route("mfa_view_recovery_codes", GET, SIGNED_IN, relation=OWN),
    Route("mfa_generate_recovery_codes", BOTH, SIGNED_IN, relation=OWN),
    Route("account_change_password", BOTH, SIGNED_IN, relation=OWN),
    Route("people:account", GET, SIGNED_IN, relation=OWN),
    Route("people:sessions", GET, SIGNED_IN, relation="one's own sessions"),
    Route("people:session_end", POST, SIGNED_IN, object="session", relation="one's own session"),
    Route("people:choose", GET, SIGNED_IN, relation="one's own assignments"),
    Route("people:switch", POST, SIGNED_IN, relation="one's own assignment in force"),
]
PEOPLE = [
    Route("people:person_list", BOTH, ADMIN, relation="same region", pace="search"),
    Route("people:person_detail", GET, ADMIN, object="person", relation="same region"),
    Route("people:grant_list", GET, ADMIN, relation="same region"),
    Route("people:invite", BOTH, ADMIN, relation="same region; not oneself"),
    Route("people:grant", BOTH, ADMIN, object="person", relation="same region; not oneself"),
    Route(
        "people:grant_approve",
        BOTH,
        ADMIN,
        object="role proposal",
        relation="same region; not one's own proposal, not oneself",
    ),
    Route("people:grant_withdraw", POST, ADMIN, object="role proposal", relation="one's own proposal"),
    Route(
        "people:batch_answer", BOTH, ADMIN, object="role batch", relation="same region; not one's own, not for oneself"
    ),
    Route("people:batch_withdraw", POST, ADMIN, object="role batch", relation="one's own"),
    Route("people:assignment_end", BOTH, ADMIN, object="assignment", relation="same region; not one's own"),
    Route("people:invitation_send", POST, ADMIN, object="person", relation="same region; has no account"),
    Route("people:factor_reset", BOTH, ADMIN, object="person", relation="same region; not oneself"),
    Route(
        "people:factor_reset_approve",
        BOTH,
        ADMIN,
        object="factor reset",
        relation="same region; not one's own request, not oneself",
    ),
]
DEMO = [Route("people:demo", BOTH, PUBLIC, relation="the demo switch is on")] if settings.DEMO else []
ROUTES = [*DOOR, *FACTORS, *ACCOUNT, *PEOPLE, *DEMO]

# What a session reaches before its second factor, and before an assignment is chosen.
WITHOUT_SECOND_FACTOR = frozenset(row.name for row in FACTORS)
WITHOUT_ASSIGNMENT = WITHOUT_SECOND_FACTOR | frozenset(row.name for row in ACCOUNT) | {"ui:acting"}

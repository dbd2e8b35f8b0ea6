"""What the child level adds to the house: menus, lines of the start page, badges, and words for what is pointed at."""

from django.utils.translation import gettext_lazy as _

from core.audit import acts
from core.notices import about, kinds
from core.roles import CASE_ROLES
from core.ui import badges, registry
from core.ui.registry import MenuEntry, OtherSearch
from sip import below, notices, start
from sip.acts import ACTS
from sip.children.added import SECTIONS
from sip.contacts import page as contacts
from sip.deviating import after_deviation
from sip.extracts import start as extracts
from sip.family.routes import sees_to_texts
from sip.individual_forum import start as minutes
from sip.lss import page as lss
from sip.lss import start as lss_owed
from sip.placements import page as placements
from sip.placements import start as placed
from sip.plans import others_page as other_plans
from sip.plans import start as plans
from sip.pool import start as pool
from sip.pool.page import describe_asks
from sip.pool.policies import is_coordinator
from sip.refusals.policies import sees_pattern
from sip.retention import start as retention
from sip.surveys.policies import sees_figures
from sip.takeover import start as takeover
from sip.takeover.policies import leads_unit
from sip.takeover.rows import describe_takeovers
from sip.time_enquiry import start as times
from sip.time_enquiry.rows import describe_questions
from sip.transfers import page as transfers
from sip.transfers import start as passed_on
from sip.transitions import page as transitions
from sip.transitions import start as calls

MENU = (
    MenuEntry(_("Barn och planer"), "sip:case_list", start.works_with_cases, 40, "sip:child_list"),
    MenuEntry(_("Barn och planer"), "sip:plan_list", plans.works_with_plans_only, 40),
    MenuEntry(_("Hjälp från SIP-samordnare"), "sip:pool_list", is_coordinator, 42),
    MenuEntry(_("Utan ansvarig"), "sip:takeover_list", leads_unit, 45),
    MenuEntry(_("Familjernas svar"), "sip:survey_results", sees_figures, 65),
    MenuEntry(_("Nej till SIP"), "sip:refusal_pattern", sees_pattern, 66),
    MenuEntry(_("Utdrag"), "sip:extract_list", retention.decides_on_deletion, 815),
    MenuEntry(_("Gallring"), "sip:retention_list", retention.decides_on_deletion, 820),
    MenuEntry(_("Texter till familjen"), "sip:family_languages", sees_to_texts, 830, "sip:sheet_list"),
)
DUTIES = (
    *map(
        below.where_open,
        (
            start.duties,
            minutes.duties,
            passed_on.duties,
            plans.duties,
            start.births,
            placed.duties,
            calls.duties,
            lss_owed.duties,
            other_plans.duties,
            retention.duties,
            takeover.duties,
            extracts.duties,
        ),
    ),
    times.duties,  # no child stands in these two
    pool.duties,
)
CHILD_SEARCH = OtherSearch(
    text=_("Barn hittas inte här. Dem söker du bland de barn som du arbetar med."),
    label=_("Sök ett barn"),
    url_name="sip:child_list",
    shown_to=lambda acting: acting.role in CASE_ROLES,
)
START_PAGE = (
    below.why_closed,
    *map(below.where_open, (start.find_child, start.my_cases, plans.my_plans, placed.mine)),
)
CHILD_SECTIONS = (
    placements.child_section,
    lss.child_section,
    other_plans.child_section,
    transitions.child_section,
    transfers.child_section,
    contacts.child_section,
)
BADGES = {
    "now": "ongoing meeting_held read first_approved",
    "soon": "built proposed owed",
    "ok": "handed_out",
    "stopped": "ended revoked executed rejected lapsed",
}


def register() -> None:
    """Once, when the apps are ready."""
    acts.register(ACTS)
    kinds.register(*notices.KINDS)
    about.register("case", notices.describe_cases)
    about.register("minutes", notices.describe_minutes)
    about.register("takeover", describe_takeovers)
    about.register("time question", describe_questions)
    about.register("pool ask", describe_asks)
    about.register("transition", transitions.describe_transitions)
    about.register("child", contacts.describe_children)
    registry.other_searches.add(CHILD_SEARCH)
    for entry in MENU:
        registry.menu.add(entry)
    for duties in DUTIES:
        registry.duties.add(duties)
    for part in START_PAGE:
        registry.start_page.add(part)
    for section in CHILD_SECTIONS:
        SECTIONS.add(section)
    for meaning, states in BADGES.items():
        badges.add(meaning, *states.split())
    registry.after_deviation.add(after_deviation)

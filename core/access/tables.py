"""The three lists of tables, gathered from the apps, and the closed list of definer functions. [security 3]"""

from dataclasses import dataclass
from importlib import import_module

from django.apps import apps

CHILD_LEVEL: set[str] = set()
REGION_LEVEL: set[str] = set()
OPEN = {
    "django_migrations",
    "django_content_type",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "guardian_groupobjectpermission",
    "guardian_userobjectpermission",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
}
DEFINERS = {
    "verified_context",
    "job_regions",
    "visible_case_ids",
    "visible_identity_case_ids",
    "visible_consent_case_ids",
    "visible_minutes_case_ids",
    "visible_log_case_ids",
    "visible_piece_ids",
    "visible_child_ids",
    "writable_case_ids",
    "writable_child_ids",
}


@dataclass(frozen=True)
class Lists:
    child_level: frozenset[str]
    region_level: frozenset[str]
    open: frozenset[str]
    definers: frozenset[str]


def lists() -> Lists:
    """The lists of all installed apps together."""
    parts: dict[str, set[str]] = {"CHILD_LEVEL": set(), "REGION_LEVEL": set(), "OPEN": set(), "DEFINERS": set()}
    for config in apps.get_app_configs():
        try:
            module = import_module(f"{config.name}.tables")
        except ModuleNotFoundError as missing:
            if missing.name != f"{config.name}.tables":
                raise
            continue
        for name, found in parts.items():
            found |= getattr(module, name, set())
    return Lists(*(frozenset(parts[name]) for name in ("CHILD_LEVEL", "REGION_LEVEL", "OPEN", "DEFINERS")))

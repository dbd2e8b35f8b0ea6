from django.conf import settings
from django.core import checks

from core.audit.months import FEWEST_YEARS
from core.audit.seals import seal_file


@checks.register(checks.Tags.security)
def the_log_is_kept_long_enough(app_configs, **kwargs):
    """The database refuses less too. [security 5]"""
    if settings.AUDIT_YEARS >= FEWEST_YEARS:
        return []
    return [checks.Error(f"BUS_AUDIT_YEARS must be at least {FEWEST_YEARS}.", id="audit.E001")]


@checks.register(checks.Tags.security, deploy=True)
def seals_leave_the_database(app_configs, **kwargs):
    """A seal kept only beside what it seals proves nothing. [security 5]"""
    if settings.TESTING or seal_file():
        return []
    text = "No place for the log's seals outside the database: set BUS_SEAL_FILE or BUS_HOME."
    return [checks.Warning(text, id="audit.W001")]

from django.conf import settings
from django.core import checks

from core.audit.seals import seal_file


@checks.register(checks.Tags.security, deploy=True)
def seals_leave_the_database(app_configs, **kwargs):
    """A seal kept only beside what it seals proves nothing. [security 5]"""
    if settings.TESTING or seal_file():
        return []
    text = "No place for the log's seals outside the database: set BUS_SEAL_FILE or BUS_HOME."
    return [checks.Warning(text, id="audit.W001")]

"""What waits for the end of the transaction, asked at once: a refusal comes while the page can still answer. [SM-4]"""

from django.db import connection

NOW = "SET CONSTRAINTS sip_consent_is_decided IMMEDIATE; SET CONSTRAINTS sip_consent_is_decided DEFERRED"


def refuse_undecided() -> None:
    """Raises IntegrityError for a consent that was written as given without the yes of those who decide."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)

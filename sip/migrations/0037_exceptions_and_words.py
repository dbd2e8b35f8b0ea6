"""What an exception from all guardians rests on, and on whose word a consent is taken back. [facts 9.6, CS-20]"""

from django.db import migrations

GRANTS = """
GRANT UPDATE (word_of, word_form) ON sip_consent TO bus_app;
GRANT UPDATE (word_of, word_form) ON sip_consentunit TO bus_app;
"""
NO_GRANTS = """
REVOKE UPDATE (word_of, word_form) ON sip_consent FROM bus_app;
REVOKE UPDATE (word_of, word_form) ON sip_consentunit FROM bus_app;
"""


def word(model: str, name: str | None = None) -> list[migrations.AddField]:
    return []


class Migration(migrations.Migration):
    dependencies = [("sip", "0036_lasting")]
    operations = [
        *word("consent", "Vem återkallade"),
        *word("consentunit"),
        migrations.RunSQL(GRANTS, NO_GRANTS),
    ]

"""What an exception from all guardians rests on, and on whose word a consent is taken back. [facts 9.6, CS-20]"""

from django.db import migrations, models

GRANTS = """
GRANT UPDATE (word_of, word_form) ON sip_consent TO bus_app;
GRANT UPDATE (word_of, word_form) ON sip_consentunit TO bus_app;
"""
NO_GRANTS = """
REVOKE UPDATE (word_of, word_form) ON sip_consent FROM bus_app;
REVOKE UPDATE (word_of, word_form) ON sip_consentunit FROM bus_app;
"""
FORMS = [("oral", "Muntligt"), ("written", "Skriftligt")]
Q = models.Q


def text(length: int, name: str | None = None, **more) -> models.CharField:
    return models.CharField(blank=True, default="", max_length=length, verbose_name=name, **more)


def word(model: str, name: str | None = None) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "word_of", text(200, name), preserve_default=False),
        migrations.AddField(model, "word_form", text(10, choices=FORMS), preserve_default=False),
    ]


class Migration(migrations.Migration):
    holds_lock = "two checks on sip_consent, read through once: a county's in under a second"
    dependencies = [("sip", "0038_lasting")]
    operations = [
        migrations.AddField("consent", "decision_number", text(60, "Beslutets nummer"), preserve_default=False),
        migrations.AddField("consent", "decision_on", models.DateField(null=True, verbose_name="Beslutets dag")),
        *word("consent", "Vem återkallade"),
        *word("consentunit"),
        migrations.AddConstraint(
            "consent",
            models.CheckConstraint(
                condition=~Q(signatories__in=["board_decision", "protected_home"])
                | (~Q(decision_number="") & Q(decision_on__isnull=False)),
                name="consent_names_the_decision_it_rests_on",
            ),
        ),
        migrations.AddConstraint(
            "consent",
            models.CheckConstraint(
                condition=Q(word_of="", word_form="") | (~Q(word_of="") & ~Q(word_form="")),
                name="consent_word_is_somebodys_in_a_form",
            ),
        ),
        migrations.RunSQL(GRANTS, NO_GRANTS),
    ]

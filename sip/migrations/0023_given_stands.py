"""What a family has given stands while a new consent is asked for: one given and one asked for beside it. [SM-4]"""

from django.db import migrations, models


def one_of(status: str, name: str) -> migrations.AddConstraint:
    fields = ["case", "purpose", "sitting"]
    condition = models.Q(status=status)
    return migrations.AddConstraint(
        "consent", models.UniqueConstraint(fields=fields, nulls_distinct=False, condition=condition, name=name)
    )


class Migration(migrations.Migration):
    dependencies = [("sip", "0022_retention")]
    holds_lock = "Two small indexes on consents, some rows a case: a moment."
    operations = [
        one_of("given", "one_given_consent_for_a_sitting"),
        one_of("requested", "one_asked_consent_for_a_sitting"),
        migrations.RemoveConstraint("consent", "one_live_consent_for_a_sitting"),
    ]

"""The answer to a call has the same words for a plan's meeting as for every other."""

from django.db import migrations, models

WORDS = [
    ("none", "Inget svar"),
    ("yes", "Kommer"),
    ("no", "Kan inte komma"),
    ("substitute", "Ersättare kommer"),
]


class Migration(migrations.Migration):
    dependencies = [("sip", "0049_expectation_ended_is_an_entry")]
    operations = [
        migrations.AlterField("planinvitation", "reply", models.CharField(choices=WORDS, default="none", max_length=20))
    ]

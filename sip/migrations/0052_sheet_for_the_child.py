"""A sheet written for the child itself is one of those that are handed out. [F112]"""

import django.contrib.postgres.fields
from django.db import migrations, models

SHEETS = [
    ("sip", "Vad en SIP är"),
    ("barn", "Till barnet: en plan för dig"),
    ("individforum", "Vad ett individforum är"),
    ("samtycke", "Vad ett samtycke betyder"),
]


class Migration(migrations.Migration):
    dependencies = [("sip", "0051_all_that_is_shared")]
    operations = [
        migrations.AlterField(
            "informationgiven",
            "sheets",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=SHEETS, max_length=20),
                size=None,
                blank=True,
                default=list,
                verbose_name="Blad som lämnades",
            ),
        )
    ]

"""Somebody else may owe what was owed by name: an event of its own. [facts 9.18]"""

from django.db import migrations, models

KINDS = [
    ("noticed", "Behovet uppmärksammades"),
    ("started", "Fristen började"),
    ("paused", "Fristen pausades"),
    ("resumed", "Fristen fortsatte"),
    ("extended", "Fristen förlängdes"),
    ("corrected", "Startdagen rättades"),
    ("reassigned", "Någon annan ansvarar för fristen"),
    ("warned", "Påminnelse"),
    ("breached", "Fristen passerades"),
    ("escalated", "Förseningen lyftes"),
    ("met", "Det som skulle göras gjordes"),
    ("waived", "Fristen avskrevs"),
]


class Migration(migrations.Migration):
    dependencies = [("obligations", "0004_by_subject")]
    operations = [
        migrations.AlterField("obligationevent", "kind", models.CharField(choices=KINDS, max_length=10)),
    ]

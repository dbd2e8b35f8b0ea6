"""The clocks of a case, a plan, a placement are found by what they are about, also those that have ended. [perf 15]

Without it each such question reads every clock of the region: a hundred thousand in a county of that many cases.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    holds_lock = "one narrow index, a row for each clock: a county's is built in under a second"

    dependencies = [("obligations", "0003_unled")]
    operations = [
        migrations.AddIndex("obligation", models.Index(fields=["region", "subject_id"], name="obligation_by_subject"))
    ]

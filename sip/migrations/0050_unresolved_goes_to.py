"""An unsolved case goes to the group that the region has decided. [cfg.unresolved_goes_to, X-05]"""

from django.db import migrations, models

from core.access.migration_ops import policy_function
from sip.access import lifting_sql

STATUSES = [
    ("raised", "Ska kallas"),
    ("returned", "Återlämnat"),
    ("convened", "Kallat"),
    ("held", "Mötet har hållits"),
    ("resolved", "Löst"),
    ("unresolved", "Inte löst"),
    ("escalated", "Hos de berörda cheferna"),
    ("principled_forwarded", "Principfrågan är skickad vidare"),
    ("decided", "Beslutat"),
    ("closed", "Avslutat"),
    ("withdrawn", "Återtaget"),
]
PURPOSES = [
    ("forum_occasion", "Ett möte i individforum"),
    ("steering_escalation", "Att berörda chefer beslutar"),
    ("sip", "Att göra och följa en SIP tillsammans"),
    ("information_transfer", "Att lämna uppgifter till andra verksamheter"),
    ("unborn", "Att lämna uppgifter innan barnet är fött"),
]
LEVELS = [("forum", "Individforum"), ("steering", "Berörda chefer")]


class Migration(migrations.Migration):
    dependencies = [("sip", "0049_drafts_go"), ("organisations", "0004_values_of_the_region")]
    operations = [
        policy_function("unresolved_goes_to()", "text", lifting_sql.GOES_TO, grant_to=("bus_app",)),
        migrations.RunSQL(lifting_sql.DECIDED, lifting_sql.DECIDED_BEFORE),
        migrations.AlterField(
            "forumcase", "status", models.CharField(choices=STATUSES, default="raised", max_length=30)
        ),
        migrations.AlterField("consent", "purpose", models.CharField(choices=PURPOSES, max_length=30)),
        migrations.AlterField("decision", "level", models.CharField(choices=LEVELS, default="forum", max_length=20)),
    ]

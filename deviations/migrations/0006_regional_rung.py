"""The regional group may be a rung of its own in a region's ladder. [SM-3]"""

from django.db import migrations, models

STATES = [
    ("draft", "Utkast"),
    ("with_line_manager", "Hos närmaste chefer"),
    ("with_managers", "Hos ansvariga chefer"),
    ("in_forum", "I individforum"),
    ("principled", "Principiell, ska skickas vidare"),
    ("submitted", "Skickad till sekretariatet"),
    ("received", "Mottagen av sekretariatet"),
    ("returned", "Tillbaka med en fråga"),
    ("under_review", "Handläggs av sekretariatet"),
    ("raised_to_bussam", "Lyft till regionala gruppen"),
    ("assignment_created", "Har lett till ett uppdrag"),
    ("in_local_group", "I den lokala gruppen"),
    ("in_preparatory_group", "I beredningsgruppen"),
    ("in_regional_group", "I regionala gruppen"),
    ("in_managers_forum", "I chefsforum"),
    ("in_political_forum", "I politiskt forum"),
    ("answered", "Besvarad"),
    ("resolved", "Löst"),
    ("closed", "Avslutad"),
    ("withdrawn", "Återtagen"),
]


class Migration(migrations.Migration):
    dependencies = [("deviations", "0005_guests_are_logged")]
    operations = [
        migrations.AlterField(
            "deviationreport", "status", models.CharField(choices=STATES, default="draft", max_length=25)
        ),
        migrations.AlterField("deviationstep", "from_status", models.CharField(choices=STATES, max_length=25)),
        migrations.AlterField("deviationstep", "to_status", models.CharField(choices=STATES, max_length=25)),
    ]

"""A change may be the units of a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_values_go_on")]
    operations = [
        migrations.AlterField(
            model_name="structurechange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("add_principal", "Ny huvudman"),
                    ("add_district", "Nytt distrikt"),
                    ("add_area", "Nytt område"),
                    ("add_unit", "Ny verksamhet"),
                    ("from_file", "Verksamheter ur en fil"),
                    ("rename", "Nytt namn"),
                    ("serve", "Andra områden för en verksamhet"),
                    ("split_area", "Dela ett område"),
                    ("merge_areas", "Slå ihop områden"),
                    ("end_area", "Avsluta ett område"),
                    ("split_unit", "Dela en verksamhet"),
                    ("merge_units", "Slå ihop verksamheter"),
                    ("end_unit", "Avsluta en verksamhet"),
                ],
                max_length=20,
                verbose_name="Vad",
            ),
        ),
    ]

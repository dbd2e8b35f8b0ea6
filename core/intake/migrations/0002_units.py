"""A file may hold units."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_drafts")]
    operations = [
        migrations.AlterField(
            model_name="intakedraft",
            name="kind",
            field=models.CharField(
                choices=[("units", "Verksamheter"), ("people", "Personer och roller")],
                max_length=10,
                verbose_name="Slag",
            ),
        ),
    ]

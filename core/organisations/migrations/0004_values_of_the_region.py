"""A decided value may be the whole region's: no area. The table is called after what it has become."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

DAYS = models.Func(
    models.F("valid_from"),
    models.F("valid_to"),
    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
    function="daterange",
    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
)
# What hangs on the table is called after it, as everywhere else.
RENAMED = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT polname FROM pg_policy WHERE polrelid = 'organisations_profileoverride'::regclass LOOP
    EXECUTE format('ALTER POLICY %I ON organisations_profileoverride RENAME TO %I', one.polname,
                   replace(one.polname, 'organisations_{before}', 'organisations_{after}'));
  END LOOP;
END $$;
ALTER TRIGGER organisations_{before}_changed ON organisations_profileoverride
  RENAME TO organisations_{after}_changed;
ALTER TABLE organisations_profileoverride RENAME CONSTRAINT organisations_{before}_area_id_same_region
  TO organisations_{after}_area_id_same_region;
"""


class Migration(migrations.Migration):
    taken_away = "The table gets another name, and what hangs on it too; every row stays."
    holds_lock = "Decided values are few, and none is the whole region's yet."
    dependencies = [("organisations", "0003_words")]
    operations = [
        migrations.RenameModel("AreaOverride", "ProfileOverride"),
        migrations.RunSQL(
            RENAMED.format(before="areaoverride", after="profileoverride"),
            RENAMED.format(before="profileoverride", after="areaoverride"),
        ),
        migrations.AlterField(
            model_name="profileoverride",
            name="area",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="overrides",
                to="organisations.area",
            ),
        ),
        migrations.AddConstraint(
            model_name="profileoverride",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("area__isnull", True), ("status", "approved")),
                expressions=[("region", "="), ("key", "="), (DAYS, "&&")],
                name="override_of_the_region_once_a_day",
            ),
        ),
    ]

"""Who stands in which relation to which case is worked out once in a moment, not by each question. [ADR 8]"""

from django.db import migrations

from sip.access.kept_relations_sql import KEPT_RELATIONS


class Migration(migrations.Migration):
    dependencies = [("sip", "0050_unresolved_goes_to"), ("access", "0003_any_answer_is_kept")]
    operations = KEPT_RELATIONS

"""Who invited, granted, approved and was proposed stand in the row's own region. [security 3]"""

from django.db import migrations

from core.access.migration_ops import same_region

ASSIGNMENT = "people_roleassignment"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_decisions")]
    operations = [
        same_region("people_invitation", "invited_by_id", ASSIGNMENT),
        same_region("people_roleassignment", "granted_by_id", ASSIGNMENT),
        same_region("people_roleassignment", "approved_by_id", ASSIGNMENT),
        same_region("people_roleproposal", "assignment_id", ASSIGNMENT),
    ]

"""A plan's meeting, and another principal's link to a case, rest on a consent in the database too. [security 4]"""

from django.db import migrations

from sip.access import links_sql, meetings_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0035_moved_sittings")]
    operations = [
        migrations.RunSQL(meetings_sql.MEETING, meetings_sql.MEETING_BACK),
        migrations.RunSQL(links_sql.LINK, links_sql.LINK_BACK),
    ]

"""Keys stay within their region and case; only its owner discloses a piece. [security 1, 3]"""

from django.db import migrations

from sip.access.keys_sql import KEYS, OWN_PIECE, OWN_PIECE_BACK


class Migration(migrations.Migration):
    dependencies = [
        ("sip", "0003_log"),
        ("groups", "0001_forums"),
    ]
    operations = [*KEYS, migrations.RunSQL(OWN_PIECE, OWN_PIECE_BACK)]

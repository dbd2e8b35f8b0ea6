"""The tables that Django, allauth and guardian bring: the open list's grants. [security 3]"""

from django.db import migrations

from core.access.migration_ops import open_table

READ = {"bus_app": "SELECT", "bus_worker": "SELECT"}
WRITE = {"bus_app": "SELECT, INSERT, UPDATE, DELETE", "bus_worker": "SELECT"}


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_protection"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        *(
            open_table(table, roles=READ)
            for table in (
                "django_migrations",
                "django_content_type",
                "auth_permission",
                "auth_group",
                "auth_group_permissions",
                "guardian_userobjectpermission",
                "guardian_groupobjectpermission",
            )
        ),
        *(open_table(table, roles=WRITE) for table in ("account_emailaddress", "mfa_authenticator")),
        open_table("account_emailconfirmation", roles=READ),
        migrations.RunSQL(
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO bus_app, bus_worker", migrations.RunSQL.noop
        ),
    ]

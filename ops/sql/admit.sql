-- Who may enter one database of the portal. Run in it by the superuser; needs roles.sql first; safe to run again.

REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO bus_migrate, bus_app, bus_worker, bus_report, bus_retention, bus_backup;

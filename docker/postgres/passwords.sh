#!/usr/bin/env bash
# Runs once, when the database folder is new: passwords for the roles that sign in, and the owner of the database.
set -euo pipefail

sign_in() { # role, file
    psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
        --set=role="$1" --set=password="$(cat "/run/secrets/$2")" \
        <<<'ALTER ROLE :"role" PASSWORD :'"'password'"';'
}

sign_in bus_app app_password
sign_in bus_worker worker_password
sign_in bus_report report_password
sign_in bus_retention retention_password
sign_in bus_migrate migrate_password
sign_in bus_backup backup_password

# The backup copies the server's files, which the replication protocol hands out.
psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
    --set=database="$POSTGRES_DB" <<<'ALTER DATABASE :"database" OWNER TO bus_owner; ALTER ROLE bus_backup REPLICATION;'
echo "host replication bus_backup all scram-sha-256" >>"$PGDATA/pg_hba.conf"

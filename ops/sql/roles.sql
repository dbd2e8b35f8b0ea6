-- The portal's roles, once per server. Run by the server's superuser (psql); safe to run again.
-- Passwords are not set here: `./bus` uses a closed unix socket, docker/postgres/passwords.sh sets them from files.

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['bus_owner', 'bus_migrate', 'bus_policy', 'bus_app', 'bus_worker', 'bus_report', 'bus_retention',
                  'bus_backup']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

-- Owns every table; nobody signs in as it, and FORCE ROW LEVEL SECURITY binds it too.
ALTER ROLE bus_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Owns the policy functions and nothing else.
ALTER ROLE bus_policy NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
-- Signs in to deploy; has no right before SET ROLE bus_owner.
ALTER ROLE bus_migrate LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- The web, the jobs, the figures job.
ALTER ROLE bus_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE bus_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE bus_report LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Deletes, only through its function.
ALTER ROLE bus_retention LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Reads all, for backup alone.
ALTER ROLE bus_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;

GRANT bus_owner TO bus_migrate WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
GRANT bus_policy TO bus_owner WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
GRANT pg_read_all_data TO bus_backup WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;

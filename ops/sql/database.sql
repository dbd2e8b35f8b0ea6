-- Where tables and access functions live in one database of the portal. Run in it by the superuser.
-- Needs roles.sql first; safe to run again.

ALTER SCHEMA public OWNER TO bus_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO bus_app, bus_worker, bus_report, bus_retention, bus_backup, bus_policy;

CREATE SCHEMA IF NOT EXISTS access AUTHORIZATION bus_policy;
REVOKE ALL ON SCHEMA access FROM PUBLIC;
GRANT USAGE ON SCHEMA access TO bus_owner, bus_app, bus_worker, bus_report, bus_retention;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The words of another session's statement hold what somebody typed; the same role would see them.
REVOKE EXECUTE ON FUNCTION pg_stat_get_activity(integer), pg_stat_get_backend_activity(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_stat_get_activity(integer), pg_stat_get_backend_activity(integer) TO pg_monitor;
-- The seals ask which transactions still run; the functions of bus_policy are the closed list.
GRANT EXECUTE ON FUNCTION pg_stat_get_activity(integer) TO bus_policy;

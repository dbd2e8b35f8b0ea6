-- Only in clusters that `./bus` made: who factories, make_county and the bench write as. The portal refuses to
-- start where this role exists and the demo switch is off.

SELECT 'CREATE ROLE bus_loader' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bus_loader') \gexec
ALTER ROLE bus_loader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
GRANT pg_read_all_data, pg_write_all_data TO bus_loader WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;
GRANT bus_loader TO bus_migrate WITH ADMIN FALSE, INHERIT FALSE, SET TRUE;
-- make_county writes millions of rows and lets the keys be proved afterwards, a table at a time (demo/county/proving.py).
GRANT SET ON PARAMETER session_replication_role TO bus_loader;

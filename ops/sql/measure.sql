-- Only for tests and the bench: counts the statements that reach the server.

CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
GRANT pg_read_all_stats TO bus_loader WITH ADMIN FALSE, INHERIT TRUE, SET FALSE;

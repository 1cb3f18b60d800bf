-- Run once, by PostgreSQL's image, when its volume is empty: the roles and the database of docs/postgresql.md.
\set service_password `cat /run/credentials/database`
\set reader_password `cat /run/credentials/database-reader`

CREATE ROLE sfcrime LOGIN PASSWORD :'service_password';
ALTER ROLE sfcrime SET idle_in_transaction_session_timeout = '60s';
CREATE ROLE sfcrime_reader LOGIN PASSWORD :'reader_password';

CREATE DATABASE sfcrime OWNER sfcrime ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE sfcrime FROM PUBLIC;
GRANT CONNECT ON DATABASE sfcrime TO sfcrime_reader;
\connect sfcrime
ALTER DEFAULT PRIVILEGES FOR ROLE sfcrime IN SCHEMA public GRANT SELECT ON TABLES TO sfcrime_reader;

#!/usr/bin/env bash
# Runs once, when the database is made. Fulcrum's role owns its databases and is no superuser:
# row-level security binds nobody who is.
set -euo pipefail
password=$(cat "${POSTGRES_PASSWORD_FILE:?}")
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:?}" --dbname postgres -v password="$password" <<'SQL'
CREATE ROLE fulcrum LOGIN PASSWORD :'password';
CREATE DATABASE fulcrum OWNER fulcrum ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE fulcrum_vault OWNER fulcrum ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE fulcrum, fulcrum_vault FROM PUBLIC;
SQL

#!/bin/sh
# The two roles, the database and its extensions, on the first start of the database's container (compose.yaml).
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --quiet <<'SQL'
\getenv owner OWNER_PASSWORD
\getenv app APP_PASSWORD
CREATE ROLE provenance_owner LOGIN PASSWORD :'owner';
CREATE ROLE provenance_app LOGIN PASSWORD :'app';
CREATE DATABASE provenance OWNER provenance_owner;
\connect provenance
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION vector;
SQL

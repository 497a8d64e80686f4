#!/bin/bash
# Runs once, when the database's volume is new: the product's database and its three roles. What the roles may do with
# tables is in the migrations. A password that is missing stops it.
set -euo pipefail
: "${GRIDFARE_DB_OWNER_PASSWORD:?}" "${GRIDFARE_DB_APP_PASSWORD:?}" "${GRIDFARE_DB_JOBS_PASSWORD:?}"

# psql reads the passwords from the environment, so that they stand in no list of processes.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv owner_password GRIDFARE_DB_OWNER_PASSWORD
\getenv app_password GRIDFARE_DB_APP_PASSWORD
\getenv jobs_password GRIDFARE_DB_JOBS_PASSWORD
create role gridfare_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role gridfare_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'app_password';
create role gridfare_jobs login nosuperuser nocreatedb nocreaterole nobypassrls password :'jobs_password';
create database gridfare owner gridfare_owner;
revoke all on database gridfare from public;
grant connect on database gridfare to gridfare_app, gridfare_jobs;
SQL

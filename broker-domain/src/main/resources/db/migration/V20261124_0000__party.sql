-- Organisations, their members and their terms; and the pattern of every table of tenants.

grant usage on schema public to gridfare_app, gridfare_jobs;

-- Every table with rows of tenants is handed to this once, in the migration that creates it: the tenants' role
-- sees and writes the rows of the organisation in `app.org` only, none if nothing is set; the jobs' role and
-- migrations see all. Rights on the table are granted apart, as few as its use cases need.
create procedure protect_tenant_rows(tenant_table regclass, organisation_column text default 'organisation_uuid')
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('alter table %s force row level security', tenant_table);
    execute format(
        'create policy own_rows on %1$s to gridfare_app'
        ' using (%2$I = nullif(current_setting(''app.org'', true), '''')::uuid)',
        tenant_table, organisation_column);
    execute format('create policy all_rows on %s to gridfare_jobs using (true) with check (true)', tenant_table);
    execute format('create policy owner_rows on %s to %I using (true) with check (true)', tenant_table, current_user);
end
$$;

create table organisation (
    id_uuid          uuid    primary key,
    name             text    not null,
    country          text    not null check (country ~ '^[A-Z]{2}$'),
    billing_currency text    not null check (billing_currency ~ '^[A-Z]{3}$'),
    buyer            boolean not null,
    provider         boolean not null
);

create table membership (
    id                uuid primary key,
    person_uuid       uuid not null,
    organisation_uuid uuid not null references organisation,
    person_name       text not null,
    organisation_name text not null,
    role              text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'BILLING', 'VIEWER')),
    unique (person_uuid, organisation_uuid)
);

create table credit_line (
    organisation_uuid   uuid   primary key references organisation,
    terms               text   not null check (terms in ('INVOICED', 'PREPAID')),
    ceiling_minor_units bigint not null check (ceiling_minor_units >= 0),
    ceiling_currency    text   not null check (ceiling_currency ~ '^[A-Z]{3}$')
);

call protect_tenant_rows('organisation', 'id_uuid');
call protect_tenant_rows('membership');
call protect_tenant_rows('credit_line');

grant select on organisation, membership to gridfare_app;
-- `select … for update` wants the right to update; no column of it is ever written by tenants.
grant select, update on credit_line to gridfare_app;
grant select, insert, update, delete on organisation, membership, credit_line to gridfare_jobs;

-- What each accept was granted on: the proof that no limit was passed.
create table credit_grant (
    id uuid primary key,
    organisation_uuid uuid not null,
    granted_at timestamptz not null,
    owed_minor_units bigint not null,
    asked_minor_units bigint not null,
    ceiling_minor_units bigint not null,
    currency text not null
);
create index credit_grant_organisation on credit_grant (organisation_uuid, granted_at);
create trigger credit_grant_append_only before update or delete on credit_grant
    for each row execute function refuse_change();
call protect_tenant_rows('credit_grant');
grant select, insert on credit_grant to gridfare_app, gridfare_jobs;

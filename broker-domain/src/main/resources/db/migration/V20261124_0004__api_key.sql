-- API keys: how programs of an organisation prove themselves. The secret is not here, only its hash.

create table api_key (
    id_uuid           uuid        primary key,
    organisation_uuid uuid        not null references organisation,
    name              text        not null check (length(name) between 1 and 80),
    role              text        not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'BILLING', 'VIEWER')),
    secret_hash       bytea       not null check (length(secret_hash) = 32),
    created_by_uuid   uuid        not null,
    created_by_name   text        not null,
    created_at        timestamptz not null,
    last_used_at      timestamptz,
    revoked_at        timestamptz
);

create index api_key_of_organisation on api_key (organisation_uuid, id_uuid);

call protect_tenant_rows('api_key');

-- A key is made and revoked by its organisation, and never altered or deleted; the check of a token, which runs
-- before anyone is known, notes its last use.
grant select, insert, update (revoked_at) on api_key to gridfare_app;
grant select, update (last_used_at) on api_key to gridfare_jobs;

-- Pools, offers and claims. `claimed` is the only column that tenants write: by the one conditional update that
-- decides who gets what.

create table pool (
    id_uuid           uuid    primary key,
    provider_uuid     uuid    not null references provider,
    site_uuid         uuid    not null references site,
    region            text    not null,
    instance_type     text    not null,
    chip              text    not null,
    gpus_per_instance int     not null check (gpus_per_instance > 0),
    counted           boolean not null,
    free              int     not null check (free >= 0),
    claimed           int     not null default 0 check (claimed >= 0),
    told_claimed      int     not null default 0, -- as the book was last told
    unique (site_uuid, instance_type)
);
create index pool_region on pool (provider_uuid, region);

create table offer (
    id_uuid              uuid    primary key,
    pool_uuid            uuid    not null references pool,
    purchase_option      text    not null check (purchase_option in ('ON_DEMAND', 'SPOT', 'RESERVED')),
    on_sale              boolean not null,
    price_micros         bigint  check (price_micros > 0), -- null until the first price is known
    price_currency       text,
    usd_micros_per_gpu_hour bigint check (usd_micros_per_gpu_hour > 0),
    priced_at            timestamptz,
    valid_until          timestamptz,
    version              bigint  not null default 1,
    unique (pool_uuid, purchase_option)
);

create table claim (
    leg_uuid          uuid        primary key,
    organisation_uuid uuid        not null references organisation,
    pool_uuid         uuid        not null references pool,
    instances         int         not null check (instances > 0),
    taken_at          timestamptz not null,
    expires_at        timestamptz, -- wall time; null: for ever, while the provider's last answer is unknown
    confirmed_at      timestamptz  -- wall time at which the provider confirmed the leg's machines
);
create index claim_pool on claim (pool_uuid);
create index claim_expiry on claim (expires_at) where expires_at is not null;
call protect_tenant_rows('claim');

-- What the offer books of all nodes follow. Readers take rows in the order (xact, number), below the oldest running
-- transaction, so one that commits late is never passed over.
create table offer_change (
    number  bigint generated always as identity primary key,
    xact    xid8        not null default pg_current_xact_id(),
    at      timestamptz not null,
    pool    uuid,
    site    uuid,
    provider uuid,
    region  text
);
create index offer_change_order on offer_change (xact, number);
create index offer_change_age on offer_change (at);

grant select on pool, offer, offer_change to gridfare_app;
grant update (claimed) on pool to gridfare_app;
grant select, insert, update, delete on claim to gridfare_app;
grant select, insert, update, delete on pool, offer, claim, offer_change to gridfare_jobs;

-- Sellers' accounts, their sites and their health. What a market shows is for everyone; accounts are for jobs only.

create table provider (
    id_uuid           uuid             primary key,
    organisation_uuid uuid             not null references organisation,
    kind              text             not null,
    name              text             not null,
    state             text             not null check (state in
        ('DRAFT', 'VERIFYING', 'REVIEW', 'LIVE', 'SUSPENDED', 'DRAINING', 'RETIRED')),
    overhead_ms       double precision not null check (overhead_ms >= 0)
);

create table provider_account (
    provider_uuid uuid   primary key references provider,
    sandbox       text,  -- host and port of the sandbox; null: the vendor's own end points
    home_region   text,  -- where regions are listed at the vendor; null: the sandbox
    access_key    text   not null,
    sealed_secret text   not null,
    revision      bigint not null default 1,
    check ((sandbox is null) <> (home_region is null))
);

create table provider_health (
    provider_uuid      uuid primary key references provider,
    heard_at           timestamptz,
    failed_at          timestamptz,
    failures           int  not null default 0,
    failure            text,
    stock_gathered_at  timestamptz,
    prices_gathered_at timestamptz
);

create table site (
    id_uuid       uuid             primary key,
    provider_uuid uuid             not null references provider,
    code          text             not null,
    region        text             not null,
    place_name    text             not null,
    subdivision   text             not null,
    latitude      double precision not null check (latitude between -90 and 90),
    longitude     double precision not null check (longitude between -180 and 180),
    kind          text             not null check (kind in ('CORE', 'EDGE')),
    grid_zone     text             not null,
    pue           double precision not null check (pue >= 1),
    unique (provider_uuid, code)
);

-- When a region of a provider last told its stock: one row a region instead of one a pool, every minute.
create table region_sighting (
    provider_uuid uuid        not null references provider,
    region        text        not null,
    seen_at       timestamptz not null,
    primary key (provider_uuid, region)
);

-- What a provider lists and we do not know how to sell, with the reason: never a guess.
create table quarantine (
    provider_uuid uuid        not null references provider,
    list          text        not null check (list in ('STOCK', 'PRICES')),
    what          text        not null,
    reason        text        not null,
    since         timestamptz not null,
    primary key (provider_uuid, list, what)
);

grant select on provider, provider_health, site, region_sighting to gridfare_app;
grant select, insert, update, delete on
    provider, provider_account, provider_health, site, region_sighting, quarantine to gridfare_jobs;

-- Use, written once: windows of a leg never overlap, never grow, never go.
create table usage_record (
    id_uuid uuid primary key,
    organisation_uuid uuid not null,
    placement_uuid uuid not null references placement,
    leg_uuid uuid not null references leg,
    provider_uuid uuid not null,
    project text,
    tier text not null,
    chip text not null,
    gpus integer not null check (gpus > 0),
    rate_micros bigint not null,
    rate_currency text not null,
    provider_price_micros bigint not null,
    provider_price_currency text not null,
    instances integer not null check (instances > 0),
    from_at timestamptz not null,
    to_at timestamptz not null,
    gpu_seconds bigint not null check (gpu_seconds > 0),
    recorded_at timestamptz not null,
    unique (leg_uuid, from_at),
    check (from_at < to_at),
    check (date_trunc('second', from_at) = from_at and date_trunc('second', to_at) = to_at),
    check (gpu_seconds = gpus * extract(epoch from to_at - from_at))
);
create index usage_of_organisation on usage_record (organisation_uuid, from_at);
create index usage_of_placement on usage_record (placement_uuid, from_at);

alter table usage_record enable row level security;
alter table usage_record force row level security;
create policy usage_record_tenant on usage_record to gridfare_app
    using (organisation_uuid = nullif(current_setting('app.org', true), '')::uuid);
create policy usage_record_jobs on usage_record to gridfare_jobs using (true);
grant select on usage_record to gridfare_app;
grant select, insert on usage_record to gridfare_jobs;

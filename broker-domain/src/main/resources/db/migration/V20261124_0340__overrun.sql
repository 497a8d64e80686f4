-- What providers earned between an agreed end and the machine's real one: the buyer pays nothing for it.
create table provider_overrun (
    leg_uuid uuid primary key,
    organisation_uuid uuid not null, -- the provider's
    instance_seconds bigint not null check (instance_seconds > 0),
    payable_minor_units bigint not null,
    payable_currency text not null,
    subsidy_minor_units bigint not null,
    subsidy_currency text not null,
    booked_at timestamptz not null
);
create index provider_overrun_organisation on provider_overrun (organisation_uuid);
create trigger provider_overrun_append_only before update or delete on provider_overrun
    for each row execute function refuse_change();
call protect_tenant_rows('provider_overrun');
grant select, insert on provider_overrun to gridfare_jobs;

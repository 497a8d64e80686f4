-- How providers answer and what they did: calls by the minute, incidents, machines that one leg has.

create table provider_calls (
    provider_uuid uuid        not null references provider,
    minute        timestamptz not null,
    calls         int         not null,
    failures      int         not null,
    total_ms      bigint      not null,
    worst_ms      bigint      not null,
    primary key (provider_uuid, minute)
);

-- Until when nothing is asked of it, because it does not answer; null: it is asked.
alter table provider_health add column silent_until timestamptz;

create table provider_incident (
    id            uuid        primary key,
    provider_uuid uuid        not null references provider,
    kind          text        not null check (kind in ('SILENT', 'MACHINE_LOST', 'RECLAIMED', 'SOLD_TWICE',
        'BILL_DIFFERS', 'USE_BEYOND_LEASE', 'ORPHAN')),
    leg_uuid      uuid,
    at            timestamptz not null, -- wall time
    over_at       timestamptz,
    detail        text        not null
);
create index provider_incident_newest on provider_incident (provider_uuid, at desc);
-- One silence at a time.
create unique index provider_silence on provider_incident (provider_uuid) where kind = 'SILENT' and over_at is null;

-- A machine belongs to one leg: whoever sells it a second time is told apart here.
create table leased_machine (
    provider_uuid uuid not null references provider,
    machine       text not null,
    leg_uuid      uuid not null references leg,
    primary key (provider_uuid, machine)
);
create index leased_machine_of on leased_machine (leg_uuid);

grant select on provider_calls, provider_incident, quarantine to gridfare_app;
grant select, insert, update, delete on provider_calls, provider_incident to gridfare_jobs;
grant select, insert, delete on leased_machine to gridfare_app, gridfare_jobs;

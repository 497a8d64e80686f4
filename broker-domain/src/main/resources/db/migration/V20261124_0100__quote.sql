-- Quotes: immutable but for their state. The request and the market's answer are kept as they were.
create table quote (
    id_uuid uuid primary key,
    organisation_uuid uuid not null,
    asked_by_uuid uuid not null,
    asked_at timestamptz not null,
    valid_until timestamptz not null,
    state text not null check (state in ('OPEN', 'ACCEPTED', 'EXPIRED', 'WITHDRAWN')),
    request jsonb not null,
    decision jsonb not null
);
create index quote_of_organisation on quote (organisation_uuid, id_uuid desc);
create index quote_open on quote (valid_until) where state = 'OPEN';

alter table quote enable row level security;
alter table quote force row level security;
create policy quote_tenant on quote to gridfare_app
    using (organisation_uuid = nullif(current_setting('app.org', true), '')::uuid);
create policy quote_jobs on quote to gridfare_jobs using (true);
grant select, insert, update (state) on quote to gridfare_app, gridfare_jobs;

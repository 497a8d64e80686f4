-- How often each caller of the interface may ask, by wall time: entered by the operator. The newest row that is in
-- force counts; a caller's own row goes before the one for everybody (*).

create table call_limit (
    id         bigint generated always as identity primary key,
    caller     text        not null check (caller = '*' or caller ~ '^[a-z0-9_-]{1,80}$'),
    calls      text        not null check (calls in ('ALL', 'QUOTES')),
    per_second integer     not null check (per_second > 0),
    burst      integer     not null check (burst > 0),
    valid_from timestamptz not null,
    unique (caller, calls, valid_from)
);

comment on column call_limit.caller is 'everybody (*), a client of Keycloak, or an API key (key_…)';
comment on column call_limit.burst is 'how many at once after a pause';

insert into call_limit (caller, calls, per_second, burst, valid_from) values
    ('*',               'ALL',     20,  60, '2026-01-01T00:00Z'),
    ('*',               'QUOTES',   5,  15, '2026-01-01T00:00Z'),
    ('gridfare-replay', 'ALL',    200, 400, '2026-01-01T00:00Z'),
    ('gridfare-replay', 'QUOTES', 200, 400, '2026-01-01T00:00Z');

grant select on call_limit to gridfare_app;
grant select, insert on call_limit to gridfare_jobs;

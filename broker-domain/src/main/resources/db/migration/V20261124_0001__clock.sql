-- Business time: how far it is from wall time, and which nodes have taken that in.

create table business_clock (
    id            smallint primary key check (id = 1),
    offset_millis bigint   not null,
    frozen_at     timestamptz,
    revision      bigint   not null
);
insert into business_clock values (1, 0, null, 0);

create table clock_node (
    node     text        primary key,
    revision bigint      not null,
    seen_at  timestamptz not null
);

grant select on business_clock to gridfare_app;
grant select, update on business_clock to gridfare_jobs;
grant select, insert, update, delete on clock_node to gridfare_jobs;

-- Where organisations' programs want to be told, and what became of each notice there.

create table webhook_endpoint (
    id_uuid           uuid        primary key,
    organisation_uuid uuid        not null references organisation,
    url               text        not null,
    created_at        timestamptz not null,
    removed_at        timestamptz
);
create index webhook_endpoint_of on webhook_endpoint (organisation_uuid) where removed_at is null;

create table webhook_delivery (
    notice            uuid        not null references notice,
    endpoint_uuid     uuid        not null references webhook_endpoint,
    organisation_uuid uuid        not null references organisation,
    body              text        not null,
    attempts          int         not null default 0,
    due_at            timestamptz not null,
    delivered_at      timestamptz,
    parked_at         timestamptz,
    failure           text,
    primary key (notice, endpoint_uuid)
);
create index webhook_delivery_due on webhook_delivery (due_at) where delivered_at is null and parked_at is null;
create index webhook_delivery_of on webhook_delivery (endpoint_uuid, notice desc);

-- A notice that cannot be made into a message is set aside, so that those behind it go on.
alter table notice_outbox add column parked_at timestamptz;
alter table notice_outbox add column failure text;

call protect_tenant_rows('webhook_endpoint');
call protect_tenant_rows('webhook_delivery');
grant select, insert on webhook_endpoint to gridfare_app;
grant update (removed_at) on webhook_endpoint to gridfare_app;
grant select on webhook_delivery to gridfare_app;
grant select, insert, update, delete on webhook_endpoint, webhook_delivery to gridfare_jobs;

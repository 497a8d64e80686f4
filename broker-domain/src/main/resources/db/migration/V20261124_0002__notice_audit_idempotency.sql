-- What people are told, who did what, and which requests were answered already.

create table notice (
    id                uuid        primary key,
    organisation_uuid uuid        not null references organisation,
    kind              text        not null,
    subjects          jsonb       not null,
    arguments         jsonb       not null,
    told_at           timestamptz not null,
    read_at           timestamptz
);
create index notice_newest on notice (organisation_uuid, told_at desc, id desc);

-- One row a notice, until a courier has taken it to wherever the organisation wants it.
create table notice_outbox (
    notice            uuid        primary key references notice,
    organisation_uuid uuid        not null references organisation,
    due_at            timestamptz not null,
    attempts          int         not null default 0,
    delivered_at      timestamptz
);
create index notice_outbox_due on notice_outbox (due_at) where delivered_at is null;

call protect_tenant_rows('notice');
call protect_tenant_rows('notice_outbox');
grant select, insert on notice to gridfare_app;
grant update (read_at) on notice to gridfare_app;
grant insert on notice_outbox to gridfare_app;
grant select, insert, update, delete on notice, notice_outbox to gridfare_jobs;

-- Append only: nobody who runs the product may change or delete a row.
create table audit_entry (
    id                uuid        primary key,
    organisation_uuid uuid        references organisation,
    person_uuid       uuid,
    person_name       text        not null,
    action            text        not null,
    object            text,
    details           jsonb       not null,
    at                timestamptz not null,
    business_at       timestamptz not null
);
create index audit_entry_newest on audit_entry (organisation_uuid, at desc);

call protect_tenant_rows('audit_entry');
grant insert, select on audit_entry to gridfare_app, gridfare_jobs;

create table idempotency_key (
    organisation_uuid uuid        not null references organisation,
    key               text        not null,
    request_hash      text        not null,
    status            int         not null,
    location          text,
    body              text        not null,
    answered_at       timestamptz not null,
    primary key (organisation_uuid, key)
);
create index idempotency_key_age on idempotency_key (answered_at);

call protect_tenant_rows('idempotency_key');
grant select, insert on idempotency_key to gridfare_app;
grant select, delete on idempotency_key to gridfare_jobs;

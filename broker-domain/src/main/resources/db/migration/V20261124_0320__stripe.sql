-- What passed between Stripe and us. Ours alone: tenants see payments and payment methods.

create table stripe_customer (
    organisation_uuid uuid primary key,
    gateway_object text not null unique,
    created_at timestamptz not null
);

-- Every event for ever: Stripe may deliver one again after days.
create table stripe_event (
    id text primary key,
    type text not null,
    api_version text,
    object_id text,
    payload jsonb not null,
    received_at timestamptz not null,
    applied_at timestamptz,
    outcome text
);
create index stripe_event_waiting on stripe_event (received_at) where applied_at is null;

-- What Stripe kept and what it owes us for a payment: its balance transaction.
create table stripe_settlement (
    id text primary key,
    payment_uuid uuid not null unique references payment,
    gross_minor_units bigint not null,
    fee_minor_units bigint not null,
    currency text not null
);
create trigger stripe_settlement_append_only before update or delete on stripe_settlement
    for each row execute function refuse_change();

grant select, insert on stripe_customer, stripe_settlement to gridfare_jobs;
grant select, insert, update on stripe_event to gridfare_jobs;

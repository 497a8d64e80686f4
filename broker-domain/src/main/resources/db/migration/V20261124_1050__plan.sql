-- Plans, subscriptions, and what was charged for them.

-- A version is sold from its date on until a later one of the same plan is; subscriptions keep theirs.
create table plan_version (
    plan text not null,
    number integer not null check (number >= 1),
    valid_from timestamptz not null,
    price_micros bigint not null check (price_micros >= 0),
    price_currency text not null,
    highest_tier text not null
        check (highest_tier in ('BEST_EFFORT', 'STANDARD', 'GUARANTEED', 'REALTIME')),
    units integer not null check (units >= 1),
    included_unit_hours integer not null check (included_unit_hours >= 0),
    weight integer not null check (weight >= 1),
    rate_cap_micros bigint not null check (rate_cap_micros >= 0),
    trial_days integer not null check (trial_days >= 0),
    primary key (plan, number),
    unique (plan, valid_from)
);
insert into plan_version (plan, number, valid_from, price_micros, price_currency, highest_tier, units,
        included_unit_hours, weight, rate_cap_micros, trial_days) values
    ('bronze', 1, '2020-01-01T00:00:00Z', 500000000, 'USD', 'BEST_EFFORT', 4, 240, 1, 1050000, 14),
    ('silver', 1, '2020-01-01T00:00:00Z', 750000000, 'USD', 'STANDARD', 8, 400, 2, 1050000, 14),
    ('gold', 1, '2020-01-01T00:00:00Z', 1000000000, 'USD', 'GUARANTEED', 12, 560, 4, 1050000, 14);

create trigger plan_version_append_only before update or delete on plan_version
    for each row execute function refuse_change();

create table subscription (
    id_uuid uuid primary key,
    version integer not null,
    organisation_uuid uuid not null,
    plan text not null,
    plan_number integer not null,
    seats integer not null check (seats between 1 and 1000),
    state text not null check (state in ('TRIAL', 'ACTIVE', 'PAST_DUE', 'SUSPENDED', 'ENDED')),
    started_at timestamptz not null,
    anchor timestamptz not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    cancel_at timestamptz,
    ended_at timestamptz,
    foreign key (plan, plan_number) references plan_version (plan, number),
    check (period_start < period_end),
    check ((state = 'ENDED') = (ended_at is not null))
);
create unique index subscription_one_live on subscription (organisation_uuid) where state <> 'ENDED';
create index subscription_due on subscription (period_end) where state <> 'ENDED';

-- A change that was previewed, with the lines that it will be charged with: a start, another plan or
-- number of seats, or an end at once.
create table subscription_change (
    id_uuid uuid primary key,
    organisation_uuid uuid not null,
    subscription_uuid uuid not null,
    subscription_version integer,
    kind text not null check (kind in ('START', 'TRIAL', 'CHANGE', 'CANCEL')),
    plan text not null,
    plan_number integer not null,
    seats integer not null,
    at timestamptz not null,
    made_at timestamptz not null,
    made_by_uuid uuid not null,
    made_by_name text not null,
    state text not null
        check (state in ('PREVIEWED', 'REQUESTED', 'PAYING', 'DONE', 'DECLINED', 'STALE')),
    requested_at timestamptz,
    settled_at timestamptz,
    currency text not null,
    exchange_rate numeric not null check (exchange_rate > 0),
    exchange_version text not null,
    net_minor_units bigint not null,
    invoice_uuid uuid references invoice
);
create unique index subscription_change_one_live on subscription_change (organisation_uuid)
    where state in ('REQUESTED', 'PAYING');

-- Lines over plans: of a change as previewed, and of the invoice that charges them.
create table plan_line (
    id uuid primary key,
    organisation_uuid uuid not null,
    change_uuid uuid references subscription_change,
    invoice_uuid uuid references invoice,
    position integer not null,
    what text not null check (what in ('UNUSED', 'CHARGE')),
    plan text not null,
    seats integer not null,
    price_micros bigint not null,
    price_currency text not null,
    exchange_rate numeric not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    covered_from timestamptz not null,
    covered_to timestamptz not null,
    currency text not null,
    amount_minor_units bigint not null,
    tax_basis_points integer not null,
    tax_minor_units bigint not null,
    tax_reason text not null,
    check (num_nonnulls(change_uuid, invoice_uuid) = 1),
    check (covered_from < covered_to)
);
create unique index plan_line_of_change on plan_line (change_uuid, position) where change_uuid is not null;
create unique index plan_line_of_invoice on plan_line (invoice_uuid, position) where invoice_uuid is not null;
create trigger plan_line_append_only before update or delete on plan_line
    for each row execute function refuse_change();

-- What a subscription was charged in advance, and which plan it had while. One without an end is in force.
create table plan_charge (
    id uuid primary key,
    organisation_uuid uuid not null,
    subscription_uuid uuid not null references subscription,
    plan text not null,
    plan_number integer not null,
    seats integer not null,
    price_micros bigint not null,
    price_currency text not null,
    exchange_rate numeric not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    covered_from timestamptz not null,
    covered_to timestamptz not null,
    currency text not null,
    amount_minor_units bigint not null,
    credited_minor_units bigint not null default 0,
    used_to timestamptz,
    check (credited_minor_units between 0 and amount_minor_units)
);
create unique index plan_charge_one_open on plan_charge (subscription_uuid) where used_to is null;
create index plan_charge_of_organisation on plan_charge (organisation_uuid, period_start);

-- Credit on account that paid an invoice, or a part of it.
create table credit_use (
    invoice_uuid uuid primary key references invoice,
    organisation_uuid uuid not null,
    minor_units bigint not null check (minor_units > 0),
    used_at timestamptz not null,
    undone_at timestamptz
);

call protect_tenant_rows('subscription');
call protect_tenant_rows('subscription_change');
call protect_tenant_rows('plan_line');
call protect_tenant_rows('plan_charge');
call protect_tenant_rows('credit_use');

grant select, insert on plan_version to gridfare_jobs;
grant select on plan_version to gridfare_app;
grant select, insert, update on subscription, subscription_change, plan_charge, credit_use to gridfare_jobs;
grant select, insert on plan_line to gridfare_jobs, gridfare_app;
grant select, update (version, cancel_at) on subscription to gridfare_app;
grant select, insert, update (state, requested_at) on subscription_change to gridfare_app;
grant select on plan_charge, credit_use to gridfare_app;

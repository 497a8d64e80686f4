-- What organisations owe, and what was paid of it.

create table legal_entity (
    code text primary key,
    name text not null,
    last_number bigint not null default 0 check (last_number >= 0)
);
insert into legal_entity (code, name) values ('GF', 'Gridfare');

-- Tax on compute by the buyer's country; '*' is everywhere else. Demonstration values.
create table tax_rule (
    country text not null,
    valid_from date not null,
    basis_points integer not null check (basis_points between 0 and 10000),
    reason text not null,
    primary key (country, valid_from)
);
insert into tax_rule (country, valid_from, basis_points, reason) values
    ('CN', date '2020-01-01', 600, 'tax.reason.vat-cn'),
    ('*', date '2020-01-01', 0, 'tax.reason.outside-cn');

-- The least amount Stripe collects (docs.stripe.com/currencies); below it an amount is carried to the next
-- invoice. CNY has none of its own there: 0.50 USD exchanged, rounded up.
create table payment_minimum (
    currency text primary key,
    minor_units bigint not null check (minor_units > 0)
);
insert into payment_minimum (currency, minor_units) values
    ('USD', 50), ('EUR', 50), ('SGD', 50), ('HKD', 400), ('JPY', 50), ('CNY', 400);

create table use_period (
    id uuid primary key,
    version integer not null,
    organisation_uuid uuid not null,
    starts_at timestamptz not null,
    month_ends_at timestamptz not null,
    ends_at timestamptz,
    final_at timestamptz,
    invoiced_at timestamptz,
    unique (organisation_uuid, starts_at),
    check (ends_at > starts_at and ends_at <= month_ends_at),
    check ((ends_at is null) = (final_at is null)),
    check (final_at >= ends_at),
    check (invoiced_at is null or ends_at is not null)
);
create unique index use_period_one_open on use_period (organisation_uuid) where ends_at is null;
create index use_period_due on use_period (month_ends_at) where ends_at is null;
create index use_period_draft on use_period (final_at) where invoiced_at is null;

create table invoice (
    id_uuid uuid primary key,
    version integer not null,
    organisation_uuid uuid not null,
    kind text not null,
    currency text not null,
    period_start timestamptz not null,
    period_end timestamptz not null,
    sequence integer not null,
    state text not null check (state in ('DRAFT', 'OPEN', 'PAID', 'VOID', 'UNCOLLECTIBLE')),
    number text unique,
    subtotal_minor_units bigint not null,
    tax_minor_units bigint not null,
    total_minor_units bigint not null,
    paid_minor_units bigint not null,
    carried boolean not null,
    issued_at timestamptz,
    due_at timestamptz,
    paid_at timestamptz,
    unique (organisation_uuid, currency, kind, period_start, sequence),
    check (period_start < period_end),
    check (total_minor_units = subtotal_minor_units + tax_minor_units),
    check (paid_minor_units between 0 and total_minor_units),
    check ((state = 'DRAFT') = (number is null)),
    check ((state = 'PAID') = (paid_at is not null))
);
create index invoice_open on invoice (organisation_uuid, currency) where state = 'OPEN';
create index invoice_due on invoice (due_at) where state = 'OPEN';

create table invoice_line (
    id uuid primary key,
    invoice_uuid uuid not null references invoice,
    organisation_uuid uuid not null,
    position integer not null,
    what text not null check (what in ('USAGE', 'ADJUSTMENT')),
    project text,
    tier text not null,
    chip text not null,
    rate_micros bigint not null,
    rate_currency text not null,
    gpu_seconds bigint not null check (gpu_seconds > 0),
    amount_minor_units bigint not null,
    tax_basis_points integer not null,
    tax_minor_units bigint not null,
    tax_reason text not null,
    used_from timestamptz not null,
    used_to timestamptz not null,
    unique (invoice_uuid, position)
);

-- Which usage windows are on which line: the primary key lets none be charged twice.
create table invoiced_usage (
    usage_uuid uuid primary key,
    line_id uuid not null references invoice_line,
    organisation_uuid uuid not null
);
create index invoiced_usage_line on invoiced_usage (line_id);

-- What providers earned by the use on an invoice line, at the price that was frozen at the hold.
create table provider_accrual (
    line_id uuid not null references invoice_line,
    position integer not null,
    organisation_uuid uuid not null, -- the provider's
    instance_price_micros bigint not null,
    instance_price_currency text not null,
    gpus_per_instance integer not null,
    gpu_seconds bigint not null,
    payable_minor_units bigint not null,
    cost_minor_units bigint not null,
    subsidy_minor_units bigint not null,
    cost_currency text not null,
    primary key (line_id, position)
);
create index provider_accrual_organisation on provider_accrual (organisation_uuid);

-- An issued invoice never changes but by what is paid.
create function keep_issued_invoice() returns trigger language plpgsql as $$
declare
    payment_columns text[] := array['version', 'state', 'paid_minor_units', 'paid_at'];
begin
    if old.state = 'DRAFT' then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'DELETE' or to_jsonb(old) - payment_columns <> to_jsonb(new) - payment_columns
            or new.state = 'DRAFT' then
        raise exception 'invoice % is issued: % refused', old.number, tg_op
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger invoice_keep before update or delete on invoice
    for each row execute function keep_issued_invoice();

create function keep_issued_line() returns trigger language plpgsql as $$
declare
    owner_invoice uuid := case tg_op when 'DELETE' then old.invoice_uuid else new.invoice_uuid end;
begin
    if tg_op = 'UPDATE' or exists (
            select 1 from invoice i where i.id_uuid = owner_invoice and i.state <> 'DRAFT') then
        raise exception 'a line of invoice %: % refused', owner_invoice, tg_op
            using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger invoice_line_keep before insert or update or delete on invoice_line
    for each row execute function keep_issued_line();

create function keep_beneath_issued_line() returns trigger language plpgsql as $$
declare
    owner_line uuid := case tg_op when 'DELETE' then old.line_id else new.line_id end;
begin
    if tg_op = 'UPDATE' or exists (
            select 1 from invoice_line l join invoice i on i.id_uuid = l.invoice_uuid
            where l.id = owner_line and i.state <> 'DRAFT') then
        raise exception 'beneath line %: % refused', owner_line, tg_op
            using errcode = 'restrict_violation';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger invoiced_usage_keep before insert or update or delete on invoiced_usage
    for each row execute function keep_beneath_issued_line();
create trigger provider_accrual_keep before insert or update or delete on provider_accrual
    for each row execute function keep_beneath_issued_line();

create table payment_method (
    id_uuid uuid primary key,
    version integer not null,
    organisation_uuid uuid not null,
    token text not null,
    state text not null check (state in ('ADDING', 'ACTIVE', 'REFUSED')),
    gateway_object text unique,
    brand text,
    last_digits text,
    refusal text,
    added_at timestamptz not null
);
create index payment_method_organisation on payment_method (organisation_uuid, added_at);

create table payment (
    id_uuid uuid primary key,
    version integer not null,
    organisation_uuid uuid not null,
    invoice_uuid uuid not null references invoice,
    attempt integer not null check (attempt >= 1),
    minor_units bigint not null check (minor_units > 0),
    currency text not null,
    state text not null
        check (state in ('INTENDED', 'UNKNOWN', 'REQUIRES_ACTION', 'SUCCEEDED', 'DECLINED')),
    idempotency_key text not null unique,
    method_uuid uuid not null references payment_method,
    created_at timestamptz not null,
    first_asked_at timestamptz,
    first_asked_wall timestamptz,
    next_ask_wall timestamptz,
    asked integer not null,
    gateway_object text unique,
    failure_code text,
    settled_at timestamptz,
    unique (invoice_uuid, attempt)
);
create unique index payment_one_live on payment (invoice_uuid)
    where state in ('INTENDED', 'UNKNOWN', 'REQUIRES_ACTION');
create index payment_to_ask on payment (next_ask_wall)
    where state in ('INTENDED', 'UNKNOWN', 'REQUIRES_ACTION');

-- How much of which invoice a payment paid: with its own also those carried to it.
create table payment_allocation (
    payment_uuid uuid not null references payment,
    invoice_uuid uuid not null references invoice,
    organisation_uuid uuid not null,
    minor_units bigint not null check (minor_units > 0),
    primary key (payment_uuid, invoice_uuid)
);
create index payment_allocation_invoice on payment_allocation (invoice_uuid);

create trigger payment_allocation_append_only before update or delete on payment_allocation
    for each row execute function refuse_change();

call protect_tenant_rows('use_period');
call protect_tenant_rows('invoice');
call protect_tenant_rows('invoice_line');
call protect_tenant_rows('invoiced_usage');
call protect_tenant_rows('provider_accrual');
call protect_tenant_rows('payment_method');
call protect_tenant_rows('payment');
call protect_tenant_rows('payment_allocation');

grant select, update on legal_entity to gridfare_jobs;
grant select on tax_rule, payment_minimum to gridfare_jobs, gridfare_app;
grant select, insert, update on use_period, payment_method, payment to gridfare_jobs;
grant select, insert, update, delete on invoice to gridfare_jobs;
grant select, insert, delete on invoice_line, invoiced_usage, provider_accrual to gridfare_jobs;
grant select, insert on payment_allocation to gridfare_jobs;
grant select on use_period, invoice, invoice_line, invoiced_usage, payment_allocation
    to gridfare_app;
grant select, insert on payment_method, payment to gridfare_app;

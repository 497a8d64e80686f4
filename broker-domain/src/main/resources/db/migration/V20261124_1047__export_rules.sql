-- Export rules as dated data: a chip class (by maker, model and figures), the buyer's country, the end use. What asks
-- for a review by people is refused until the operator has cleared it. Examples, not legal advice.
create table export_rule (
    id text not null,
    part smallint not null default 1,  -- a rule of several alternatives has several rows
    name text not null,
    effect text not null check (effect in ('ALLOW', 'REVIEW', 'DENY')),
    vendors text[],                    -- of the chip; null: any
    chips text[],                      -- null: any
    tpp_from double precision,         -- total processing performance: dense TFLOPS x bit length
    tpp_below double precision,
    density_from double precision,     -- that a mm2 of die
    density_below double precision,
    bandwidth_from double precision,   -- memory, GB/s
    bandwidth_below double precision,
    buyer_countries text[],            -- ISO 3166-1; null: any
    end_uses text[],                   -- null: any
    valid_from date not null,
    valid_to date,                     -- the first day on which it holds no more
    status text not null,
    owner text not null,
    source text not null,
    primary key (id, part, valid_from)
);
grant select on export_rule to gridfare_app;
grant select, insert, update on export_rule to gridfare_jobs;

-- What the operator has reviewed: for one organisation, or for every buyer that the rule concerns.
create table export_clearance (
    id uuid primary key default gen_random_uuid(),
    rule text not null,
    organisation_uuid uuid references organisation,
    valid_from date not null,
    valid_to date,
    owner text not null,
    reason text not null
);
alter table export_clearance enable row level security;
alter table export_clearance force row level security;
create policy own_rows on export_clearance to gridfare_app
    using (organisation_uuid is null or organisation_uuid = nullif(current_setting('app.org', true), '')::uuid);
create policy all_rows on export_clearance to gridfare_jobs using (true) with check (true);
do $$ begin
    execute format('create policy owner_rows on export_clearance to %I using (true) with check (true)', current_user);
end $$;
grant select on export_clearance to gridfare_app;
grant select, insert, update on export_clearance to gridfare_jobs;

-- Who may not buy at all: by name, or a whole country.
create table sanction (
    id text not null,
    organisation_name text,
    country text,
    valid_from date not null,
    valid_to date,
    owner text not null,
    source text not null,
    primary key (id, valid_from),
    check ((organisation_name is null) <> (country is null))
);
grant select on sanction to gridfare_app;
grant select, insert, update on sanction to gridfare_jobs;

insert into export_rule (id, part, name, effect, vendors, chips, tpp_from, tpp_below, density_from, density_below,
    bandwidth_from, bandwidth_below, buyer_countries, end_uses, valid_from, valid_to, status, owner, source)
select id, part, name, effect, vendors, chips, tpp_from, tpp_below, density_from, density_below, bandwidth_from,
    bandwidth_below, countries, end_uses, valid_from, valid_to, status, 'operator (demo)', source
from (select array['NVIDIA', 'AMD', 'Intel', 'Google', 'AWS'] as us, array['CN', 'HK', 'MO'] as china) as sets,
lateral (values
    ('exp-002', 1, 'US 3A090.a', 'REVIEW', us, null::text[], 4800.0, null::float8, null::float8, null::float8,
     null::float8, null::float8, china, null::text[], date '2023-11-17', date '2026-01-15', 'modelled on law',
     '88 FR 73458, 25 October 2023, FR Doc 2023-23055'),
    ('exp-002', 2, 'US 3A090.a', 'REVIEW', us, null, 1600, null, 5.92, null, null, null, china, null,
     date '2023-11-17', date '2026-01-15', 'modelled on law', '88 FR 73458, 25 October 2023, FR Doc 2023-23055'),
    ('exp-003', 1, 'US 3A090.b (notified exception)', 'REVIEW', us, null, 2400, 4800, 1.6, 5.92, null, null, china,
     null, date '2023-11-17', null::date, 'modelled on law', '88 FR 73458, 25 October 2023, FR Doc 2023-23055'),
    ('exp-003', 2, 'US 3A090.b (notified exception)', 'REVIEW', us, null, 1600, null, 3.2, 5.92, null, null, china,
     null, date '2023-11-17', null, 'modelled on law', '88 FR 73458, 25 October 2023, FR Doc 2023-23055'),
    ('exp-006', 1, 'H20 licence letter', 'REVIEW', us, array['h20'], null, null, null, null, null, null, china, null,
     date '2025-04-09', null, 'modelled on company filing', 'NVIDIA filing of April 2025'),
    ('exp-006', 2, 'H20 licence letter', 'REVIEW', us, null, null, null, null, null, 4000, null, china, null,
     date '2025-04-09', null, 'modelled on company filing', 'NVIDIA filing of April 2025'),
    ('exp-008', 1, 'US case by case lane 2026', 'REVIEW', us, null, 4800, 21000, null, null, null, 6500, china, null,
     date '2026-01-15', null, 'modelled on law', '91 FR 1684, FR Doc 2026-00789, effective 2026-01-15'),
    ('exp-008', 2, 'US case by case lane 2026', 'REVIEW', us, null, 1600, 21000, 5.92, null, null, 6500, china, null,
     date '2026-01-15', null, 'modelled on law', '91 FR 1684, FR Doc 2026-00789, effective 2026-01-15'),
    ('exp-009', 1, 'US 3A090.a above the lane', 'REVIEW', us, null, 21000, null, null, null, null, null, china, null,
     date '2026-01-15', null, 'modelled on law', '91 FR 1684'),
    ('exp-009', 2, 'US 3A090.a above the lane', 'REVIEW', us, null, null, null, null, null, 6500, null, china, null,
     date '2026-01-15', null, 'modelled on law', '91 FR 1684'),
    ('exp-010', 1, 'use of advanced Chinese chips may breach US rules', 'REVIEW', null,
     array['ascend-910b', 'ascend-910b2', 'ascend-910b3', 'ascend-910b4', 'ascend-910c'], null, null, null, null, null,
     null, array['US'], null, date '2025-05-13', null, 'modelled on guidance', 'BIS guidance of 2025-05-13'),
    ('exp-013', 1, 'demo: small chips always open', 'ALLOW', null, null, null, 1600, null, null, null, null, null,
     array['CIVIL'], date '2024-01-01', null, 'synthetic', 'none: demonstration rule'),
    ('exp-013', 2, 'demo: small chips always open', 'ALLOW', null, null, null, 2400, null, 3.2, null, null, null,
     array['CIVIL'], date '2024-01-01', null, 'synthetic', 'none: demonstration rule'),
    ('exp-014', 1, 'demo: military end use', 'DENY', null, null, null, null, null, null, null, null, null,
     array['MILITARY'], date '2024-01-01', null, 'synthetic', 'none: demonstration rule'))
    as rules (id, part, name, effect, vendors, chips, tpp_from, tpp_below, density_from, density_below,
        bandwidth_from, bandwidth_below, countries, end_uses, valid_from, valid_to, status, source);

-- Phase 1 ends with 2026 as the fact table dates it. Phase 2 opens the market to more buyers from an origin that stays
-- the mainland, so its own buyers go on: the successor has the same id, as phases add up until phase 3 is open to all.
update policy_rule set valid_to = date '2027-01-01' where id = 'mar-001' and valid_from = date '2025-01-01';
insert into policy_rule values
    ('mar-001', 'MARKET_OPENING', 'phase 1, domestic, goes on within phase 2', null, array['CN'], null,
     date '2027-01-01', null, 'synthetic dates, order from a claim', 'operator (demo)',
     'successor of mar-001: phase 2 (mar-002, mar-003) keeps CN-mainland as its origin and adds to it'),
    ('mar-003', 'MARKET_OPENING', 'phase 2, regional: Africa', null,
     array['DZ', 'AO', 'BJ', 'BW', 'BF', 'BI', 'CV', 'CM', 'CF', 'TD', 'KM', 'CG', 'CD', 'CI', 'DJ', 'EG', 'GQ', 'ER',
         'SZ', 'ET', 'GA', 'GM', 'GH', 'GN', 'GW', 'KE', 'LS', 'LR', 'LY', 'MG', 'MW', 'ML', 'MR', 'MU', 'MA', 'MZ',
         'NA', 'NE', 'NG', 'RW', 'EH', 'ST', 'SN', 'SC', 'SL', 'SO', 'ZA', 'SS', 'SD', 'TZ', 'TG', 'TN', 'UG', 'ZM',
         'ZW'], null, date '2027-01-01', null, 'synthetic dates, order from a claim', 'operator (demo)',
     'domestic for the first two years, then regional, then global');

-- What a buyer has agreed with a provider, or with us about one: a share of the provider's own price.
create table contract_rebate (
    organisation_uuid uuid not null references organisation,
    provider_uuid uuid not null references provider,
    basis_points integer not null check (basis_points between 0 and 10000),
    valid_from date not null,
    valid_to date, -- the first day on which it holds no more
    owner text not null,
    source text not null,
    primary key (organisation_uuid, provider_uuid, valid_from)
);
call protect_tenant_rows('contract_rebate');
grant select on contract_rebate to gridfare_app;
grant select, insert, update on contract_rebate to gridfare_jobs;

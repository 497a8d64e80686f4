-- Rules as dated data: where data of a class may go, and which buyers the market is open to. Seeded with those rules
-- of the demonstration's facts that can be applied without knowing more of a buyer than its country and the class of
-- its data. What asks for a review by people (export, security assessments) is no rule that a program can apply.
-- Examples, not legal advice.
create table policy_rule (
    id text not null,
    kind text not null check (kind in ('RESIDENCY', 'MARKET_OPENING')),
    name text not null,
    data_class text check (data_class in ('PUBLIC', 'PERSONAL', 'MEDICAL', 'FINANCIAL')),
    buyer_countries text[], -- ISO 3166-1; null: any
    allowed_places text[],  -- ISO 3166; null: any
    valid_from date not null,
    valid_to date,          -- the first day on which it holds no more
    status text not null,
    owner text not null,
    source text not null,
    primary key (id, valid_from),
    check ((kind = 'RESIDENCY') = (data_class is not null))
);
grant select on policy_rule to gridfare_app;
grant select, insert, update on policy_rule to gridfare_jobs;

-- The mainland's subdivisions: data regimes of CN-TW, CN-HK and CN-MO are others (res-015).
with mainland as (
    select array['CN-BJ', 'CN-TJ', 'CN-HE', 'CN-SX', 'CN-NM', 'CN-LN', 'CN-JL', 'CN-HL', 'CN-SH', 'CN-JS', 'CN-ZJ',
        'CN-AH', 'CN-FJ', 'CN-JX', 'CN-SD', 'CN-HA', 'CN-HB', 'CN-HN', 'CN-GD', 'CN-GX', 'CN-HI', 'CN-CQ', 'CN-SC',
        'CN-GZ', 'CN-YN', 'CN-XZ', 'CN-SN', 'CN-GS', 'CN-QH', 'CN-NX', 'CN-XJ'] as places)
insert into policy_rule
select id, kind, name, data_class, countries, case when on_mainland then places end, valid_from, null, status,
    'operator (demo)', source
from mainland, (values
    ('res-001', 'RESIDENCY', 'public data, anywhere', 'PUBLIC', null::text[], false, date '2024-01-01', 'synthetic',
     'none: product default'),
    ('res-006', 'RESIDENCY', 'personal data, mainland default', 'PERSONAL', array['CN'], true, date '2021-11-01',
     'modelled on law', 'Personal Information Protection Law of the PRC, in force 2021-11-01, articles 38 to 40'),
    ('res-010', 'RESIDENCY', 'health data stays on mainland servers', 'MEDICAL', array['CN'], true, date '2018-07-12',
     'modelled on law', 'National health and medical big data measures (trial), notice 2018 no. 23'),
    ('res-013', 'RESIDENCY', 'personal financial data processed on the mainland', 'FINANCIAL', array['CN'], true,
     date '2011-05-01', 'modelled on law', 'PBOC notice 2011 no. 17'),
    ('mar-001', 'MARKET_OPENING', 'phase 1, domestic', null, array['CN'], false, date '2025-01-01',
     'synthetic dates, order from a claim', 'domestic for the first two years, then regional, then global'),
    ('mar-002', 'MARKET_OPENING', 'phase 2, regional: Southeast Asia', null,
     array['BN', 'ID', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'TL', 'VN'], false, date '2027-01-01',
     'synthetic dates, order from a claim', 'domestic for the first two years, then regional, then global'),
    ('mar-004', 'MARKET_OPENING', 'phase 3, global', null, null::text[], false, date '2029-01-01',
     'synthetic dates, order from a claim', 'domestic for the first two years, then regional, then global'))
    as rules (id, kind, name, data_class, countries, on_mainland, valid_from, status, source);

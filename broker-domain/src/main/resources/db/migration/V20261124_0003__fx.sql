-- Dated reference rates between currencies: entered by the operator. The first ones are synthetic.

create table reference_rate (
    id            bigint generated always as identity primary key,
    from_currency text           not null check (from_currency ~ '^[A-Z]{3}$'),
    to_currency   text           not null check (to_currency ~ '^[A-Z]{3}$' and to_currency <> from_currency),
    rate          numeric(20, 10) not null check (rate > 0),
    valid_from    date           not null,
    version       text           not null,
    source        text           not null,
    unique (from_currency, to_currency, valid_from)
);

insert into reference_rate (from_currency, to_currency, rate, valid_from, version, source) values
    ('CNY', 'USD', 0.14,         '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration'),
    ('USD', 'CNY', 7.1428571429, '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration'),
    ('EUR', 'USD', 1.1,          '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration'),
    ('USD', 'EUR', 0.9090909091, '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration'),
    ('EUR', 'CNY', 7.8571428571, '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration'),
    ('CNY', 'EUR', 0.1272727273, '2026-01-01', '2026-01-01/synthetic', 'synthetic, for the demonstration');

grant select on reference_rate to gridfare_app;
grant select, insert on reference_rate to gridfare_jobs;

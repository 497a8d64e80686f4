-- The demonstration's organisations and the people of its Keycloak realm.

insert into organisation (id_uuid, name, country, billing_currency, buyer, provider) values
    ('0199d000-0000-7000-8000-000000000b01', 'Linghe Vision',        'CN', 'USD', true,  false),
    ('0199d000-0000-7000-8000-000000000b02', 'Other Lab',            'CN', 'USD', true,  false),
    ('0199d000-0000-7000-8000-000000000e01', 'Openb Replay',         'CN', 'USD', true,  false),
    ('0199d000-0000-7000-8000-000000000c01', 'Elastic Compute Grid', 'CN', 'CNY', false, true);

insert into membership (id, person_uuid, person_name, organisation_uuid, organisation_name, role) values
    ('0199d000-0000-7000-8000-0000000b0101', '0199d000-0000-7000-8000-0000000000b1', 'Lin Mei',
     '0199d000-0000-7000-8000-000000000b01', 'Linghe Vision', 'OWNER'),
    ('0199d000-0000-7000-8000-0000000b0201', '0199d000-0000-7000-8000-0000000000b2', 'Other Lab',
     '0199d000-0000-7000-8000-000000000b02', 'Other Lab', 'OWNER'),
    ('0199d000-0000-7000-8000-0000000e0101', '0199d000-0000-7000-8000-0000000000e1', 'Openb Replay',
     '0199d000-0000-7000-8000-000000000e01', 'Openb Replay', 'OWNER'),
    ('0199d000-0000-7000-8000-0000000c0101', '0199d000-0000-7000-8000-0000000000c1', 'Elastic Compute Grid',
     '0199d000-0000-7000-8000-000000000c01', 'Elastic Compute Grid', 'OWNER');

insert into credit_line (organisation_uuid, terms, ceiling_minor_units, ceiling_currency) values
    ('0199d000-0000-7000-8000-000000000b01', 'INVOICED',   5000000, 'USD'),
    ('0199d000-0000-7000-8000-000000000b02', 'INVOICED',   5000000, 'USD'),
    ('0199d000-0000-7000-8000-000000000e01', 'INVOICED', 100000000, 'USD');

-- Two more sellers, each with an organisation of its own. Their accounts at the sandbox are made at start.

insert into organisation (id_uuid, name, country, billing_currency, buyer, provider) values
    ('0199d000-0000-7000-8000-000000000c02', 'Western Ascend Cloud', 'CN', 'CNY', false, true),
    ('0199d000-0000-7000-8000-000000000c03', 'City Edge Cloud',      'CN', 'CNY', false, true);

insert into provider (id_uuid, organisation_uuid, kind, name, state, overhead_ms) values
    ('0199d000-0000-7000-8000-00000000c021', '0199d000-0000-7000-8000-000000000c02',
     'HUAWEI', 'Western Ascend Cloud', 'LIVE', 25),
    ('0199d000-0000-7000-8000-00000000c031', '0199d000-0000-7000-8000-000000000c03',
     'TENCENT', 'City Edge Cloud', 'LIVE', 3);

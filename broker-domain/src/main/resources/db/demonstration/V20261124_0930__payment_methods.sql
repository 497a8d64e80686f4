-- The demonstration's buyers pay with Stripe's test card. It is confirmed with the sandbox before the first payment.
insert into payment_method (id_uuid, version, organisation_uuid, token, state, added_at) values
    ('0199d000-0000-7000-8000-0000000b0131', 0, '0199d000-0000-7000-8000-000000000b01', 'pm_card_visa', 'ADDING',
     '2026-11-24T00:00:00Z'),
    ('0199d000-0000-7000-8000-0000000e0131', 0, '0199d000-0000-7000-8000-000000000e01', 'pm_card_visa', 'ADDING',
     '2026-11-24T00:00:00Z');

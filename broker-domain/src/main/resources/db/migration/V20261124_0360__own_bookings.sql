-- When an organisation's own accounts were booked. A transfer may tell of several organisations, so tenants have no
-- right on it; this shows them the day of their own entries and nothing else of it.
create view own_ledger_entry with (security_barrier) as
    select e.organisation_uuid, e.account, e.minor_units, e.currency, t.booked_at
    from ledger_entry e join transfer t on t.id_uuid = e.transfer_uuid
    where e.organisation_uuid = nullif(current_setting('app.org', true), '')::uuid;

grant select on own_ledger_entry to gridfare_app;

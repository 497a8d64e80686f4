-- The books: balanced transfers, added and never changed.

create table transfer (
    id_uuid uuid primary key,
    business_key text not null unique,
    reason text not null,
    booked_at timestamptz not null,
    entries integer not null check (entries >= 2),
    reverses_key text references transfer (business_key),
    check (reverses_key is null or business_key = 'reversal/' || reverses_key)
);

create index transfer_booked on transfer (booked_at);

create table ledger_entry (
    transfer_uuid uuid not null references transfer,
    position integer not null,
    account text not null,
    organisation_uuid uuid,
    minor_units bigint not null check (minor_units <> 0),
    currency text not null,
    primary key (transfer_uuid, position)
);
create index ledger_entry_account on ledger_entry (account, currency) include (minor_units);
create index ledger_entry_organisation on ledger_entry (organisation_uuid, currency);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end $$;

create trigger transfer_append_only before update or delete on transfer
    for each row execute function refuse_change();
create trigger transfer_no_truncate before truncate on transfer
    for each statement execute function refuse_change();
create trigger ledger_entry_append_only before update or delete on ledger_entry
    for each row execute function refuse_change();
create trigger ledger_entry_no_truncate before truncate on ledger_entry
    for each statement execute function refuse_change();

-- Checked at the end of the transaction: as many entries as the transfer says, and zero in each
-- currency. An entry added to an older transfer fails by the count.
create function require_balance() returns trigger language plpgsql as $$
declare
    checked uuid := case tg_table_name
        when 'transfer' then (to_jsonb(new) ->> 'id_uuid')::uuid
        else (to_jsonb(new) ->> 'transfer_uuid')::uuid end;
    expected integer;
    found integer;
    unbalanced text;
begin
    select t.entries into expected from transfer t where t.id_uuid = checked;
    select count(*) into found from ledger_entry e where e.transfer_uuid = checked;
    if found <> expected then
        raise exception 'transfer % has % entries, not %', checked, found, expected
            using errcode = 'check_violation';
    end if;
    select string_agg(sums.total || ' ' || sums.currency, ', ') into unbalanced
    from (select e.currency, sum(e.minor_units) as total from ledger_entry e
          where e.transfer_uuid = checked group by e.currency
          having sum(e.minor_units) <> 0) sums;
    if unbalanced is not null then
        raise exception 'transfer % sums to %, not 0', checked, unbalanced
            using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger transfer_balance after insert on transfer
    deferrable initially deferred for each row execute function require_balance();
create constraint trigger ledger_entry_balance after insert on ledger_entry
    deferrable initially deferred for each row execute function require_balance();

-- A tenant sees the entries on its own accounts, and writes none. A transfer may tell of several
-- organisations, so its own row is shown to none of them.
call protect_tenant_rows('ledger_entry');
grant select, insert on transfer, ledger_entry to gridfare_jobs;
grant select on ledger_entry to gridfare_app;

-- What else a vendor wants to know of an account, by the names of its adapter; nothing secret.

alter table provider_account
    add column settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object');

-- What an operator's command was answered, so that one that is sent again is not done again. No tenant's.
create table operator_command (
    person_uuid  uuid        not null,
    key          text        not null,
    request_hash text        not null,
    status       int         not null,
    location     text,
    body         text        not null,
    answered_at  timestamptz not null,
    primary key (person_uuid, key)
);
create index operator_command_age on operator_command (answered_at);

grant select, insert, delete on operator_command to gridfare_jobs;

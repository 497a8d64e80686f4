-- The demonstration's sellers. Their accounts at the sandbox are made at start, where the master key is known.

insert into provider (id_uuid, organisation_uuid, kind, name, state, overhead_ms) values
    ('0199d000-0000-7000-8000-00000000a11b', '0199d000-0000-7000-8000-000000000c01',
     'ALIBABA', 'Elastic Compute Grid', 'LIVE', 15);

-- The demonstration's chips stand in the mainland already; its operator has reviewed their lease to buyers there.
insert into export_clearance (rule, valid_from, owner, reason)
select rule, date '2024-01-01', 'operator (demo)', 'demonstration: chips installed already, civil use declared'
from unnest(array['exp-002', 'exp-003', 'exp-006', 'exp-008', 'exp-009']) as rule;

insert into sanction (id, organisation_name, valid_from, owner, source) values
    ('san-001', 'Embargoed Works (demo)', date '2024-01-01', 'operator (demo)', 'none: demonstration row');

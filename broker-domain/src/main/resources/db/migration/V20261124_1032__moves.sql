-- A leg whose machines will be taken, by its provider or for a start of a stricter tier: when, as the buyer was told.
alter table placement drop column move_at, drop column move_reason;
alter table leg add column move_at timestamptz;
alter table leg add column move_reason text;
create index leg_moves on leg (move_at) where move_at is not null and state = 'RUNNING';

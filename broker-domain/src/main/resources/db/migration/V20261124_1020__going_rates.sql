-- An extension is at the then going rate: from its first second on, legs run at a rate of their own. A list of
-- {valid_from, rate_micros, rate_currency, rate_parts, provider_price_micros, provider_price_currency}, by time.
alter table leg add column later_rates jsonb not null default '[]';

-- While a placement that has run waits again: how much of its agreed time is left, and when it stopped.
alter table placement add column remaining_seconds bigint check (remaining_seconds >= 0);
alter table placement add column paused_at timestamptz;
-- When its machines will be taken, as the buyer was told, and why.
alter table placement add column move_at timestamptz;
alter table placement add column move_reason text;
-- Until when others are sought for machines that were lost.
alter table placement add column recover_by timestamptz;
create index placement_moves on placement (move_at) where move_at is not null;

-- The purge looks for seeds whose time is over.
create index token_family_seed_ends on token_family (seed_ends);
drop index refresh_token_seed_ends;
-- Only tokens of earlier versions are in this table, and nobody looks for them by their generation.
drop index refresh_token_generation;

-- The purge looks for seeds whose time is over.
create index token_family_seed_ends on token_family (seed_ends);

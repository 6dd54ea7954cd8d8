-- The purge looks for seeds whose time is over.
create index refresh_token_seed_ends on refresh_token (seed_ends);

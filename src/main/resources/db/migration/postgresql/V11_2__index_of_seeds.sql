-- The purge looks for seeds whose time is over. An attempt that was interrupted leaves an index that is not valid.
drop index concurrently if exists refresh_token_seed_ends;
create index concurrently refresh_token_seed_ends on refresh_token (seed_ends) where seed_ends is not null;

-- The purge looks for seeds whose time is over. An attempt that was interrupted leaves an index that is not valid.
drop index concurrently if exists token_family_seed_ends;
create index concurrently token_family_seed_ends on token_family (seed_ends) where seed_ends is not null;

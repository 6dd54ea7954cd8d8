-- A token of a certain generation was looked for among all of its family, of which there can be thousands.
-- An attempt that was interrupted leaves an index that is not valid.
drop index concurrently if exists refresh_token_generation;
create index concurrently refresh_token_generation on refresh_token (family_id, generation);
drop index concurrently if exists refresh_token_family;

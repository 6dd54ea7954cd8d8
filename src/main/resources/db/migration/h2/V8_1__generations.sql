-- A token of a certain generation was looked for among all of its family, of which there can be thousands. The
-- index on the family alone stays: in a database made from a dump the foreign key relies on it.
create index refresh_token_generation on refresh_token (family_id, generation);

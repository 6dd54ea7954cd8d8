-- A refresh token that can be handed out a second time is derived from its predecessor and from a random seed, which
-- is kept while the replay window is open. Most tokens have none.
alter table refresh_token add column seed varchar(43);
alter table refresh_token add column seed_ends bigint;

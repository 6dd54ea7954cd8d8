-- A confidential client may keep its refresh token. Until an administrator says so, each use replaces it.
alter table client add column rotate_refresh_tokens boolean default true not null;

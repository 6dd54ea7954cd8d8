-- A family is updated by each refresh, and a refresh token once. Room in the page of the row lets PostgreSQL keep
-- the new version beside the old one, without new entries in every index. It holds for rows that come from now
-- on; nothing is rewritten.
alter table token_family set (fillfactor = 80);
alter table refresh_token set (fillfactor = 90);

-- What lists of clients are sorted by.
create index client_created on client (created, id);
create index client_updated on client (updated, id);

-- The tokens and families of one client or user, for whoever administers them.
create index access_token_client on access_token (client_id, issued);
create index access_token_user on access_token (user_id, issued);
create index token_family_client on token_family (client_id, created);
create index token_family_user on token_family (user_id, created);

-- H2 walks no index backwards, and sorted all clients for the last ones by name and for the newest.
create index client_client_id_desc on client (client_id desc);
create index client_newest on client (created desc, id desc);
create index client_last_updated on client (updated desc, id desc);

-- A new identifier is compared with all others for one that differs only in case or in spaces.
alter table client add column client_id_form varchar(128) collate "C"
  generated always as (lower(replace(client_id, ' ', ''))) stored;
create index client_form on client (client_id_form);

-- Whether the word of a client on the addresses of its callers is taken. An older node takes it from none.
alter table client add column vouches_for_addresses boolean default false not null;

-- The subject of a deleted user is never given to another one: it is what tokens and resource servers know.
create table retired_subject (
  subject varchar(64) not null primary key,
  username varchar(255) not null,
  retired bigint not null
);

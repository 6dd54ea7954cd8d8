-- A one-time password is good for nothing but setting another; null means that it does not expire.
alter table app_user add column one_time_password boolean default false not null;
alter table app_user add column password_expires bigint;

-- The groups that a user from the directory had when it was asked last.
create table app_user_group (
  user_id bigint not null references app_user (id) on delete cascade,
  group_name varchar(255) not null,
  primary key (user_id, group_name)
);

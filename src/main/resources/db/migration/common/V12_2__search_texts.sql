-- The texts that are searched, in the form of the application, and the time of the change that they are of.
-- Start-up fills both in wherever the time is not that of the row's last change.
alter table client add column search_text varchar(8000);
alter table client add column search_time bigint;
alter table app_user add column search_text varchar(8000);
alter table app_user add column search_time bigint;
alter table scope add column search_text varchar(8000);
alter table scope add column search_time bigint;

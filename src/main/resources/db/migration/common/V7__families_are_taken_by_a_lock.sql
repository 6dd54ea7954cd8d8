-- Families are taken by locking their rows. The column is no longer written and goes when no node that
-- counts in it can be running beside this one.
alter table token_family alter column taken set default 0;

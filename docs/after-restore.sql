-- Run this once on a database that was restored from a backup, before Postern starts on it.
--
-- A backup holds the tokens that were alive when it was made. Those that were revoked since then would live
-- again, and a refresh token that was exchanged since then would work a second time. So all tokens end: users
-- log in again, clients fetch new ones. The audit trail says that it happened.
delete from access_token;
delete from token_family;
insert into audit_event (reference, occurred, kind, actor, detail, occurrences)
  select concat('RESTORED', cast(occurred as varchar(20))), occurred, 'database.restored', 'operator',
         'all tokens were ended', 1
  from (select cast(extract(epoch from current_timestamp) * 1000000 as bigint) as occurred) as moment;

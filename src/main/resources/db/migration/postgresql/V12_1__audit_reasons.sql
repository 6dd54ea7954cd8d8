-- Refusals are looked for by their reason. An attempt that was interrupted leaves an index that is not valid.
drop index concurrently if exists audit_event_reason;
create index concurrently audit_event_reason on audit_event (reason, reference) where reason is not null;

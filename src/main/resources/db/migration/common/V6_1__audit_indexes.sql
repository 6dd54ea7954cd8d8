-- The trail is read newest first, by what it is about; references sort by time.
create index audit_event_client on audit_event (client_id, reference);
create index audit_event_user on audit_event (username, reference);
create index audit_event_actor on audit_event (actor, reference);
create index audit_event_kind on audit_event (kind, reference);

-- Lines of the trail are found, sorted and purged by their references, which begin with the time.
drop index concurrently if exists audit_event_occurred;

-- Lines of the trail are found, sorted and purged by their references, which begin with the time.
drop index audit_event_occurred;

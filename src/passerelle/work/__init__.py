"""Work that follows from verbs: jobs as rows, leases, schedules, idempotency."""

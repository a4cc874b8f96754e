"""Reports and approvals: what waits for a community manager."""

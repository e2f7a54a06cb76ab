"""What changed since a report before, and why."""

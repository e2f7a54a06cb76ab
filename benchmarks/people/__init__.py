"""Lists of people whose truth is known: how well umkm and the other matchers find who is who, and at what cost."""

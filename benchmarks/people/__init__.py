"""Lists of people whose truth is known: how well and how fast umkm and the other matchers find who is the same person."""

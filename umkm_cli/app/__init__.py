"""The terminal app of `umkm review`: questions on a screen, answers by single keys, nothing lost."""

"""What Indonesia knows: NIK, names, addresses, phones, regions, trades. Pure functions on one value."""

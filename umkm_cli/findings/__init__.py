"""What was found out, as plain data: worked out by kernels and runs, shown by reporting. Nothing is computed here."""

"""What a report to be shared may not tell: small counts, and all they could be worked out from."""

"""Raw rows to records and rejects: structure first (tidy), then values (standardise)."""

"""An invented Kabupaten Batang: owners, the lists their offices send, the damage in them, and the truth.

The world is independent of the product on purpose: it imports nothing of `umkm_cli`, so neither its tables nor its
mistakes are shared, and a good score is not the product agreeing with itself. Two presets with separate seeds:
`sample` (the small lists of sample_data/) and `regency` (the measuring world of `make bench`). The matching model
must never be tuned on the seeds it is measured with; draw other seeds for that.
"""

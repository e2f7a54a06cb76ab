"""An invented Kabupaten Batang: owners, the lists their offices send, the damage in them, and the truth.

The world is independent of the product on purpose: it imports nothing of `umkm_cli`, so neither its tables nor its
mistakes are shared, and a good score is not the product agreeing with itself. Three presets with separate seeds:
`sample` (the small lists of sample_data/), `regency` (to learn from, and to measure reading with) and `measure` (to
measure matching with). The matching is never tuned on `measure`, which has names, families and mistakes of its own.
"""

"""The other matchers, each with a competent model for each list of people, in an environment of its own.

Each is run as `python -m benchmarks.peers.with_NAME LIST PAIRS RECORDS...` on Parquet files, and writes the pairs it
finds at all likely with their probability; `benchmarks.people` makes clusters of them and holds these against truth.
Nothing here imports umkm_cli, and the truth is not in the file they get.
"""

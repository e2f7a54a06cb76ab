"""From records and owners to the counts of a report: tables in, tables out."""

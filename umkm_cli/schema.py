"""Every table that crosses a stage or lands in the workspace: columns, types, meaning.

This is the one place where a column is defined. `docs/tables.md` is generated from it, and `Table.conform` holds every
stage to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pyarrow as pa

from umkm_cli.errors import BrokenPromiseError

WORKSPACE_FORMAT = 4
"""Number of the workspace layout. Raise it whenever a stored table changes in a way old readers cannot take."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Arrow type, meaning, and whether it identifies a person (NIK, KK, phone, name, address)."""

    name: str
    type: pa.DataType
    meaning: str
    is_personal: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its name, meaning and columns, in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema."""
        return pa.schema([(column.name, column.type) for column in self.columns])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)

    def conform(self, table: pa.Table) -> pa.Table:
        """`table` with exactly these columns, in this order and of these types.

        Raises:
            BrokenPromiseError: A column is missing or too many, or cannot be cast.
        """
        if table.schema.equals(self.schema):
            return table
        if set(table.column_names) != set(self.names):
            odd = sorted(set(table.column_names) ^ set(self.names))
            raise BrokenPromiseError(table=self.name, what=", ".join(odd))
        try:
            return table.select(list(self.names)).cast(self.schema)
        except pa.ArrowInvalid as error:
            raise BrokenPromiseError(table=self.name, what=type(error).__name__) from error

    def from_rows(self, rows: Sequence[dict[str, object]]) -> pa.Table:
        """A table of a few rows given as dicts; a missing key is null."""
        return pa.Table.from_pylist(list(rows), schema=self.schema)

    def empty(self) -> pa.Table:
        """The table without rows."""
        return self.schema.empty_table()


TEXT, WHOLE, SMALL, MONEY, REAL, FLAG, DAY = (
    pa.string(), pa.int32(), pa.int16(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(),
)  # fmt: skip
TEXTS = pa.list_(pa.string())
TEXT_BY_TEXT = pa.map_(pa.string(), pa.string())

FIELDS: dict[str, str] = {
    "number": "running number in the list",
    "nik": "resident number",
    "no_kk": "family card number",
    "name": "owner's name",
    "gender": "sex",
    "birth_place": "place of birth (or place and date in one cell)",
    "birth_date": "date of birth",
    "address": "home address as on the identity card",
    "business_address": "address of the business",
    "hamlet": "dukuh, dusun or lingkungan",
    "rt": "neighbourhood (RT)",
    "rw": "community (RW)",
    "rt_rw": "RT and RW in one column",
    "village": "desa or kelurahan",
    "district": "kecamatan",
    "phone": "phone",
    "business_name": "name of the business",
    "business": "line of business",
    "product": "product",
    "nib": "business licence number",
    "turnover": "sales in a year, or in a time that is not told",
    "monthly_turnover": "sales in a month",
    "capital": "capital",
    "workers": "workers",
    "occupation": "owner's occupation",
    "credit": "whether a bank's credit is paid back",
    "grant_status": "what became of the proposal",
    "visited_on": "day of the survey visit",
    "enumerator": "who visited",
    "production_status": "whether the business still produces",
    "note": "remarks",
}
"""What a column of a list can be understood as, and what each means."""

PERSONAL_FIELDS = frozenset(
    {
        "nik",
        "no_kk",
        "name",
        "birth_place",
        "birth_date",
        "address",
        "business_address",
        "phone",
        "nib",
    }
)

_PLACE = (
    Column("source_id", TEXT, "The sheet the row stands in; joins to `sources`."),
    Column("source_file", TEXT, "Path of the file, relative to the ingested folder, with `/`; on into an archive."),
    Column("source_sheet", TEXT, "Name of the sheet; empty for a CSV."),
    Column("source_row", WHOLE, "Row number as Excel shows it, from 1."),
)

RAW_ROWS = Table(
    "raw_rows",
    "The cells of one sheet as found, blank rows included, all rows equally wide.",
    (
        Column("source_row", WHOLE, "Row number as Excel shows it, from 1."),
        Column(
            "cells",
            TEXTS,
            "Text of each cell; empty for a blank one, never null. A whole number has no decimals, a date cell is "
            "ISO 8601, an error cell is its code (`#N/A`).",
            is_personal=True,
        ),
        Column("is_number", pa.list_(pa.bool_()), "For each cell: was it stored as a number?"),
    ),
)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as it was found.

    Attributes:
        source_file: Path relative to the ingested folder, with `/`.
        source_sheet: Name of the sheet, empty for a CSV.
        format: What the content is: xlsx, xls, ods, csv, html ...
        is_hidden: The sheet is hidden in the workbook.
        rows: `RAW_ROWS`.
        hidden_rows: Numbers, from 1, of the rows that are hidden or filtered away.
        merged: Merged ranges of more than one row, whose value stands in their first cell.
    """

    source_file: str
    source_sheet: str
    format: str
    is_hidden: bool
    rows: pa.Table
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple["MergedRange", ...] = ()


class MergedRange(NamedTuple):
    """A merged range: rows and columns from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def sheet_name(source_file: object, source_sheet: object) -> str:
    """`file › sheet`, as a person would say it."""
    return f"{source_file} › {source_sheet}" if source_sheet else str(source_file)


CONTEXT = (
    Column("context_village", TEXT, "Desa named by the title, sheet or file, as written."),
    Column("context_district", TEXT, "Kecamatan named by the title, sheet, folder or file, as written."),
    Column("context_year", SMALL, "Year of the list, as named there."),
    Column("context_stage", SMALL, "Stage (tahap) of the grant, as named there."),
    Column(
        "context_proposer",
        TEXT,
        "Kind of body that proposed the list (pengusul), when named there: `dinas`, `koperasi`, "
        "`bank`, `financing`, `ministry`, `village` or `district`.",
    ),
)

RAW_FIELDS = tuple(
    Column(f"raw_{name}", TEXT, f"The cell as found: {meaning}.", name in PERSONAL_FIELDS)
    for name, meaning in FIELDS.items()
)

_UNMAPPED = Column("unmapped", TEXT_BY_TEXT, "Cells of the columns nobody understood, by header.", is_personal=True)

RAW_RECORDS = Table(
    "raw_records",
    "Rows that stand for a person, with named columns, still as text.",
    (
        Column("record_id", TEXT, "Stable name of the row: see `records`."),
        Column("list", TEXT, "`bpum` or `survey`."),
        *_PLACE,
        *CONTEXT,
        Column("is_nik_number", FLAG, "The NIK cell was stored as a number, so Excel may have cut it."),
        Column("is_kk_number", FLAG, "The KK cell was stored as a number, so Excel may have cut it."),
        Column("is_row_hidden", FLAG, "The row is hidden or filtered away in its sheet."),
        Column("is_sheet_hidden", FLAG, "The sheet is hidden in its workbook."),
        *RAW_FIELDS,
        _UNMAPPED,
    ),
)

RECORDS = Table(
    "records",
    "One row per accepted source row, cleaned; nothing is merged yet.",
    (
        Column(
            "record_id",
            TEXT,
            "16 hexadecimal digits made of file, sheet and content of the row: stable over re-runs, and over rows "
            "inserted above.",
        ),
        Column("list", TEXT, "`bpum` (the baseline) or `survey` (who was visited)."),
        *_PLACE,
        Column(
            "nik",
            TEXT,
            "Resident number as best read, digits only. An unknown digit is `?` (`332511520385000?` was cut by Excel). "
            "Null when nothing usable was typed.",
            is_personal=True,
        ),
        Column("nik_status", TEXT, "What is wrong with the NIK, or `ok`: see the list below."),
        Column("no_kk", TEXT, "Family card number, as `nik`.", is_personal=True),
        Column("name", TEXT, "Name in readable form, without titles.", is_personal=True),
        Column("name_key", TEXT, "Name in comparable form, spelling families folded; for matching.", is_personal=True),
        Column("titles", TEXT, "Titles that stood with the name, in order."),
        Column("alias", TEXT, "Second name given with alias, als, or in brackets.", is_personal=True),
        Column("parent_name", TEXT, "Father's name after bin or binti.", is_personal=True),
        Column("gender", TEXT, "`L` (male) or `P` (female), from its column, else from the NIK."),
        Column("birth_date", DAY, "Date of birth, from its column, else from the NIK.", is_personal=True),
        Column("address", TEXT, "Home address, readable.", is_personal=True),
        Column("street", TEXT, "Street, alley or housing estate, with the house number.", is_personal=True),
        Column("hamlet", TEXT, "Dukuh, dusun or lingkungan, without that word.", is_personal=True),
        Column("rt", SMALL, "RT number."),
        Column("rw", SMALL, "RW number."),
        Column("village_code", TEXT, "Kemendagri code of the desa or kelurahan, `33.25.11.2001`."),
        Column("village", TEXT, "Its official name; the name as written when it has no code."),
        Column("district_code", TEXT, "Kemendagri code of the kecamatan, `33.25.11`."),
        Column("district", TEXT, "Its official name; the name as written when it has no code."),
        Column("phone", TEXT, "Phone in E.164, `+6281234567890`.", is_personal=True),
        Column("other_phone", TEXT, "Second phone of the cell, in E.164.", is_personal=True),
        Column("business_name", TEXT, "Name of the business."),
        Column("business", TEXT, "Line of business or product, readable."),
        Column("product", TEXT, "Product category: see docs/tables.md."),
        Column("sector", TEXT, "KBLI section, one letter."),
        Column("nib", TEXT, "Business licence number, 13 digits.", is_personal=True),
        Column(
            "turnover",
            MONEY,
            "Sales in rupiah: of a year, where header or cell tell the time; else as typed. The lower end of a range.",
        ),
        Column("capital", MONEY, "Capital in rupiah."),
        Column("workers", SMALL, "Workers."),
        Column("occupation", TEXT, "The owner's occupation."),
        Column("grant_status", TEXT, "What became of the proposal (cair, blokir, gagal), as written."),
        Column("visited_on", DAY, "Day of the survey visit."),
        Column("enumerator", TEXT, "Who visited."),
        Column("production_status", SMALL, "Code of the BPS business register, 1 Aktif ... 10; null when not told."),
        Column("year", SMALL, "Year of the list."),
        Column("stage", SMALL, "Stage (tahap) of the grant."),
        Column("proposer", TEXT, "Kind of body that proposed the list (pengusul), when it is named."),
        Column("flags", TEXTS, "Why something in the row is doubtful: see the list below."),
        *RAW_FIELDS,
        _UNMAPPED,
    ),
)  # fmt: skip

REJECTS = Table(
    "rejects",
    "Every non-blank row that is no record, with the reason. Records and rejects together are all rows read.",
    (
        *_PLACE,
        Column("kind", TEXT, "`title`, `header`, `total`, `footer`, `note` or `rejected`."),
        Column("reason", TEXT, "Message key under `reason.`: why the row is no record."),
        Column("cells", TEXTS, "The row's cells as found.", is_personal=True),
    ),
)

UNDERSTOOD = pa.struct(
    [
        ("table", pa.int16()),
        ("position", pa.int16()),
        ("header", pa.string()),
        ("field", pa.string()),
        ("confidence", pa.float64()),
        ("how", pa.string()),
    ]
)

SOURCES = Table(
    "sources",
    "One row per file and sheet: what it is, what became of it. rows = records + rejects, always.",
    (
        Column("source_id", TEXT, "Joins to `records` and `rejects`."),
        Column("root", TEXT, "The folder given to `umkm ingest`, absolute."),
        Column("source_file", TEXT, "Path relative to `root`, with `/`; it goes on into an archive (`a.zip/b.xlsx`)."),
        Column("source_sheet", TEXT, "Name of the sheet; empty for a CSV or an unreadable file."),
        Column("format", TEXT, "What the content is, whatever the extension says."),
        Column("sha256", TEXT, "SHA-256 of the file."),
        Column("content_key", TEXT, "Digest of the sheet's cells; equal for a list saved twice in two formats."),
        Column("status", TEXT, "`read`, `duplicate`, `unreadable`, `empty` or `no_table`."),
        Column(
            "reason",
            TEXT,
            "Message key under `unreadable.` for an unreadable file; for a duplicate `same_file` or `same_rows`, or "
            "null for a backup sheet.",
        ),
        Column(
            "duplicate_of",
            TEXT,
            "`file › sheet` that holds the same rows, for a duplicate; or most of them, for a sheet whose other rows "
            "were read.",
        ),
        Column("list", TEXT, "`bpum` or `survey`."),
        Column("asked_list", TEXT, "`bpum` or `survey` when the user said so; null when the columns were to decide."),
        Column(
            "cleaned_as",
            TEXT,
            "Digest of the settings and the program the file was cleaned with; a file of equal `sha256` and "
            "`cleaned_as` need not be read again.",
        ),
        Column("is_hidden", FLAG, "The sheet is hidden in its workbook."),
        Column("rows", WHOLE, "Non-blank rows; where lists stand side by side, those of each list."),
        Column("records", WHOLE, "Rows that became records."),
        Column("rejects", WHOLE, "Rows that went to rejects, titles and headers included."),
        Column("rejected", WHOLE, "Of these, rows of kind `rejected`."),
        Column("reasons", pa.map_(pa.string(), WHOLE), "Rejects by their reason."),
        Column("header_row", WHOLE, "First row of the (first) header, from 1."),
        Column(
            "columns",
            pa.list_(UNDERSTOOD),
            "How each column of each table was understood: `table` and `position` count from 1; `field` is null for "
            "one left unmapped; `how` is synonym, fuzzy, values, map (the analyst's word), unused (a known title that "
            "nothing is done with) or none; `confidence` in [0..1].",
        ),
        *CONTEXT,
    ),
)  # fmt: skip

DECIDED = Table(
    "decided",
    "Pairs of records that people decided, without those they contradict each other in; `left_id < right_id`.",
    (
        Column("left_id", TEXT, "One record."),
        Column("right_id", TEXT, "The other record."),
        Column("answer", TEXT, "`same` (one owner) or `different` (two)."),
    ),
)
"""What of the log of a review binds matching; not stored."""

CORRECTED = Table(
    "corrected",
    "Values of the golden record that people set right, oldest first.",
    (
        Column("correction_id", TEXT, "The entry of the log."),
        Column("record_id", TEXT, "A record of the owner."),
        Column("column", TEXT, "Column of the golden record."),
        Column("value", TEXT, "The right value, as text; null for none.", is_personal=True),
    ),
)
"""What the log of a review says of golden records; not stored."""

QUESTIONS = Table(
    "questions",
    "Pairs of records that are worth a person's look, those first whose answer changes most.",
    (
        Column("left_id", TEXT, "One record; `left_id < right_id`."),
        Column("right_id", TEXT, "The other record."),
        Column(
            "kind",
            TEXT,
            "What is doubtful: `over_merged` (an owner whose rows contradict each other), `weak_link` (joined on "
            "little evidence), `refused` (kept apart in spite of much), `near_miss` (kept apart on little), `conflict` "
            "(people contradict each other), `sample` (drawn by chance).",
        ),
        Column("owner_id", TEXT, "The owner the doubt is about: of the left record."),
        Column("other_id", TEXT, "The owner of the right record; the same for two records of one owner."),
        Column("match_weight", REAL, "Evidence that both are one owner, in bits."),
        Column("match_probability", REAL, "The same as a probability in [0..1]."),
        Column("chance", REAL, "Probability, in [0..1], that the answer is not what matching did."),
        Column("doubt", REAL, "Expected change of the counts: that probability, times how much would change."),
        Column("is_settled", FLAG, "People have answered it, for this pair or for another of the same owners."),
        Column("district_code", TEXT, "Kemendagri code of the left record's kecamatan."),
        Column("district", TEXT, "Its name."),
    ),
)
"""What `umkm review` asks; not stored."""

REVIEW_STRATA = Table(
    "review_strata",
    "Strata that the pairs of `review_sample` were drawn from: together all pairs that matching compared or joined.",
    (
        Column("stratum", SMALL, "Number of the stratum."),
        Column("is_joined", FLAG, "Whether its pairs were one owner when the sample was drawn."),
        Column("low", REAL, "Its pairs have at least this match probability."),
        Column("high", REAL, "And less than this; the highest ends at 1, which is within."),
        Column("pairs", MONEY, "How many there are."),
        Column("said", REAL, "Their mean match probability; 0 where there are none."),
        Column("drawn", WHOLE, "How many were drawn, by chance and without replacement."),
    ),
)

REVIEW_SAMPLE = Table(
    "review_sample",
    "Pairs that `umkm review --sample` has drawn, in the order in which they are asked. It stays when lists are read "
    "or matched anew, and is about the owners of the run that it was drawn from.",
    (
        Column("left_id", TEXT, "One record; `left_id < right_id`."),
        Column("right_id", TEXT, "The other record."),
        Column("stratum", SMALL, "Its stratum in `review_strata`."),
        Column("is_joined", FLAG, "Whether both were one owner when the sample was drawn."),
        Column("match_weight", REAL, "Evidence at that time that both are one owner, in bits."),
        Column("match_probability", REAL, "The same as a probability in [0..1]."),
    ),
)

LABELS = Table(
    "labels",
    "Rows whose owner is known; a row is named by `record_id`, or by where it stands.",
    (
        Column("line", WHOLE, "Line of the file the label stands in, to tell of it."),
        Column("record_id", TEXT, "The row, see `records`; null when it is named by its place."),
        Column("source_file", TEXT, "The file, also by the end of its path only; null when there is a `record_id`."),
        Column("source_sheet", TEXT, "The sheet; empty for a CSV."),
        Column("source_row", WHOLE, "The row in it, from 1."),
        Column("owner", TEXT, "Whose row it is, by any name: equal names are one owner."),
        Column("case", TEXTS, "What is hard about the row, in words of whoever made the labels."),
    ),
)

WEIGHTS = Table(
    "weights",
    "What matching learnt of this list: how often each level comes out for one owner (m), for two strangers (u), for "
    "two people of one household (h).",
    (
        Column(
            "comparison",
            TEXT,
            "The comparison; `prior`, `household` for what two records weigh uncompared; `model` for the model; "
            "`threshold` for the bits from which rows were joined or left for review.",
        ),
        Column("level", TEXT, "Its comparison level; the name of the model; `join` or `review`."),
        Column("m", REAL, "Share of pairs of one owner that come out so, in [0..1]; null for the prior."),
        Column("u", REAL, "Share of pairs of two owners that come out so, in [0..1]; null for the prior."),
        Column("h", REAL, "Share of pairs of two people of one household that come out so; null for the prior."),
        Column("taught", REAL, "Bits that people's decisions add to it; 0 without any, null for the prior."),
        Column("bits", REAL, "Match weight, in bits: log2(m / u) + taught, before how common the value is counts."),
    ),
)

CLUSTERS = Table(
    "clusters",
    "Which owner each record belongs to; every record stands here once.",
    (
        Column("record_id", TEXT, "The record."),
        Column("owner_id", TEXT, "The owner: `O` and the smallest record_id of the cluster."),
    ),
)


IDENTITIES = Table(
    "identities",
    "Which owner has, or once had, each record; by it an owner keeps its id in the next run.",
    (
        Column("record_id", TEXT, "The record; also one that is gone by now."),
        Column("owner_id", TEXT, "The owner."),
        Column("is_current", FLAG, "The owner has it since the last run; else it had it before."),
        *(
            Column(name, column.type, f"{column.meaning} Null unless current.", column.is_personal)
            for name in ("source_id", "source_row", "nik", "name_key", "phone")
            for column in RECORDS.columns
            if column.name == name
        ),
    ),
)

CHANGES = Table(
    "changes",
    "What became of the owners since the run before; those that stayed as they were are left out.",
    (
        Column(
            "change",
            TEXT,
            "`added` (a new owner), `joined` (out of several), `split` (one of several parts), `changed` (rows came, "
            "went, or were corrected) or `left` (no rows any more).",
        ),
        Column("owner_id", TEXT, "The owner; null for one that left."),
        Column("old_ids", TEXTS, "The owners whose rows it has."),
        Column("new_ids", TEXTS, "The owners that have the rows of `old_ids` now, this one included."),
        Column("records_before", WHOLE, "Rows of `old_ids` before."),
        Column("records", WHOLE, "Rows of the owner now."),
    ),
)


def pairs_table(comparisons: Sequence[str]) -> Table:
    """The `pairs` table of a model with these comparisons."""
    return Table(
        "pairs",
        "Pairs of records that were compared and are at least possible, with the evidence for and against.",
        (
            Column("left_id", TEXT, "One record; `left_id < right_id`."),
            Column("right_id", TEXT, "The other record."),
            Column("match_weight", REAL, "Evidence that both are one owner, in bits: log2 of the odds."),
            Column("match_probability", REAL, "The same as a probability in [0..1]."),
            Column("decision", TEXT, "`same` or `different` where a person decided; null where nobody did."),
            *(
                Column(f"level_{name}", TEXT, f"Comparison level of {name}: how alike it came out.")
                for name in comparisons
            ),
        ),
    )


GOLDEN = (
    "name", "titles", "alias", "gender", "birth_date", "nik", "nik_status", "no_kk", "address", "hamlet", "rt", "rw",
    "village_code", "village", "district_code", "district", "phone", "business_name", "business", "product", "sector",
    "nib", "turnover", "capital", "visited_on", "production_status",
)  # fmt: skip
"""Columns of the golden record, taken over from the records of an owner."""


def owners_table(golden: Sequence[Column], more: Sequence[Column] = ()) -> Table:
    """The `owners` table with these columns of the golden record, and more that a model counts and gathers."""
    return Table(
        "owners",
        "One row per owner: the golden record, and where each value comes from.",
        (
            Column("owner_id", TEXT, "The owner."),
            *golden,
            Column("records", WHOLE, "Rows this owner has, in all lists."),
            *more,
            Column("record_ids", TEXTS, "Those rows, in order."),
            Column(
                "origin",
                TEXT_BY_TEXT,
                "Where an owner has several rows: for each column of the golden record the row its value was taken "
                "from. Empty for an owner of one row. A value that a person set right has `correction:` and the id of "
                "the entry in decisions.jsonl instead, whatever the rows.",
            ),
            Column(
                "disagreeing",
                TEXTS,
                "Columns in which the rows do not agree; values that were not taken stand in the other rows.",
            ),
            Column(
                "weakest_weight", REAL, "Smallest match weight (bits) that holds the owner together; null for one row."
            ),
        ),
    )


OWNERS = owners_table(
    [RECORDS.columns[RECORDS.names.index(name)] for name in GOLDEN],
    (
        Column("bpum_records", WHOLE, "Rows of the baseline list."),
        Column("survey_records", WHOLE, "Rows of the survey list; the owner is recorded (terdata) when there is one."),
        Column("years", pa.list_(SMALL), "Years of the lists the owner stands in."),
    ),
)

HOUSEHOLDS = Table(
    "households",
    "Owners who live under one roof, two or more to a household; all others live alone as far as the lists tell.",
    (
        Column("household_id", TEXT, "`H` and the smallest owner_id of the household."),
        Column("owner_id", TEXT, "The owner."),
        Column(
            "ties",
            TEXTS,
            "What ties the owner to others there: `family_card`, `phone` (shared by few, in one desa), `house` (street "
            "and number) or `family_name` (a rare last word, in one RT).",
        ),
    ),
)

_COVERAGE_COUNTS = (
    Column("records", WHOLE, "Rows on file, both lists."),
    Column("owners", WHOLE, "Unique owners, both lists."),
    Column("baseline_owners", WHOLE, "Unique owners on the BPUM list."),
    Column("recorded", WHOLE, "Owners with a survey record (terdata)."),
    Column("recorded_share", REAL, "recorded / owners, in [0..1]; null without owners."),
    Column("producing", WHOLE, "Recorded owners who still produce (BPS status 1, 7 or 8)."),
    Column("product_known", WHOLE, "Recorded owners whose product is known."),
    Column("women", WHOLE, "Owners who are women, both lists."),
    Column("with_nib", WHOLE, "Owners with a business licence number (NIB), both lists."),
    Column("surplus", WHOLE, "Rows too many: of each owner all rows but one, list by list."),
    Column(
        "target_share",
        REAL,
        "This row's part of the target: its own where `umkm.toml` sets one, else what is left of the target by the "
        "owners on the BPUM list (by all owners when it is empty).",
    ),
    Column("remaining", REAL, "target_share - recorded; below 0 where more are recorded, so that it adds up."),
    Column(
        "pace",
        REAL,
        "Owners first visited per day, over the 28 days up to the last visit in the regency (over fewer, when the "
        "first visit was later); null without a visit whose day counts.",
    ),
    Column(
        "reached_on",
        DAY,
        "Day of the report + remaining / pace days; null when never (in a hundred years), or when nothing remains.",
    ),
    Column("recorded_before", WHOLE, "Recorded owners in the report before; null without one."),
)
_OWNERS, _RECORDED, _PRODUCING = (
    Column("owners", WHOLE, "Unique owners, both lists."),
    Column("recorded", WHOLE, "Of these, recorded."),
    Column("producing", WHOLE, "Of these, producing."),
)
_DISTRICT = (
    Column("district_code", TEXT, "Kemendagri code of the kecamatan; null for `not placed`."),
    Column("district", TEXT, "Name of the kecamatan; null for `not placed`."),
)

COVERAGE: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "coverage_funnel",
            "From the basis to the product, step by step.",
            (
                Column("step", TEXT, "Message key under `funnel.`."),
                Column("count", WHOLE, "Owners (rows for the step `records`)."),
                Column("share_of_basis", REAL, "count / basis; null for the step `records`, as rows are no owners."),
                Column("share_of_target", REAL, "count / target; null for the step `records`."),
                Column("before", WHOLE, "The count in the report before; null without one."),
            ),
        ),
        Table(
            "coverage_district",
            "By kecamatan; the last row, without a code, holds owners that no kecamatan could be found for.",
            (
                *_DISTRICT,
                Column("villages", WHOLE, "Desa and kelurahan."),
                Column("villages_without_record", WHOLE, "Of these, without any recorded owner."),
                *_COVERAGE_COUNTS,
            ),
        ),
        Table(
            "coverage_village",
            "By desa, desa without any owner included. Owners of a kecamatan whose desa is not known stand in a row "
            "without a desa, after its desa; the last row, without any code, is `not placed`.",
            (
                *_DISTRICT,
                Column("village_code", TEXT, "Kemendagri code; null for `not placed`."),
                Column("village", TEXT, "Name of the desa or kelurahan; null for `not placed`."),
                *_COVERAGE_COUNTS,
            ),
        ),
        Table(
            "coverage_product",
            "What owners make, by product category; the last row is `not known`.",
            (
                Column("product", TEXT, "Product category; null for not known."),
                Column("sector", TEXT, "KBLI section of most of its owners; null for not known."),
                _OWNERS, _RECORDED, _PRODUCING,
            ),
        ),
        Table(
            "coverage_product_district",
            "What owners make, by kecamatan; only what occurs.",
            (
                *_DISTRICT,
                Column("product", TEXT, "Product category; null for not known."),
                _OWNERS, _RECORDED, _PRODUCING,
            ),
        ),
        Table(
            "coverage_sector_district",
            "KBLI section, by kecamatan; only what occurs.",
            (
                *_DISTRICT,
                Column("sector", TEXT, "KBLI section, one letter; null for not known."),
                _OWNERS, _RECORDED, _PRODUCING,
            ),
        ),
        Table(
            "coverage_people",
            "Owners by gender and age, all combinations.",
            (
                Column("gender", TEXT, "`L` (male), `P` (female); null for not known."),
                Column("age_band", TEXT, "Age on the day of the report: `0-24`, `25-34`, ..., `65-`; null: not known."),
                _OWNERS, _RECORDED, _PRODUCING,
            ),
        ),
        Table(
            "coverage_size",
            "Owners by size class of PP 7/2021, article 35.",
            (
                Column("size", TEXT, "`micro`, `small`, `medium` or `large`; null when nothing above 0 is told."),
                Column("rule", TEXT, "What tells: `sales` of a year, else `capital`; null for not known."),
                _OWNERS, _RECORDED, _PRODUCING,
            ),
        ),
        Table(
            "coverage_status",
            "Recorded owners by production status of the BPS business register.",
            (
                Column("production_status", SMALL, "BPS code; null for not told."),
                Column("owners", WHOLE, "Recorded owners."),
                Column("share", REAL, "Of all recorded owners, in [0..1]."),
            ),
        ),
        Table(
            "coverage_wave",
            "The survey month by month: rows = first + again; `first` adds up to the recorded owners. The rows of an "
            "owner are taken by day, then as they stand in `records`, those without a day that counts last. A day "
            "counts from 1 January of `data_year` to the day of the report.",
            (
                Column("month", DAY, "First day of the month of the visits; null for rows without a day that counts."),
                Column("rows", WHOLE, "Survey rows."),
                Column("first", WHOLE, "Of these, the first row of an owner."),
                Column("again", WHOLE, "Further rows of an owner: a second visit, or a late correction."),
                Column("corrected", WHOLE, "Of these, rows of another production status than the owner's last one."),
            ),
        ),
        Table(
            "coverage_progress",
            "Recorded owners day by day of first visit, from the first visit on; days without one are left out.",
            (
                Column("day", DAY, "The day; null for owners without a day that counts, who come last."),
                Column("recorded", WHOLE, "Owners first visited on that day."),
                Column("total", WHOLE, "Owners recorded by then; the last row holds all."),
                Column("target", WHOLE, "The target in force on that day."),
            ),
        ),
        Table(
            "coverage_quality",
            "How good the rows of each sheet are; lists sent twice and sheets without such rows are left out.",
            (
                Column("source_file", TEXT, "The file."),
                Column("source_sheet", TEXT, "The sheet."),
                Column("records", WHOLE, "Rows accepted."),
                Column("rejected", WHOLE, "Rows of kind `rejected`."),
                Column("nik_ok", REAL, "Share with a NIK that holds together, in [0..1]."),
                Column("village_known", REAL, "Share with a village code, in [0..1]."),
                Column("phone_known", REAL, "Share with a phone, in [0..1]."),
                Column("repeated", WHOLE, "Rows whose owner stands in another row of the same list too."),
            ),
        ),
        Table(
            "coverage_quality_district",
            "How good the rows are, by the kecamatan they name.",
            (
                *_DISTRICT,
                Column("records", WHOLE, "Rows accepted."),
                Column("nik_ok", REAL, "Share with a NIK that holds together, in [0..1]."),
                Column("village_known", REAL, "Share with a village code, in [0..1]."),
                Column("phone_known", REAL, "Share with a phone, in [0..1]."),
                Column("repeated", WHOLE, "Rows whose owner stands in another row of the same list too."),
            ),
        ),
        Table(
            "coverage_duplicate",
            "Where rows too many come from, by kecamatan of the owner; they add up to `surplus` of the kecamatan.",
            (
                *_DISTRICT,
                Column(
                    "kind",
                    TEXT,
                    "Beside the owner's first row of that list, in the order of `sources`, then of `records`: in the "
                    "same sheet (`same_sheet`), the same file (`same_file`), a list of another year (`other_year`: a "
                    "second grant is lawful), or `other_file`.",
                ),
                Column("rows", WHOLE, "Rows too many."),
            ),
        ),
        Table(
            "coverage_estimate",
            "How sure the counts are, and how many owners no list holds: see docs/report.md.",
            (
                Column("figure", TEXT, "Message key under `estimate.`."),
                Column("value", REAL, "Best estimate; null where there is too little to go by."),
                Column("low", REAL, "Lower end of the 95 % interval; null where there is none."),
                Column("high", REAL, "Upper end of the 95 % interval; null where there is none."),
            ),
        ),
        Table(
            "coverage_doubt",
            "What does not fit and is counted all the same; empty when all is well.",
            (
                Column("doubt", TEXT, "Message key under `doubt_found.`; the hint is under `doubt_hint.`."),
                Column("count", WHOLE, "Owners, rows or days it is about."),
            ),
        ),
    )
}  # fmt: skip

WALK = Table(
    "walk",
    "Owners without a survey row, in the order of a walk; the places are those of the report.",
    tuple(
        OWNERS.columns[OWNERS.names.index(name)]
        for name in (
            "owner_id", "district_code", "district", "village_code", "village", "rw", "rt", "hamlet", "address", "name",
            "alias", "gender", "birth_date", "business", "product", "phone",
        )
    ),
)  # fmt: skip

REPORT_HISTORY = Table(
    "report_history",
    "The counts of each report so far, in the order they were made. A report of what was counted before adds nothing.",
    (
        Column("reported_on", DAY, "Day of the (first) report."),
        Column("run", TEXT, "What was counted: the run of the owners, the regency, and the year of the lists."),
        Column("region_code", TEXT, "Kemendagri code of the regency."),
        Column("place_code", TEXT, "Kemendagri code of the regency, a kecamatan or a desa; empty for `not placed`."),
        Column("figure", TEXT, "Step of the funnel for the regency; else a column of `coverage_district`."),
        Column("count", WHOLE, "Owners (rows for `records`)."),
    ),
)

TRACED_ROWS = Table(
    "traced_rows",
    "The rows behind a figure of the report, owner by owner.",
    (
        Column("owner_id", TEXT, "The owner."),
        Column("record_id", TEXT, "The row."),
        *(
            RECORDS.columns[RECORDS.names.index(name)]
            for name in (
                "name", "district", "village", "list", "visited_on", "production_status", "product", "source_file",
                "source_sheet", "source_row",
            )
        ),
    ),
)  # fmt: skip
"""What `umkm report --trace` shows; not stored."""

REPORT_SNAPSHOT = Table(
    "report_snapshot",
    "What a report was counted from, row by row, so that a later one can tell what changed; kept as "
    "`report_snapshot_YYYYMMDD` for the last 30 days with a report. Holds digests of 32 bits in the place of name "
    "and NIK.",
    (
        Column("record_id", TEXT, "The row."),
        Column("list", TEXT, "`bpum` or `survey`."),
        Column("source_file", TEXT, "The file."),
        Column("source_sheet", TEXT, "The sheet; empty for a CSV."),
        Column("source_row", WHOLE, "Row number as Excel shows it, from 1."),
        Column("nik_trace", pa.uint32(), "Digest of the NIK; null without one.", is_personal=True),
        Column("name_trace", pa.uint32(), "Digest of the name; null without one.", is_personal=True),
        Column("initials", TEXT, "The first two letters of the name."),
        Column("owner", WHOLE, "Number of the owner, from 0."),
        Column("village_code", TEXT, "Kemendagri code of the owner's desa."),
        Column("district_code", TEXT, "Kemendagri code of the owner's kecamatan."),
        Column("is_producing", FLAG, "The owner is recorded and produces."),
        Column("is_product_known", FLAG, "The owner is recorded and the product is known."),
    ),
)

_BEFORE_NOW = (
    Column("before", WHOLE, "The count in the report before."),
    Column("now", WHOLE, "The count now."),
    Column("change", WHOLE, "now - before."),
)

COMPARED: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "compared_figure",
            "The figures of two reports side by side.",
            (Column("figure", TEXT, "`records`, `owners` (both lists) or a step of the funnel."), *_BEFORE_NOW),
        ),
        Table(
            "compared_cause",
            "Why the figures changed; the causes of a figure add up to its change. Causes of nothing are left out.",
            (
                Column("figure", TEXT, "As in `compared_figure`."),
                Column(
                    "cause",
                    TEXT,
                    "`new` (owners, or rows, that were not there), `gained` (owners who were there and count now), "
                    "`split` (one owner became several), `merged` (several became one), `lost` (owners who no longer "
                    "count), `gone`.",
                ),
                Column(
                    "why",
                    TEXT,
                    "What it came by: `new_file`, `new_row`, `corrected` (a row with other content, or in another "
                    "sheet), `file_gone`, `row_gone`, or `matching` (no row changed: settings, decisions, what "
                    "other rows tell).",
                ),
                Column("change", WHOLE, "How many, with a sign."),
            ),
        ),
        Table(
            "compared_district",
            "Owners by kecamatan in two reports; the last row is `not placed`.",
            (
                *_DISTRICT,
                *(
                    Column(f"{name}{when}", WHOLE, f"{meaning} {told}")
                    for name, meaning in (
                        ("owners", "Unique owners, both lists,"),
                        ("recorded", "Recorded owners"),
                        ("producing", "Recorded owners who produce"),
                    )
                    for when, told in (("_before", "in the report before."), ("", "now."))
                ),
            ),
        ),
        Table(
            "compared_file",
            "Sheets whose rows are not as they were: rows = rows_before + added - removed + moved_in - moved_out.",
            (
                Column("source_file", TEXT, "The file."),
                Column("source_sheet", TEXT, "The sheet; empty for a CSV."),
                Column("what", TEXT, "`new`, `changed` or `gone`."),
                Column("rows_before", WHOLE, "Rows in the report before."),
                Column("rows", WHOLE, "Rows now."),
                Column("added", WHOLE, "Rows that were nowhere before."),
                Column("removed", WHOLE, "Rows that are nowhere now."),
                Column("corrected", WHOLE, "Rows with other content than before."),
                Column("moved_in", WHOLE, "Rows that stood in another sheet before."),
                Column("moved_out", WHOLE, "Rows that stand in another sheet now."),
            ),
        ),
    )
}
"""What `umkm report --compare` tells; these tables are not stored."""

MATCHED = (CLUSTERS, OWNERS, HOUSEHOLDS, WEIGHTS, CHANGES, IDENTITIES)
"""Tables of `umkm dedupe`, beside `pairs`."""

SAMPLED = (REVIEW_STRATA, REVIEW_SAMPLE)
"""Tables of `umkm review --sample`."""

STORED: tuple[Table, ...] = (
    RECORDS, REJECTS, SOURCES, *MATCHED, *SAMPLED, *COVERAGE.values(), REPORT_HISTORY, REPORT_SNAPSHOT,
)  # fmt: skip
"""Tables of the workspace with fixed columns; `pairs` has those of its model."""

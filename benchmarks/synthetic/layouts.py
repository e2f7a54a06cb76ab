"""How any office might write a list: fields, the headers they go by, and habits, drawn for each file anew."""

from benchmarks.synthetic.dice import Bag, Dice
from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.sheets import Layout

_HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("No", "No.", "NO", "NO.", "Nomor", "No Urut", "NORUT"),
    "nik": (
        "NIK",
        "NIK Pemilik",
        "No. KTP",
        "Nomor KTP",
        "NIK sesuai KTP Elektronik",
        "N I K",
        "No KTP/NIK",
        "No. NIK",
    ),
    "no_kk": ("No KK", "NO. KK", "Nomor KK", "Nomor Kartu Keluarga", "KK"),
    "name": ("Nama", "NAMA", "Nama Lengkap", "Nama Pemilik", "Nama Pelaku Usaha", "NAMA PENERIMA", "Nama sesuai KTP"),
    "sex": ("Jenis Kelamin", "JK", "L/P", 'Jenis Kelamin ("L", "P")'),
    "birth_place": ("Tempat Lahir", "TEMPAT LAHIR"),
    "birth": ("Tanggal Lahir", "TANGGAL LAHIR", "Tgl Lahir"),
    "place_and_birth": ("Tempat, Tanggal Lahir", "TEMPAT TGL LAHIR", "TTL"),
    "address": ("Alamat", "ALAMAT", "Alamat Sesuai KTP", "Alamat Rumah", "Alamat tempat tinggal"),
    "hamlet": ("Dukuh", "DUKUH", "Dusun"),
    "rt": ("RT",),
    "rw": ("RW",),
    "rt_rw": ("RT/RW", "RT / RW"),
    "village": ("Desa", "DESA", "Desa/Kel", "Kelurahan/Desa", "KELURAHAN"),
    "district": ("Kecamatan", "KECAMATAN", "Kec"),
    "phone": ("No HP", "NO. HP", "Telepon", "NO. TELP / HP", "No Handphone", "Nomor telepon", "No WA"),
    "line": ("Bidang Usaha", "BIDANG USAHA", "Jenis Usaha", "Jenis Sektor"),
    "product": ("Produk", "JENIS PRODUK", "Jenis Produksi"),
    "line_and_product": ("Jenis Usaha", "BIDANG USAHA", "Usaha"),
    "sign": ("Nama Usaha", "NAMA USAHA", "Nama UMKM"),
    "turnover": ("Omzet per Bulan", "Omset", "OMZET"),
    "account": ("No rekening", "NO. REKENING"),
    "note": ("Keterangan", "KET", "KETERANGAN"),
    "nib": ("NIB", "Nomor NIB"),
}
_FIRST = Bag((("nik", "name"), ("name", "nik")), (6, 4))
_BIRTH: Bag[tuple[str, ...]] = Bag(
    (("birth_place", "birth"), ("birth",), ("place_and_birth",), ("sex", "birth"), ("sex",), ()),
    (10, 15, 15, 12, 15, 33),
)
_ADDRESS: Bag[tuple[str, ...]] = Bag(
    (("address",), ("address", "rt", "rw"), ("hamlet", "rt_rw"), ("address", "rt_rw")),
    (60, 20, 10, 10),
)
_BUSINESS: Bag[tuple[str, ...]] = Bag(
    (("line",), ("line_and_product",), ("line", "product"), ("sign", "line"), ("product",)),
    (35, 30, 15, 12, 8),
)
_MORE: Bag[tuple[str, ...]] = Bag(((), ("note",), ("turnover", "note"), ("account",), ("nib",)), (50, 25, 10, 10, 5))
_TITLES = Bag(
    (
        (),
        ("DAFTAR USULAN CALON PENERIMA BPUM TAHUN {year}", "{kind} {village} KECAMATAN {district}", ""),
        ("DATA PELAKU USAHA MIKRO", "{kind} {village} KEC. {district} KAB. BATANG", "TAHUN {year}", ""),
        ("USULAN BPUM {year} {kind} {village}",),
    ),
    (20, 45, 20, 15),
)
_DISTRICT_TITLES = Bag(
    ((), ("DAFTAR USULAN CALON PENERIMA BPUM TAHUN {year}", "KECAMATAN {district} KABUPATEN BATANG", "")), (30, 70)
)
_NIK_FORMS = Bag(("text", "number", "apostrophe", "typographic", "spaced"), (78, 10, 7, 2, 3))
_PHONE_FORMS = Bag(("plain", "number", "plus62", "dashed", "dotted"), (62, 20, 6, 8, 4))
_CASES = Bag(("upper", "title", "mixed"), (62, 22, 16))
_DAYS = Bag(("slashes", "date", "words"), (45, 40, 15))


def draw_layout(dice: Dice, year: int, *, has_places: bool) -> Layout:
    """A layout; lists of 2021 have family cards, lists of one village mostly no place columns.

    Args:
        dice: Where draws come from.
        year: Year of the proposal.
        has_places: Village and district need columns of their own.
    """
    fields = ["number", *dice.of(_FIRST)]
    if year >= 2021 or dice.chance(0.1):
        fields.insert(2, "no_kk")
    fields += [*dice.of(_BIRTH), *dice.of(_ADDRESS)]
    if has_places or dice.chance(0.3):
        fields += ["village", "district"]
    fields += [*dice.of(_BUSINESS), "phone", *dice.of(_MORE)]
    return Layout(
        columns=_headed(dice, fields),
        titles=dice.of(_DISTRICT_TITLES if has_places else _TITLES),
        number_row=dice.chance(0.08),
        header_every=40 if dice.chance(0.08) else 0,
        grouped=has_places and dice.chance(0.2),
        total=dice.chance(0.3),
        signed=dice.chance(0.35),
        margin=int(dice.chance(0.05)),
    )


def _headed(dice: Dice, fields: list[str]) -> tuple[tuple[str, str], ...]:
    """A header for each field; one file in eight has two rows, its people under a common heading."""
    headers = {field: dice.pick(_HEADERS[field]) for field in fields}
    if dice.chance(0.12):
        people = [field for field in fields[1:] if field in {"nik", "no_kk", "name", "sex", "birth", "birth_place"}]
        headers |= {field: f"DATA PEMILIK USAHA|{headers[field]}" for field in people}
    return tuple((field, headers[field]) for field in fields)


def draw_hand(dice: Dice, layout: Layout) -> Hand:
    """The habits of whoever filled a list of this layout."""
    fields = {name for name, _ in layout.columns}
    return Hand(
        case=dice.of(_CASES),
        nik=dice.of(_NIK_FORMS),
        phone=dice.of(_PHONE_FORMS),
        rt=dice.below(8),
        street=dice.pick((0, 1, 1, 1, 2, 3, 3, 4)),
        sex=dice.pick(("letter", "word")),
        day=dice.of(_DAYS),
        slips=dice.pick((0.02, 0.08, 0.08, 0.2)),
        rt_apart=bool(fields & {"rt", "rt_rw"}),
    )

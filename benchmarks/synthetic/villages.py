"""The places of Kabupaten Batang: districts (kecamatan) and villages, by their official names and codes.

Names and codes are public facts (Kemendagri 33.25). The table is the world's own on purpose: were it shared with
the product, a slip in one could not be seen by the other.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan and the district it lies in.

    Attributes:
        name: Official name.
        district: Name of the kecamatan.
        region: The six digits a NIK first recorded here begins with.
        is_town: It is a kelurahan.
        code: Kemendagri code, `33.25.11.2001`.
    """

    name: str
    district: str
    region: str
    is_town: bool
    code: str


_DISTRICTS: dict[str, tuple[str, str]] = {
    "Wonotunggal": (
        "332501",
        (
            "Silurah Sodong Gringgingsari Kedungmalang Sendang Wonotunggal Brokoh Wates Brayo Kemligi "
            "Sigayam Kreyo Siwatu Dringo Penangkan"
        ),
    ),
    "Bandar": (
        "332502",
        (
            "Tombo Wonomerto Wonodadi Pesalakan Binangun Sidayu Toso Kluwih Wonokerto Bandar Tumbrep "
            "Tambahrejo Puncanggading Candi Wonosegoro Simpar Batiombo"
        ),
    ),
    "Blado": (
        "332503",
        (
            "Gerlang Kalitengah Kembanglangit Gondang Bismo Keteleng Kalisari Besani Wonobodro Bawang "
            "Pesantren Kambangan Keputon Blado Cokro Selopajang_Barat Kalipancur Selopajang_Timur"
        ),
    ),
    "Reban": (
        "332504",
        (
            "Pacet Mojotengah Cablikan Ngroto Ngadirejo Reban Tambakboyo Adinuso Kumesu Kepundung Padomasan "
            "Semampir Wonosobo Sojomerto Karanganyar Polodoro Kalisari Sukomangli Wonorojo"
        ),
    ),
    "Bawang": (
        "332505",
        (
            "Pranten Deles Gunungsari Jambangan Kebaturan Kalirejo Sangubanyu Wonosari Jlamprang Bawang "
            "Candigugur Pangempon Sidoharjo Surjo Soka Sibebek Getas Pasusukan Candirejo Purbo"
        ),
    ),
    "Tersono": (
        "332506",
        (
            "Sendang Banteng Sumurbanger Margosono Sidalang Plosowangi Wanar Gondo Rejosari_Barat Boja Pujut "
            "Tersono Tanjungsari Kebumen Harjowinangun_Barat Tegalombo Kranggan Satriyan Harjowinangun_Timur "
            "Rejosari_Timur"
        ),
    ),
    "Gringsing": (
        "332507",
        (
            "Surodadi Sentul Plelen Kutosari Mentosari Gringsing Yosorejo Krengseng Sawangan Ketanggan Lebo "
            "Kebondalem Sidorejo Tedunan Madugowongjati"
        ),
    ),
    "Limpung": (
        "332508",
        (
            "Ngaliyan Sukorejo Tembok Donorejo Sidomulyo Kalisalak Limpung Kepuh Sempu Babadan Plumbon "
            "Amongrogo Dlisen Rowosari Pungangan Lobang Wonokerso"
        ),
    ),
    "Subah": (
        "332509",
        (
            "Menjangan Karangtengah Mangunharjo Tenggulangharjo Kalimanggis Keborangan Jatisari Subah "
            "Kumejing Durenombo Clapar Adinuso Sengon Gondang Kuripan Kemiri_Barat Kemiri_Timur"
        ),
    ),
    "Tulis": (
        "332510",
        (
            "Wringingintung Sembojo Posong Kaliboyo Simbangdesa Beji Tulis Simbangjati Kedungsegog "
            "Kenconorejo Ponowareng Siberuk Kebumen Cluwuk Jrakahpayung Jolosekti Manggis"
        ),
    ),
    "Batang": (
        "332511",
        (
            "Watesalit Proyonanggan_Tengah Kauman Karangasem_Utara Kasepuhan Sambong Proyonanggan_Utara "
            "Proyonanggan_Selatan Karangasem_Selatan Rowobelang Cepokokuning Pasekaran Kalisalak Kecepak "
            "Klidang_Wetan Klidang_Lor Kalipucang_Wetan Kalipucang_Kulon Karanganyar Denasri_Kulon "
            "Denasri_Wetan"
        ),
    ),
    "Warungasem": (
        "332512",
        (
            "Pandansari Kaliwareng Pejambon Sariglagah Pesaren Sidorejo Cepagan Masin Banjiran Warungasem "
            "Gapuro Kalibeluk Sawahjoho Candiareng Lebo Menguneng Terban Sijono"
        ),
    ),
    "Kandeman": (
        "332513",
        (
            "Tegalsari Kandeman Bakalan Lawangaji Depok Tragung Cempereng Karanganom Wonokerso Ujungnegoro "
            "Karanggeneng Juragan Botolambat"
        ),
    ),
    "Pecalungan": (
        "332514",
        ("Pecalungan Bandung Gombong Randu Siguci Pretek Selokarto Gemuh Gumawang Keniten"),
    ),
    "Banyuputih": (
        "332515",
        ("Banyuputih Kalibalik Sembung Kedawung Dlimas Luwung Penundan Banaran Timbang Bulu Kalangsono"),
    ),
}
_TOWN_TEXT = (
    "Watesalit Proyonanggan_Tengah Kauman Karangasem_Utara Kasepuhan Sambong Proyonanggan_Utara Proyonanggan_Selatan "
    "Karangasem_Selatan"
)
_TOWNS = frozenset(_TOWN_TEXT.split())

_NUMBERS: dict[str, str] = {
    "332501": "2001-2015",
    "332502": "2001-2007 2010-2016 2018-2020",
    "332503": "2001-2007 2009-2017 2020-2021",
    "332504": "2001-2019",
    "332505": "2001-2020",
    "332506": "2002-2017 2020-2023",
    "332507": "2005-2019",
    "332508": "2001-2013 2015-2016 2023-2024",
    "332509": "2004-2012 2014-2014 2019-2021 2023-2026",
    "332510": "2001-2007 2017-2020 2024-2029",
    "332511": "1013-1021 2001-2012",
    "332512": "2001-2018",
    "332513": "2001-2013",
    "332514": "2001-2010",
    "332515": "2001-2006 2008-2012",
}
"""Last four digits of the codes of each district; the gaps are villages that went to younger districts."""


def _codes(region: str) -> list[str]:
    spans = [span.split("-") for span in _NUMBERS[region].split()]
    numbers = [number for first, last in spans for number in range(int(first), int(last) + 1)]
    return [f"{region[:2]}.{region[2:4]}.{region[4:]}.{number}" for number in numbers]


VILLAGES: tuple[Village, ...] = tuple(
    Village(name.replace("_", " "), district, region, district == "Batang" and name in _TOWNS, code)
    for district, (region, names) in _DISTRICTS.items()
    for name, code in zip(names.split(), _codes(region), strict=True)
)
"""All 248 of them, by code."""


def villages_of(district: str) -> tuple[Village, ...]:
    """The villages of a district, by its official name."""
    return tuple(village for village in VILLAGES if village.district == district)

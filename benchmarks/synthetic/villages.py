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
    """

    name: str
    district: str
    region: str
    is_town: bool


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

VILLAGES: tuple[Village, ...] = tuple(
    Village(name.replace("_", " "), district, region, district == "Batang" and name in _TOWNS)
    for district, (region, names) in _DISTRICTS.items()
    for name in names.split()
)
"""All 248 of them, by code."""


def villages_of(district: str) -> tuple[Village, ...]:
    """The villages of a district, by its official name."""
    return tuple(village for village in VILLAGES if village.district == district)

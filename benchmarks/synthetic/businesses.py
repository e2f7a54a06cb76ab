"""What the owners live from: line of business, product, and the name on the sign."""

from dataclasses import dataclass

from benchmarks.synthetic.dice import Bag, Dice


@dataclass(frozen=True, slots=True)
class Business:
    """A business as an office would describe it.

    Attributes:
        line: Line of business ("bidang usaha").
        product: What is sold or made.
        sign: Name of the business, mostly none.
        is_making: It makes what it sells, so a survey can ask whether it still produces.
    """

    line: str
    product: str
    sign: str
    is_making: bool


_MAKING_TEXT = """
Kuliner:gorengan Kuliner:bakso Kuliner:mie_ayam Kuliner:nasi_megono Kuliner:kue_basah Kuliner:jajan_pasar
Kuliner:es_dawet Kuliner:lontong_opor Industri_makanan:tempe Industri_makanan:tahu Industri_makanan:emping_melinjo
Industri_makanan:kerupuk_usek
Industri_makanan:keripik_singkong Industri_makanan:gula_aren Industri_makanan:serabi_kalibeluk
Industri_makanan:ikan_asin Industri_makanan:jamu_gendong Kerajinan:batik_tulis Kerajinan:anyaman_bambu
Kerajinan:sapu_glagah Konveksi:celana_kolor Konveksi:mukena Penjahit:jahit_pakaian Mebel:kursi_kayu
Industri:batu_bata Industri:pandai_besi Peternakan:telur_asin Kuliner:opak Kuliner:roti_bolu Industri:genteng
"""
_TRADING_TEXT = """
Perdagangan:sembako Perdagangan:warung_kelontong Perdagangan:sayuran Perdagangan:pulsa Perdagangan:pakaian
Perdagangan:buah Perdagangan:ikan_segar Perdagangan:ayam_potong Perdagangan:beras Perdagangan:bensin_eceran
Perdagangan:kopi_sachet Perdagangan:mainan_anak Perdagangan:gas_LPG Jasa:bengkel_motor Jasa:tambal_ban Jasa:laundry
Jasa:salon Jasa:potong_rambut Jasa:fotocopy Jasa:rias_pengantin Jasa:servis_elektronik Jasa:ojek Jasa:pijat
Warung_makan:nasi_rames Pedagang_keliling:sayur_keliling Pedagang_keliling:siomay Jual_jajan:macam²_jajan
"""
_MAKING, _TRADING = _MAKING_TEXT.split(), _TRADING_TEXT.split()
_KINDS = Bag(
    tuple((kind, making) for kinds, making in ((_MAKING, True), (_TRADING, False)) for kind in kinds),
    [1.0 + 4.0 / (rank + 1) for kinds in (_MAKING, _TRADING) for rank, _ in enumerate(kinds)],
)
_SIGNS = (
    "Berkah", "Barokah", "Sumber Rejeki", "Maju Jaya", "Lestari", "Mekar", "Sari Rasa", "Amanah", "Rizky", "Putra Jaya",
)  # fmt: skip


def draw_business(dice: Dice, owner: str) -> Business:
    """A business of somebody whose name is `owner`."""
    kind, is_making = dice.of(_KINDS)
    line, product = kind.replace("_", " ").split(":")
    sign = ""
    if dice.chance(0.35):
        word = dice.pick(_SIGNS) if dice.chance(0.6) else owner.split(maxsplit=1)[0].title()
        sign = f"{dice.pick(('Warung', 'Toko', 'UD', 'Usaha'))} {word}"
    return Business(line, product, sign, is_making)

"""Invented names in twelve languages and six scripts.

Every stem is made up. A name is a stem in a pattern for its kind of institution, with a legal form
where the language has one. Names outside the Latin script have a Latin form as an alias, as
registers do.
"""

# Letters of other scripts that look like Latin ones are meant here.
# ruff: noqa: RUF001

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

GROUPS = (
    "bank",
    "investor",
    "insurer",
    "development",
    "authority",
    "inclusive",
    "technology",
    "services",
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language names institutions.

    Attributes:
        stems: invented words, each with its Latin form.
        patterns: for each of GROUPS, ways to say it, with `{}` for the stem.
        forms: legal forms put behind the names of companies; "" for none.
    """

    stems: tuple[tuple[str, str], ...]
    patterns: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...] = ("",)


def _tongue(stems: str, forms: str, patterns: str) -> Tongue:
    """From text: stems `native=latin` or one word, forms and patterns parted by bars."""
    pairs = [tuple(word.replace("_", " ").split("=")) for word in stems.split()]
    groups = [
        tuple(way.strip() for way in line.split("|")) for line in patterns.split("\n") if line
    ]
    return Tongue(
        stems=tuple((pair[0], pair[-1]) for pair in pairs),
        patterns=dict(zip(GROUPS, groups, strict=True)),
        forms=tuple(form.strip() for form in forms.split("|")),
    )


TONGUES = {
    "en": _tongue(
        "Brackenmoor Tallowick Estermere Corrandale Wexholme Arrowfen Saltmarsh_Cross Kestrelgate "
        "Marrowby Northwillow Ottersby Pennelhurst Quillham Ravensedge Silverthwaite Thornleigh "
        "Umberstone Valebrook Windlesea Yarrowdeep Amberlock Copperfell Dunlinmere Fennimore_Vale",
        "| plc | Ltd | Group",
        """{} Bank|{} Savings Bank|Bank of {}
{} Asset Management|{} Pension Fund|{} Capital Partners
{} Insurance|{} Mutual Assurance|{} Re
{} Development Finance|{} Development Fund
{} Financial Conduct Authority|{} Monetary Authority
{} Credit Union|{} Microfinance|{} Remittances
{} Pay|{} Data Analytics|{} Ledger
{} Audit Partners|{} Bankers Association""",
    ),
    "de": _tongue(
        "Ahornfeld Brunnwald Eschental Falkenried Grünau-Steinach Hagenmoos Königsfirn Lärchenberg "
        "Mühlstätten Nebelhorst Rotenfurt Sonnenzell Tannwies Weidenbrück Ziegelauen Ölbrunn",
        "| AG | AG | eG",
        """Bank {}|Sparbank {}|{} Privatbank
{} Vermögensverwaltung|Pensionskasse {}|{} Beteiligungen
{} Versicherung|{} Rückversicherung
Entwicklungsbank {}
Finanzmarktaufsicht {}|Landeszentralbank {}
Genossenschaftsbank {}|Mikrokredit {}
{} Zahlungssysteme|{} Datenwerk
{} Wirtschaftsprüfung|Bankenverband {}""",
    ),
    "fr": _tongue(
        "Aubeclaire Beauvallon-sur-Mer Chantelune Daraville Fontépine Grandrivage Hauteclaie "
        "Lormesson Montfleuri Néréa Oriandre Palmeraie_Bleue Rocheval Sérignac-Vieux Téranga_Nord",
        "| SA | SA | SAS",
        """Banque {}|Crédit {}|Caisse d’épargne {}
{} Gestion d’actifs|Caisse de retraite {}|{} Capital
Assurances {}|Mutuelle {}
Fonds de développement {}
Autorité des marchés {}|Banque centrale de {}
Microfinance {}|Coopérative de crédit {}
{} Paiements|{} Données
Cabinet d’audit {}|Fédération bancaire de {}""",
    ),
    "es": _tongue(
        "Almenara_del_Río Brisalta Campoluz Dorada_del_Sur Encinal Fuenteclara Jacarandá Lomaverde "
        "Miravalle Nogalera Peñablanca Quebrada_Honda Riomanso Serranía Valdeolmo Ñandubay",
        "| S.A. | S.A. | S.A. de C.V.",
        """Banco {}|Caja de Ahorros {}|Banco Popular {}
{} Inversiones|Fondo de Pensiones {}|{} Capital
Seguros {}|Aseguradora {}
Banco de Desarrollo {}|Fondo de Fomento {}
Superintendencia Financiera de {}|Banco Central de {}
Cooperativa de Crédito {}|Microfinanzas {}
{} Pagos|{} Datos
Auditores {}|Asociación Bancaria de {}""",
    ),
    "pt": _tongue(
        "Águas_Mansas Boavista_do_Norte Caminho_Claro Ipêlândia Jatobá Lagoa_Serena Monte_Aurora "
        "Pedra_Fina Quatro_Ventos Ribeira_Alta Sabiá Vale_das_Garças",
        "| S.A. | S.A. | Ltda.",
        """Banco {}|Caixa {}|Banco Comercial {}
{} Investimentos|Fundo de Pensões {}|{} Participações
Seguros {}|{} Seguradora
Agência de Fomento {}|Banco de Desenvolvimento {}
Comissão de Valores de {}|Banco Central de {}
Cooperativa de Crédito {}|Microcrédito {}
{} Pagamentos|{} Dados
{} Auditores|Associação de Bancos de {}""",
    ),
    "ar": _tongue(
        "الواحة_الزرقاء=Al-Waha_al-Zarqa نور_الساحل=Nour_al-Sahel ربى_الياسمين=Ruba_al-Yasmin "
        "مرسى_اللؤلؤ=Marsa_al-Lulu سهول_الشمال=Suhul_al-Shamal نخيل_الفجر=Nakheel_al-Fajr "
        "ضفاف_السلام=Difaf_al-Salam قمم_الأطلس=Qimam_al-Atlas",
        "| ش.م.ع",
        """بنك {}|مصرف {}
{} للاستثمار|صندوق تقاعد {}
{} للتأمين|تكافل {}
صندوق {} للتنمية
هيئة أسواق المال في {}|سلطة {} النقدية
{} للتمويل الأصغر|تعاونية {}
{} للمدفوعات|{} للبيانات
{} لتدقيق الحسابات|اتحاد مصارف {}""",
    ),
    "zh": _tongue(
        "云岚=Yunlan 青渚=Qingzhu 远澄=Yuancheng 星澜=Xinglan 嘉禾岭=Jiaheling 临溪=Linxi 松垣=Songyuan "
        "海晏湾=Haiyanwan 瑞霖=Ruilin 鹤鸣=Heming",
        "| 有限公司 | 股份有限公司",
        """{}银行|{}商业银行
{}资产管理|{}养老基金
{}保险|{}再保险
{}开发银行
{}金融监管局|{}货币管理局
{}小额贷款|{}信用社
{}支付|{}数据
{}会计师事务所|{}银行业协会""",
    ),
    "ja": _tongue(
        "あさぎり=Asagiri 月見野=Tsukimino 白波浜=Shiranamihama かえで坂=Kaedezaka 東雲台=Shinonomedai "
        "青葉原=Aobahara みなと星=Minatoboshi 雪見峠=Yukimitoge 若草橋=Wakakusabashi",
        "| 株式会社",
        """{}銀行|{}信託銀行
{}アセットマネジメント|{}年金基金
{}生命保険|{}損害保険
{}開発金融
{}金融監督庁
{}信用組合|{}マイクロファイナンス
{}ペイメント|{}データ
{}監査法人|{}銀行協会""",
    ),
    "hi": _tongue(
        "नीलगंगा=Nilganga सूर्यपथ=Suryapath हरितवन=Haritvan मयूरतट=Mayurtat चंद्रसेतु=Chandrasetu "
        "आम्रवाटिका=Amravatika शांतिसरोवर=Shantisarovar",
        "| लिमिटेड",
        """{} बैंक|{} सहकारी बैंक
{} निवेश|{} पेंशन कोष
{} बीमा|{} जीवन बीमा
{} विकास वित्त
{} वित्तीय नियामक
{} सूक्ष्म वित्त|{} ऋण समिति
{} भुगतान|{} डेटा
{} लेखा परीक्षक|{} बैंक संघ""",
    ),
    "ru": _tongue(
        "Северолуг=Severolug Ясная_Степь=Yasnaya_Step Белогорье-Восток=Belogorye-Vostok "
        "Тихоречье=Tikhorechye Златополье=Zlatopolye",
        "| АО",
        """Банк «{}»|Сберегательный банк «{}»
Инвестиционный фонд «{}»|Пенсионный фонд «{}»
Страховая компания «{}»
Фонд развития «{}»
Агентство по регулированию «{}»
Микрофинансирование «{}»|Кредитный союз «{}»
«{}» Платежи
Аудит «{}»|Ассоциация банков «{}»""",
    ),
    "el": _tongue(
        "Γαλανή_Ακτή=Galani_Akti Ελαιώνας_Βορρά=Elaionas_Vorra Φεγγαρόπετρα=Fengaropetra "
        "Ασημένιος_Κόλπος=Asimenios_Kolpos",
        "| Α.Ε.",
        """Τράπεζα {}|Ταμιευτήριο {}
{} Επενδύσεις|Ταμείο Συντάξεων {}
Ασφαλιστική {}
Αναπτυξιακό Ταμείο {}
Επιτροπή Αγοράς {}
Συνεταιριστική {}|Μικροπιστώσεις {}
{} Πληρωμές
Ελεγκτές {}|Ένωση Τραπεζών {}""",
    ),
    "id": _tongue(
        "Cakrawala_Biru Embun_Nusantara Gunung_Melati Lentera_Samudra Padi_Kencana Rimba_Tirta "
        "Teluk_Mutiara Awan_Jingga",
        "| Tbk",
        """Bank {}|Bank Tabungan {}
{} Manajemen Aset|Dana Pensiun {}
Asuransi {}|{} Reasuransi
Lembaga Pembiayaan {}
Otoritas Keuangan {}
Koperasi {}|{} Keuangan Mikro
{} Pembayaran|{} Data
Kantor Audit {}|Perhimpunan Bank {}""",
    ),
    "tr": _tongue(
        "Akdere_Yaylası Bozçınar Gökpınar Işıltepe Şafakova Üzümlübağ Çamlıkıyı Ördekgölü",
        "| A.Ş.",
        """{} Bankası|{} Katılım Bankası
{} Portföy Yönetimi|{} Emeklilik Fonu
{} Sigorta|{} Reasürans
{} Kalkınma Bankası
{} Finansal Denetim Kurumu
{} Kooperatifi|{} Mikrofinans
{} Ödeme|{} Veri
{} Denetim|{} Bankalar Birliği""",
    ),
    "sw": _tongue(
        "Bahari_Njema Jua_Kali_Mpya Mlima_Fedha Nyota_ya_Pwani Upepo_Safi Mwanga_wa_Ziwa",
        "| Ltd",
        """Benki ya {}|{} Akiba
{} Uwekezaji|Mfuko wa Pensheni {}
Bima ya {}
Mfuko wa Maendeleo {}
Mamlaka ya Fedha {}
Ushirika wa {}|{} Mikopo Midogo
{} Malipo
Wakaguzi wa {}|Chama cha Benki {}""",
    ),
    "uk": _tongue(
        "Синьогора=Synohora Калиновий_Міст=Kalynovyi_Mist Ясенівка-Нова=Yasenivka-Nova "
        "Світлоріччя=Svitlorichchia",
        "| АТ",
        """Банк «{}»|Ощадна каса «{}»
Інвестиційний фонд «{}»
Страхова компанія «{}»
Фонд розвитку «{}»
Регулятор ринків «{}»
Кредитна спілка «{}»
«{}» Платежі
Аудит «{}»|Асоціація банків «{}»""",
    ),
}
# Bodies that are not companies carry no legal form.
WITHOUT_FORM = frozenset({"authority", "development", "services"})
ABBREVIATED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Named:
    """An institution's name, and how else it is known."""

    name: str
    aliases: tuple[str, ...]
    slug: str


def slug_of(text: str) -> str:
    """Latin letters, digits and dashes, as addresses want them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _abbreviation(latin: str) -> str:
    letters = [word[0].upper() for word in re.split(r"[\s\-–’]+", latin) if word[:1].isalpha()]
    return "".join(letters) if 3 <= len(letters) <= 5 else ""


def invent_name(language: str, group: str, draws: Random) -> Named:
    """A name in a language for one of GROUPS.

    Args:
        language: an ISO 639 code; English stands in for those not in TONGUES.
        group: one of GROUPS.
        draws: the generator to use.
    """
    tongue, english = TONGUES.get(language, TONGUES["en"]), TONGUES["en"]
    native, latin = draws.choice(tongue.stems)
    ways, english_ways = tongue.patterns[group], english.patterns[group]
    way = draws.randrange(len(ways))
    form = "" if group in WITHOUT_FORM else draws.choice(tongue.forms)
    name = f"{ways[way].format(native)} {form}".strip()
    in_latin = english_ways[min(way, len(english_ways) - 1)].format(latin)
    aliases = [in_latin] if native != latin else []
    short = _abbreviation(in_latin if aliases else name)
    if short and draws.random() < ABBREVIATED_SHARE:
        aliases.append(short)
    return Named(name, tuple(aliases), slug_of(in_latin))

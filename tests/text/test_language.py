"""The language told of a text."""

import pytest

from communique.text import detect_language, language_of

SAMPLES = {
    "en": "The two ministers met in Port Hale and agreed to open a corridor for hydrogen by 2030.",
    "fr": "Les deux ministres se sont vus à Port Hale et ont décidé d'ouvrir un corridor pour l'hydrogène.",
    "es": "Los dos ministros se reunieron en Puerto Hale y acordaron abrir un corredor para el hidrógeno.",
    "de": "Die beiden Minister trafen sich und vereinbarten, einen Korridor für den Wasserstoff zu öffnen.",
    "ko": "양국 장관은 포트헤일에서 만나 2030년까지 수소 회랑을 열기로 합의했다. (Port Hale, MOTIE)",
    "ja": "両国の大臣はポートヘイルで会談し、2030年までに水素回廊を開くことで一致した。",
    "zh": "两国部长在黑尔港会晤，同意在2030年前开通氢能走廊。",
    "it": "I due ministri si sono incontrati a Porto Hale e hanno deciso che il corridoio sarà aperto.",
    "pt": "Os dois ministros reuniram-se em Porto Hale e a decisão foi tomada também pelos dois governos.",
    "nl": "De twee ministers spraken in Port Hale over een corridor voor waterstof, die het land zal bouwen.",
    "ru": "Министры двух стран встретились в порту и договорились открыть водородный коридор к 2030 году..",
    "uk": "Міністри двох країн зустрілися в порту і домовилися відкрити водневий коридор до 2030 року.",
    "mis": "Министрите на двете страни се срещнаха в пристанището и се договориха за коридор.",
    "ar": "التقى الوزيران في الميناء واتفقا على فتح ممر للهيدروجين بحلول عام 2030.",
    "fa": "وزیران دو کشور در بندر دیدار کردند و پذیرفتند که گذرگاهی برای هیدروژن باز شود.",
    "el": "Οι δύο υπουργοί συναντήθηκαν στο λιμάνι και συμφώνησαν να ανοίξουν έναν διάδρομο υδρογόνου.",
    "he": "שני השרים נפגשו בנמל והסכימו לפתוח מסדרון מימן עד שנת 2030.",
    "th": "รัฐมนตรีทั้งสองพบกันที่ท่าเรือและตกลงเปิดเส้นทางไฮโดรเจนภายในปี 2030",
    "hi": "दोनों मंत्रियों ने बंदरगाह पर भेंट की और 2030 तक हाइड्रोजन गलियारा खोलने पर सहमति जताई।",
}


@pytest.mark.parametrize(("lang", "text"), SAMPLES.items(), ids=SAMPLES)
def test_each_language_is_told(lang: str, text: str) -> None:
    assert detect_language(text) == lang


def test_a_korean_name_in_an_english_text_changes_nothing() -> None:
    assert detect_language("The minister (안덕근) met with the Japanese minister (齋藤健) in Tokyo.") == "en"


@pytest.mark.parametrize("text", ["", "2024-04-23", "Cuộc họp diễn ra tại Hà Nội"])
def test_what_cannot_be_told_is_other(text: str) -> None:
    assert detect_language(text) == "other"


def test_what_is_declared_counts_unless_the_script_is_another() -> None:
    assert language_of(SAMPLES["ko"], "en") == "ko"
    assert language_of(SAMPLES["ru"], "fr") == "ru"
    assert language_of(SAMPLES["ja"], "zh") == "zh"
    assert language_of(SAMPLES["de"], "en") == "en"
    assert language_of(SAMPLES["de"], None) == "de"
    assert language_of("The minister (안덕근) spoke.", "en") == "en"

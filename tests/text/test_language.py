"""The language told of a text."""

import pytest

from communique.text import detect_language

SAMPLES = {
    "en": "The two ministers met in Port Hale and agreed to open a corridor for hydrogen by 2030.",
    "fr": "Les deux ministres se sont vus à Port Hale et ont décidé d'ouvrir un corridor pour l'hydrogène.",
    "es": "Los dos ministros se reunieron en Puerto Hale y acordaron abrir un corredor para el hidrógeno.",
    "de": "Die beiden Minister trafen sich und vereinbarten, einen Korridor für den Wasserstoff zu öffnen.",
    "ko": "양국 장관은 포트헤일에서 만나 2030년까지 수소 회랑을 열기로 합의했다. (Port Hale, MOTIE)",
    "ja": "両国の大臣はポートヘイルで会談し、2030年までに水素回廊を開くことで一致した。",
    "zh": "两国部长在黑尔港会晤，同意在2030年前开通氢能走廊。",
}


@pytest.mark.parametrize(("lang", "text"), SAMPLES.items(), ids=SAMPLES)
def test_each_language_is_told(lang: str, text: str) -> None:
    assert detect_language(text) == lang


def test_a_korean_name_in_an_english_text_changes_nothing() -> None:
    assert detect_language("The minister (안덕근) met with the Japanese minister (齋藤健) in Tokyo.") == "en"


@pytest.mark.parametrize("text", ["", "2024-04-23", "Cuộc họp diễn ra tại Hà Nội", "Министры встретились"])
def test_what_cannot_be_told_is_other(text: str) -> None:
    assert detect_language(text) == "other"

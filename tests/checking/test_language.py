"""Whether a text reads as English."""

import pytest

from claims.checking.language import reads_as_english

ENGLISH = (
    "The council of Lower Wetherby met on a cold evening and voted to close the bath, it said."
)
OTHERS = {
    "German": "Der Rat der Stadt hat am Montag beschlossen, das Bad zu schließen, weil es seit sechs "
    "Jahren Verluste macht, sagte der Kämmerer nach der Sitzung.",
    "Spanish": "El ayuntamiento decidió el lunes cerrar la piscina, que perdía dinero desde hacía seis "
    "años, según dijo el tesorero después de la reunión.",
    "Arabic": "قرر المجلس يوم الاثنين إغلاق المسبح الذي خسر المال منذ ست سنوات",
    "Japanese": "市議会は月曜日に、6年間赤字が続いていたプールを閉鎖することを決めた。",
}


def test_english_does():
    assert reads_as_english(ENGLISH)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_another_language_does_not(text):
    assert not reads_as_english(text)


@pytest.mark.parametrize("text", ["", "870%", "Figures 2019–2024: 12, 14, 18", "Bath shut"])
def test_of_a_few_words_nothing_is_said(text):
    assert reads_as_english(text)

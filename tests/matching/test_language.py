"""Whether the model may be asked about a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "807%",
        "OK",
        "The bridge was closed on Monday",
        "Mayor fires police chief",
        "Los Angeles and Las Vegas closed the bridge to El Paso",
        "A café in München opened",
        "🔥🔥🔥",
    ],
)
def test_english_and_what_shows_no_sign_of_another_language(text):
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Мост закрыли в понедельник",
        "桥在星期一关闭了桥在星期一关闭了",
        "הגשר נסגר ביום שני",
        "Die Brücke wurde von der Stadt gesperrt",
        "Le pont a été fermé par la ville dans la nuit",
        "El puente fue cerrado por la ciudad",
        "A ponte foi fechada pela cidade",
        "Most został zamknięty przez miasto i nie jest czynny",
    ],
)
def test_other_languages_are_told(text):
    assert not is_english(text)


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert is_english(text) in (True, False)

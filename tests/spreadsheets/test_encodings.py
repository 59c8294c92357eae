"""Which encoding a text is in that does not say so."""

import pytest

from claims.spreadsheets.encodings import ENCODINGS, guessed

SAID = {
    "windows-1252": [
        "Señor Muñoz était à la mairie, très tard",
        "Muñoz",
        "été",
        "it’s “here”, he said",
        "El alcalde dijo que la presa se vació más rápido; el niño enfermó en mayo",
        "A situação não é grave, disse o ministro; as pontes serão reparadas até março",
        "Die Brücke wurde für größere Schiffe geöffnet, erklärte der Bürgermeister",
        "Hamnen stängdes på måndagen; færgen sejlede på grund i går",
        "Höfnin var lokuð í gær þegar skipið strandaði",
        "Müller, Muñoz, Gonçalves, Ångström, Søren",
    ],
    "windows-1250": [
        "Most został zamknięty; źródła mówią, że ścieki płyną",
        "Most byl v pondělí uzavřen, řekl mluvčí úřadu",
        "A hidat lezárták hétfőn; az ügy még nem zárult le, mondta a szóvivő",
        "Ancheta continuă şi astăzi în judeţ, a spus primarul oraşului",
    ],
    "windows-1251": ["Мост закрыли в понедельник, сообщил мэр города"],
    "windows-1253": ["Η γέφυρα έκλεισε τη Δευτέρα, είπε ο δήμαρχος"],
    "windows-1254": ["Köprü pazartesi günü kapatıldı; soruşturma sürüyor"],
    "windows-1257": ["Tilts tika slēgts pirmdien; izmeklēšana turpinās, ziņo žurnālisti"],
    "macintosh": ["Señor Muñoz était à la mairie, très tard"],
}
CASES = [(name, text) for name, texts in SAID.items() for text in texts]


@pytest.mark.parametrize(("encoding", "text"), CASES, ids=[text[:20] for _name, text in CASES])
def test_a_text_is_read_as_it_was_written(encoding, text):
    assert text.encode(encoding).decode(guessed(text.encode(encoding))) == text


@pytest.mark.parametrize("sample", [b"", b"\x81\x8d\x8f", bytes(range(128, 256))])
def test_what_fits_no_language_is_presumed_to_be_western(sample):
    assert guessed(sample) in ENCODINGS

"""Values of spreadsheets as people see them."""

import datetime

import pytest

from corpus.formats.number_formats import CellValue, number_format


@pytest.mark.parametrize(
    ("code", "value", "german", "english"),
    [
        ("", 3.0, "3", "3"),
        ("", 1.5, "1,5", "1.5"),
        ("", 0.1 + 0.2, "0,3", "0.3"),
        ("", -1200.0, "-1200", "-1200"),
        ("", 431123456789.0, "431123456789", "431123456789"),
        ("", 1e-7, "0,0000001", "0.0000001"),
        ("", True, "ja", "yes"),
        ("", False, "nein", "no"),
        (4, 1200.0, "1.200,00", "1,200.00"),
        (9, 0.19, "19%", "19%"),
        ('#,##0.00\\ "€"', 1200.5, "1.200,50 €", "1,200.50 €"),
        ('_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', 300.0, "300,00 €", "300.00 €"),
        ("[$CHF-807] #,##0", 5000.0, "CHF 5.000", "CHF 5,000"),
        ("0.0%", 0.075, "7,5%", "7.5%"),
        ("00000", 1067.0, "01067", "01067"),
        ('0" Monate"', 6.0, "6 Monate", "6 Monate"),
        ('General" Plätze"', 12.0, "12 Plätze", "12 Plätze"),
        ('"ab "0" Jahren;"', 18.0, "ab 18 Jahren;", "ab 18 Jahren;"),
        ("[Red]0;[Blue]-0", -3.0, "-3", "-3"),
        ("0", 2.5, "3", "3"),
        ("#,##0,", 1234567.0, "1.235", "1,235"),
        ("0.00E+00", 5.5, "5,5", "5.5"),
        ("# ?/?", 0.5, "0,5", "0.5"),
        ("dd.mm.yyyy", datetime.date(2025, 3, 1), "01.03.2025", "01.03.2025"),
        ("yyyy\\-mm\\-dd hh:mm", datetime.datetime(2025, 3, 1, 14, 30), "01.03.2025 14:30", "01.03.2025 14:30"),
        ("mmm\\ yy", datetime.date(2025, 3, 1), "03/2025", "03/2025"),
        ("hh:mm", datetime.time(9), "09:00", "09:00"),
        ("[h]:mm", datetime.timedelta(hours=30), "30:00", "30:00"),
    ],
)
def test_values_are_shown_as_people_see_them(code: str | int, value: CellValue, german: str, english: str) -> None:
    """Currency, per cent, leading zeros, units and months come from the format; the rest from the language."""
    assert number_format(code).show(value, "de") == german
    assert number_format(code).show(value, "en") == english

"""Numbers, amounts and bounds in a text."""

from service.grounding import numbers


def test_bounds_are_those_of_the_source() -> None:
    """A range has both, `U25` is `unter 25`; a number alone has none, a date and a telephone number neither."""
    assert numbers.stated_bounds("mindestens 15 Personen") - numbers.known_bounds("für 15 Personen") == {
        ("lower", "15")
    }
    assert numbers.stated_bounds("at least 18, up to 24") <= numbers.known_bounds("18 bis 24 Jahre")
    assert numbers.stated_bounds("unter 25") <= numbers.known_bounds("Jugendliche U25")
    assert numbers.stated_bounds("bis 31.08.2013 unter 089/123456, ab 2012") == set()


def test_amounts_keep_their_unit() -> None:
    """2013 is no amount of money, and 15 participants are not 15 per cent."""
    source = "279.000 Euro Jahresbudget für 2013, 15 Teilnehmer, 25% Vermittlung"
    assert numbers.amounts_with_units("279,000 € and 25 per cent") <= numbers.amounts_with_units(source)
    assert numbers.amounts_with_units("2013 Euro, 15 %") - numbers.amounts_with_units(source) == {
        ("2013", "€"),
        ("15", "%"),
    }


def test_numbers_in_any_form() -> None:
    """Digits and words are one, and so are a date and its month, but not two numbers."""
    source = "Laufzeit: 24 Monate ab dem 01.10.2012, zwölf Plätze"
    assert numbers.unsupported_numbers("12 places for two years from October 2012", source) == set()
    assert numbers.unsupported_numbers("eleven places for 3 years", source) == {"11", "3"}

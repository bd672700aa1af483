"""Reads telephone numbers as people write them, and writes them as they are read aloud.

French first; whoever lives here may have kept a number of the country they come from.
"""

from __future__ import annotations

import re
from unicodedata import decimal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

HOME = "FR"
#: Countries whose local forms are tried, in this order, with what each begins with.
LOCAL = {"FR": "0", "MA": "0", "DZ": "0", "ES": "", "PT": ""}
ABROAD = ("+", "00", "33")  # how a number with its country begins; Telegram writes ours without a sign
#: Reserved by the regulator for works of fiction, so that nobody is rung by a demonstration or a test.
FICTION = ("19900", "26191", "35301", "46571", "53649", "63998")
FRENCH_DIGITS = 9  # after the 0
LONGEST_WITHOUT_SIGN = 12  # digits of a number with its country; 13 are somebody's social security
_WRITTEN = re.compile(r"\+?[\d(][\d ()./\u00a0\u202f-]{5,}")  # what of a text may be a number


def read_phone(text: str) -> str | None:
    """Return the number in E.164 (+33612345678); None when the text holds none."""
    written = _WRITTEN.search(text)
    if written is None:
        return None
    digits = "".join(str(decimal(sign, sign)) for sign in written[0] if sign.isdecimal() or sign == "+")
    regions = [region for region, begins in LOCAL.items() if digits.startswith((begins, *ABROAD))]
    numbers = [_parsed(digits, region) for region in regions]
    numbers.append(_parsed_without_sign(digits))
    number = next((each for each in numbers if each is not None and _exists(each)), None)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None


def shown(phone: str) -> str:
    """Return a number in E.164 as people read it: 06 12 34 56 78, or with its country."""
    number = _parsed(phone, None)
    if number is None:
        return phone
    form = PhoneNumberFormat.NATIONAL if _is_home(number) else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def _parsed_without_sign(digits: str) -> PhoneNumber | None:
    """Read a number with its country, if it is one of those whose local forms are tried."""
    number = _parsed(f"+{digits}", None) if len(digits) <= LONGEST_WITHOUT_SIGN else None
    return number if number and phonenumbers.region_code_for_number(number) in {None, *LOCAL} else None


def _exists(number: PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) or (_is_home(number) and _is_fiction(number))


def _is_fiction(number: PhoneNumber) -> bool:
    digits = phonenumbers.national_significant_number(number)
    return digits.startswith(FICTION) and len(digits) == FRENCH_DIGITS


def _is_home(number: PhoneNumber) -> bool:
    return number.country_code == phonenumbers.country_code_for_region(HOME)

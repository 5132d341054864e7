"""What sort of line a telephone number is, where the number itself can tell."""

import phonenumbers
from phonenumbers import PhoneNumberType

SORTS = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.TOLL_FREE: "landline",
    PhoneNumberType.PREMIUM_RATE: "landline",
    PhoneNumberType.SHARED_COST: "landline",
    PhoneNumberType.UAN: "landline",
}


def phone_sort(number: str, region: str = "") -> str:
    """mobile or landline; "" where the number does not tell (in North America, or without a country)."""
    try:
        parsed = phonenumbers.parse(number[:60], region or None)
    except phonenumbers.NumberParseException:
        return ""
    return SORTS.get(phonenumbers.number_type(parsed), "")

package org.wangge.account.model;

import java.util.List;
import java.util.Set;

/** The ways in which one telephone number is written. */
public final class PhoneNumbers {

    private static final String CHINA = "86";
    private static final int MOBILE_DIGITS = 11;

    private PhoneNumbers() {}

    /**
     * The number as given and as else it may have been entered: an issuer says {@code +8619900000001}, a district's list
     * {@code 19900000001}. Only numbers of Chinese mobiles have several spellings; of others one cannot tell where the country
     * ends.
     */
    public static Set<String> spellings(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        boolean withCountry = digits.length() == CHINA.length() + MOBILE_DIGITS && digits.startsWith(CHINA + "1");
        String mobile = withCountry ? digits.substring(CHINA.length()) : digits;
        if (mobile.length() != MOBILE_DIGITS || !mobile.startsWith("1")) {
            return Set.of(number);
        }
        return Set.copyOf(List.of(number, mobile, CHINA + mobile, "+" + CHINA + mobile, "+" + CHINA + " " + mobile));
    }
}

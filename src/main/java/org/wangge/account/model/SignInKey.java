package org.wangge.account.model;

/**
 * Under what failed sign-ins are counted: a name together with the address that guessed. Addresses fall into 1,024 slots for
 * each name, and names that do not exist into 1,024 slots together, so that guessing cannot fill the store.
 *
 * @param name as people sign in with it
 * @param known whether there is such a name
 */
public record SignInKey(String name, String address, boolean known) {

    private static final int SLOTS = 1024;
    /** In no username. */
    private static final String BETWEEN = "|";

    private static final String UNKNOWN = "?";

    public String id() {
        return (known ? name : UNKNOWN + slot(name)) + BETWEEN + slot(address);
    }

    /** What is kept with a session of where it began; the address itself is nobody's business. */
    public String addressHash() {
        return addressHash(address);
    }

    public static String addressHash(String address) {
        return Passwords.fastHash("address " + address);
    }

    /** What the ids of a name begin with. */
    public static String prefixOf(String name) {
        return name + BETWEEN;
    }

    private static String slot(String text) {
        return String.valueOf(Integer.parseInt(Passwords.fastHash(text).substring(0, 6), 16) % SLOTS);
    }
}

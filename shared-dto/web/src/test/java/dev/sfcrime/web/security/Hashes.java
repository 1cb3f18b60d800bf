package dev.sfcrime.web.security;

/** Passwords of the tests, each the user's name with {@code -secret} behind it. */
final class Hashes {
    static final String OF_OPERATOR = "{bcrypt}$2b$10$abcdefghijklmnopqrstuuKAl0uqx3c3nr98T3UDaIQQdr2c5xahm";
    static final String OF_VIEWER = "$2y$10$zyxwvutsrqponmlkjihgfe93aR1094vsN40IVTJJV6dWTHZjSmvxa";

    private Hashes() {}
}

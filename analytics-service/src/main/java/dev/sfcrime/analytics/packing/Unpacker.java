package dev.sfcrime.analytics.packing;

import java.nio.charset.StandardCharsets;

/** Reads what {@link Packer} wrote, in the same order. */
public final class Unpacker {
    private final byte[] bytes;
    private int at;

    /** Reads from the first byte on. */
    public Unpacker(byte[] packed) {
        bytes = packed;
    }

    /** The next number. */
    public long number() {
        byte part = bytes[at++];
        if (part >= 0) {
            return part;
        }
        long number = part & (Packer.MORE - 1);
        for (int shift = Packer.BITS; ; shift += Packer.BITS) {
            part = bytes[at++];
            number |= (part & (Packer.MORE - 1L)) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }

    /** The next number, where it is known to be an {@code int}. */
    public int smallNumber() {
        return (int) number();
    }

    /** The next text. */
    public String text() {
        int length = smallNumber();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
}

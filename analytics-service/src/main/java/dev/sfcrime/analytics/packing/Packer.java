package dev.sfcrime.analytics.packing;

import java.util.Arrays;

/** Writes numbers as unsigned LEB128, small ones in a byte, and texts between them; {@link Unpacker} reads them. */
public final class Packer {
    /** Bits of a number that a byte holds. */
    static final int BITS = 7;

    /** The bit that tells of another byte. */
    static final int MORE = 1 << BITS;

    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int size;

    /**
     * A packer with nothing in it.
     *
     * @param expected about how many bytes there will be
     */
    public Packer(int expected) {
        bytes = new byte[expected + LONGEST_NUMBER];
    }

    /** Adds a number, of at least 0. */
    public void number(long number) {
        reserve(LONGEST_NUMBER);
        byte[] into = bytes;
        int at = size;
        long rest = number;
        while (rest >= MORE) {
            into[at++] = (byte) (rest | MORE);
            rest >>>= BITS;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    /** Adds a text, given in UTF-8. */
    public void text(byte[] utf8) {
        number(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** All that was added, in its order. */
    public byte[] packed() {
        return Arrays.copyOf(bytes, size);
    }
}

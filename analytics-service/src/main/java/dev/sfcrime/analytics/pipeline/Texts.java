package dev.sfcrime.analytics.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Texts in UTF-8, numbered from 1 on as they are first seen. They are found by the bytes of a message, without making a
 * text of these. For one thread.
 */
final class Texts {
    private static final int SMALLEST = 1 << 8;
    private static final int SPREAD = 0x9E3779B9;

    private final List<byte[]> texts = new ArrayList<>();

    /** Numbers of texts; 0 where the slot is free. */
    private int[] slots = new int[SMALLEST];

    /** All texts, in the order of their numbers. */
    List<byte[]> all() {
        return texts;
    }

    int number(byte[] bytes, int start, int length) {
        int slot = slot(bytes, start, length);
        if (slots[slot] == 0) {
            texts.add(Arrays.copyOfRange(bytes, start, start + length));
            slots[slot] = texts.size();
            if (texts.size() > slots.length / 2) {
                grow();
            }
            return texts.size();
        }
        return slots[slot];
    }

    /** The same; 0 for no text. */
    int number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return number(bytes, 0, bytes.length);
    }

    private int slot(byte[] bytes, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= SPREAD;
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> Short.SIZE) & mask;
        while (slots[slot] != 0 && !is(texts.get(slots[slot] - 1), bytes, start, length)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean is(byte[] text, byte[] bytes, int start, int length) {
        return Arrays.equals(text, 0, text.length, bytes, start, start + length);
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < texts.size(); i++) {
            slots[slot(texts.get(i), 0, texts.get(i).length)] = i + 1;
        }
    }
}

package dev.sfcrime.analytics.packing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PackingTests {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, 1L << 56, Long.MAX_VALUE})
    void numbersComeBack(long number) {
        Packer packer = new Packer(0);
        packer.number(number);

        assertThat(new Unpacker(packer.packed()).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Passing Call", "Überfall", "😀"})
    void textsComeBack(String text) {
        Packer packer = new Packer(0);
        packer.text(text.getBytes(StandardCharsets.UTF_8));

        assertThat(new Unpacker(packer.packed()).text()).isEqualTo(text);
    }

    @Test
    void allComesBackInItsOrder() {
        Random numbers = new Random(1);
        Packer packer = new Packer(0);
        for (int i = 0; i < 10_000; i++) {
            packer.number(numbers.nextLong() >>> (1 + numbers.nextInt(63)));
            packer.text(new byte[] {'a'});
        }

        Unpacker unpacker = new Unpacker(packer.packed());

        Random again = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(unpacker.number()).isEqualTo(again.nextLong() >>> (1 + again.nextInt(63)));
            assertThat(unpacker.text()).isEqualTo("a");
        }
    }

    /** The database holds it so. */
    @Test
    void numbersAreUnsignedLeb128() {
        Packer packer = new Packer(0);
        packer.number(624_485);

        assertThat(packer.packed()).containsExactly(0xE5, 0x8E, 0x26);
    }
}

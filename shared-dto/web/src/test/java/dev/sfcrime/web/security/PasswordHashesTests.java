package dev.sfcrime.web.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PasswordHashesTests {
    /** By the reference implementation: {@code echo -n password | argon2 somesalt -t 2 -m 16 -p 4 -l 24}. */
    private static final String ARGON2 =
            "{argon2}$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";

    private final PasswordHashes hashes = new PasswordHashes();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                Hashes.OF_OPERATOR + " ,operator-secret",
                Hashes.OF_VIEWER + " ,viewer-secret",
                "{bcrypt}" + Hashes.OF_VIEWER + " ,viewer-secret",
                "{noop}plain ,plain",
            })
    void aPasswordMatchesItsOwnHashAlone(String hash, String password) {
        String checked = PasswordHashes.checked("user", hash, false);

        assertThat(hashes.matches(password, checked)).isTrue();
        assertThat(hashes.matches(password + "x", checked)).isFalse();
        assertThat(hashes.matches("", checked)).isFalse();
    }

    @Test
    void hashesOfTheReferenceArgon2AreUnderstood() {
        String checked = PasswordHashes.checked("user", ARGON2, true);

        assertThat(hashes.matches("password", checked)).isTrue();
        assertThat(hashes.matches("Password", checked)).isFalse();
    }

    @Test
    void aPlainPasswordIsForThisMachineAlone() {
        assertThat(PasswordHashes.checked("user", "{noop}secret", false)).isEqualTo("{noop}secret");
        assertThatThrownBy(() -> PasswordHashes.checked("user", "{noop}secret", true))
                .isInstanceOf(RefusedStart.Failure.class)
                .hasMessageContaining("{noop}")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-plain-secret",
                "{MD5}secret",
                "{sha256}secret",
                "{bcrypt}secret",
                "{bcrypt}$2a$10$tooshort-secret",
                "{bcrypt}a$10$abcdefghijklmnopqrstuuKAl0uqx3c3nr98T3UDaIQQdr2c5xahm",
                "{bcrypt}$2a$31$abcdefghijklmnopqrstuuKAl0uqx3c3nr98T3UDaIQQdr2c5xahm",
                "{argon2}secret",
                "{bcrypt}",
            })
    void whatIsNoWholeHashOfAKnownKindIsRejectedWithoutBeingShown(String hash) {
        assertThatThrownBy(() -> PasswordHashes.checked("alice", hash, false))
                .isInstanceOf(RefusedStart.Failure.class)
                .hasMessageContaining("alice")
                .hasMessageNotContaining("secret");
    }
}

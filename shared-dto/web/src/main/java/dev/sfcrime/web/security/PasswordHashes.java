package dev.sfcrime.web.security;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.password4j.Argon2Function;
import com.password4j.Password;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The forms of hashes that passwords may have in the settings, and how they are compared. */
final class PasswordHashes {
    private static final Pattern FORM = Pattern.compile("\\{([a-z0-9]+)}(.+)");
    private static final Pattern BARE_BCRYPT = Pattern.compile("\\$2[aby]\\$.+");
    private static final Map<String, Pattern> SLOW = Map.of(
            "bcrypt", Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}"),
            "argon2",
                    Pattern.compile(
                            "\\$argon2(id|i|d)\\$v=19\\$m=\\d{1,7},t=\\d{1,2},p=\\d{1,2}\\$[A-Za-z0-9+/]+=*\\$[A-Za-z0-9+/]+=*"));
    private static final String PLAIN = "noop";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    // each takes a core, and argon2 much memory
    private final Semaphore atOnce = new Semaphore(Runtime.getRuntime().availableProcessors());

    /**
     * The hash with its kind in front.
     *
     * @param user whose it is
     * @param toOthers whether others than this machine can reach the service
     * @throws RefusedStart.Failure if it is none, or is the password itself where others could try it
     */
    static String checked(String user, String hash, boolean toOthers) {
        String whole = BARE_BCRYPT.matcher(hash).matches() ? "{bcrypt}" + hash : hash;
        var form = FORM.matcher(whole);
        if (!form.matches()) {
            throw unusable(user, "is no hash of a known kind");
        }
        String kind = form.group(1);
        if (kind.equals(PLAIN)) {
            if (toOthers) {
                throw unusable(user, "is the password itself, {noop}, which is for this machine alone");
            }
            return whole;
        }
        Pattern expected = SLOW.get(kind);
        if (expected == null || !expected.matcher(form.group(2)).matches()) {
            throw unusable(user, "is no whole hash of a known kind; a shell may have taken what follows a $");
        }
        return whole;
    }

    private static RefusedStart.Failure unusable(String user, String what) {
        return new RefusedStart.Failure(
                "The password hash of user '%s' %s.".formatted(user, what),
                "Make one with ./sfcrime password, and give it in single quotes, in the form {bcrypt}$2a$10$… or "
                        + "{argon2}$argon2id$…. The settings are SFCRIME_OPERATOR_PASSWORD_HASH, "
                        + "SFCRIME_VIEWER_PASSWORD_HASH and sfcrime.security.users.*.password-hash.");
    }

    /** Whether this is the password, which takes a while unless it is plain text. */
    boolean matches(String password, String checkedHash) {
        int end = checkedHash.indexOf('}');
        String kind = checkedHash.substring(1, end);
        String hash = checkedHash.substring(end + 1);
        atOnce.acquireUninterruptibly();
        try {
            return switch (kind) {
                case "bcrypt" -> bcrypt.matches(password, hash);
                case "argon2" -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
                default -> Fingerprint.constantTimeEquals(password, hash);
            };
        } finally {
            atOnce.release();
        }
    }
}

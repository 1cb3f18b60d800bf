package dev.sfcrime.local.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Bcrypt;
import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine.Command;

@Command(
        name = "password",
        description = {
            "Reads a password, unseen, and prints its hash for SFCRIME_OPERATOR_PASSWORD_HASH or SFCRIME_VIEWER_PASSWORD_HASH.",
            "Without a terminal the password is the first line of the input.",
        })
final class PasswordCommand implements Callable<Integer> {
    private static final int SHORTEST = 12;
    /** What bcrypt looks at. */
    private static final int MOST_BYTES = 72;
    /** A third of a second on a small machine, for each guess. */
    private static final int COST = 12;

    private final SfCrime suite;

    PasswordCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() throws IOException {
        // the script asks, and has the terminal show nothing
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null || password.length() < SHORTEST) {
            throw new StackException("A password needs at least %d characters".formatted(SHORTEST));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new StackException("A password may have at most %d bytes".formatted(MOST_BYTES));
        }
        String hash = Password.hash(password)
                .with(BcryptFunction.getInstance(Bcrypt.A, COST))
                .getResult();
        suite.console().line("{bcrypt}" + hash);
        return 0;
    }
}

package dev.sfcrime.web.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Prints the hash of the password on the first line of the standard input, as the settings take it: for containers, which
 * hold a service and no {@code ./sfcrime}.
 */
public final class HashPassword {
    private static final int COST = 12;

    private HashPassword() {}

    public static void main(String[] arguments) throws IOException {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null || password.isEmpty()) {
            System.err.println("There is no password on the standard input");
            System.exit(1);
            return;
        }
        System.out.println("{bcrypt}" + new BCryptPasswordEncoder(COST).encode(password));
    }
}

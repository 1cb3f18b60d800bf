package dev.sfcrime.local.secure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate of this machine, signed by itself, made with the JDK's own tool.
 *
 * @param keystore key and certificate, as PKCS #12
 * @param password of the keystore
 * @param pem the certificate, as PEM: what whoever trusts it needs
 */
public record Certificate(Path keystore, String password, Path pem) {
    private static final String PASSWORD = "hush-keystore";

    /** Makes one for 127.0.0.1 and localhost. */
    public static Certificate make(Path folder, String name) throws IOException {
        return make(folder, name, "ip:127.0.0.1,dns:localhost");
    }

    /**
     * Makes one.
     *
     * @param holders whom it is for, such as {@code dns:kafka}
     */
    public static Certificate make(Path folder, String name, String holders) throws IOException {
        Path keystore = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + holders,
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString());
        return new Certificate(keystore, PASSWORD, pem);
    }

    /** The private key as PEM, for servers that read no keystore. */
    public String privateKey() throws IOException {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            byte[] key = store.getKey(store.aliases().nextElement(), password.toCharArray())
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static void keytool(String... arguments) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}

package dev.sfcrime.acceptance;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** Kubernetes' API on loopback, as far as it keeps objects and tells who watches them; it runs no pods by itself. */
final class KubernetesApi implements AutoCloseable {
    private static final String OURS = "acceptance-tests";
    private static final Pattern PATH =
            Pattern.compile("/api/v1/namespaces/[^/]+/(?<resource>[a-z]+)(?<name>/[^/?]+)?(?:\\?(?<query>.*))?");

    private final KubernetesMockServer server;
    private final Set<Permission> used = ConcurrentHashMap.newKeySet();

    /** What a role grants: {@code create} of {@code pods}. */
    record Permission(String verb, String resource) {}

    KubernetesApi() {
        KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
        Dispatcher recording = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!OURS.equals(request.getHeader("User-Agent"))) {
                    used.add(permission(request.getMethod(), request.getPath()));
                }
                return objects.dispatch(request);
            }
        };
        this.server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), recording, false);
        server.init(InetAddress.getLoopbackAddress(), 0);
    }

    /** As {@code SPARK_MASTER} wants it. */
    String sparkMaster() {
        return "k8s://http://127.0.0.1:" + server.getPort();
    }

    /** A client whose requests are not recorded. */
    KubernetesClient client() {
        return server.createClient(
                builder -> builder.editOrNewConfig().withUserAgent(OURS).endConfig());
    }

    /** What everybody else has asked for so far. */
    Set<Permission> used() {
        return Set.copyOf(used);
    }

    @Override
    public void close() {
        server.destroy();
    }

    private static Permission permission(String method, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return new Permission(method, path);
        }
        boolean one = parts.group("name") != null;
        String query = parts.group("query");
        boolean watch = query != null && query.contains("watch=true");
        String verb = switch (method) {
            case "GET" -> watch ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> method.toLowerCase(Locale.ROOT);
        };
        return new Permission(verb, parts.group("resource"));
    }
}

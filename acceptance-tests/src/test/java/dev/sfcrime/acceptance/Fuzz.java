package dev.sfcrime.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests made up from a service's own description: each operation with each parameter, filled with what fits now and
 * then and with what does not mostly. None of them can rightly change anything: names are never those of what exists, and
 * a body always has a field too many.
 */
final class Fuzz {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "0",
            "-1",
            "1",
            "50",
            "1000",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1e309",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "\"",
            "'",
            "' OR 1=1 --",
            "<b>",
            "%",
            "%s%n",
            "${jndi:ldap://127.0.0.1/x}",
            "#{1+1}",
            "../..",
            "/etc/passwd",
            "\0",
            "\r\nX-Injected: 1",
            "\u2028",
            "\ud83d\ude80",
            "\uffff",
            "\u202e",
            "=1+1",
            "2018-12-31T23:57:00",
            "2018-12-31",
            "9999-99-99",
            "+999999999-12-31T00:00",
            "P1D",
            "-PT1H",
            "hour",
            "day",
            "FILE",
            "COMPLETED",
            "count",
            "a,b,c",
            "*");

    private final String service;
    private final JsonNode api;
    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String method, String path, List<JsonNode> parameters, JsonNode body) {}

    Fuzz(String service, JsonNode api, Random random) {
        this.service = service;
        this.api = api;
        this.random = random;
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                List<JsonNode> parameters = new ArrayList<>();
                method.getValue().path("parameters").forEach(parameters::add);
                operations.add(new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        parameters,
                        method.getValue()
                                .path("requestBody")
                                .path("content")
                                .path("application/json")
                                .path("schema")));
            }
        }
    }

    /** The next request. */
    Attack next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        Attack attack = Attack.of("fuzzed", service, operation.method() + " " + target(operation));
        if (random.nextInt(5) > 0) {
            attack = attack.with(random.nextInt(3) == 0 ? Attacks.OPERATOR : Attacks.VIEWER);
        }
        if (random.nextInt(4) == 0) {
            attack = attack.with("Accept: "
                    + pick(List.of("application/json", "text/csv", "text/event-stream", "text/html", "*/*", "x")));
        }
        if (random.nextInt(8) == 0) {
            attack = attack.with("If-None-Match: " + pick(List.of("*", "W/\"x\"", "\"", "x".repeat(500))));
        }
        if (!operation.body().isMissingNode()) {
            return attack.sending("application/json", body(operation.body()));
        }
        return CHANGING.contains(operation.method()) ? attack.with("Content-Length: 0") : attack;
    }

    /** Whether a request that was answered well has changed something. */
    static boolean changes(Attack attack) {
        return CHANGING.contains(attack.line().substring(0, attack.line().indexOf(' ')));
    }

    private String target(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.get("name").asString();
            if (parameter.get("in").asString().equals("path")) {
                path = path.replaceFirst(
                        "\\{\\*?" + name + "}",
                        encoded(value(parameter.path("schema")))
                                .replace("\\", "\\\\")
                                .replace("$", "\\$"));
            } else if (parameter.get("in").asString().equals("query") && random.nextInt(3) > 0) {
                addQuery(query, name, resolved(parameter.path("schema")));
            }
        }
        if (random.nextInt(10) == 0) {
            query.add(encoded(pick(TEXTS)) + "=" + encoded(pick(TEXTS)));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private void addQuery(List<String> query, String name, JsonNode schema) {
        if (schema.has("properties")) {
            schema.get("properties")
                    .properties()
                    .forEach(property -> addQuery(query, property.getKey(), property.getValue()));
            return;
        }
        int times = random.nextInt(12) == 0 ? 1 + random.nextInt(20) : 1;
        for (int i = 0; i < times; i++) {
            query.add(name + "=" + encoded(value(schema)));
        }
    }

    private String value(JsonNode schema) {
        if (schema.has("enum") && random.nextBoolean()) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asString();
        }
        return switch (random.nextInt(8)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Integer.toString(random.nextInt(100));
            case 2 -> text(random.nextInt(300));
            case 3 -> pick(TEXTS) + pick(TEXTS);
            default -> pick(TEXTS);
        };
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(4) == 0 ? 0xA0 + random.nextInt(0xD000) : random.nextInt(128));
        }
        return text.toString();
    }

    private String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return random.nextInt(20) == 0 ? encoded.replace("%2F", "/").replace("%25", "%") : encoded.replace("+", "%20");
    }

    private byte[] body(JsonNode schema) {
        ObjectNode body = JSON.createObjectNode();
        if (object(schema, 0) instanceof ObjectNode object) {
            body = object;
        }
        body.put("noFieldOfThis", random.nextInt());
        byte[] bytes = JSON.writeValueAsBytes(body);
        if (random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            // a byte of damage could take the field away that makes it wrong
            bytes[0] = '<';
        }
        return bytes;
    }

    private JsonNode object(JsonNode reference, int depth) {
        JsonNode schema = resolved(reference);
        if (random.nextInt(3) == 0 || depth > 4) {
            return anything(0);
        }
        if (schema.has("properties")) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
                if (random.nextInt(3) > 0) {
                    object.set(property.getKey(), object(property.getValue(), depth + 1));
                }
            }
            return object;
        }
        return switch (schema.path("type").asString("")) {
            case "integer" ->
                JSON.getNodeFactory().numberNode(random.nextBoolean() ? random.nextInt(1000) : random.nextLong());
            case "number" ->
                JSON.getNodeFactory().numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(300)));
            case "boolean" -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            default -> JSON.getNodeFactory().stringNode(value(schema));
        };
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 5 ? 4 : 6)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 3 -> JSON.getNodeFactory().stringNode(pick(TEXTS));
            case 4 -> {
                ArrayNode array = JSON.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(anything(depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(pick(TEXTS), anything(depth + 1));
                }
                yield object;
            }
        };
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}

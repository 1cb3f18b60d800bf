package dev.sfcrime.local.stack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one who measures adds to how the processes usually run.
 *
 * @param environment variables of every process
 * @param jvmFlags flags of the JVMs by service; they stand behind the usual ones, and win over these
 */
public record Additions(Map<String, String> environment, Map<Service, List<String>> jvmFlags) {
    /** Nothing: as the suite runs for its users. */
    public static final Additions NONE = new Additions(Map.of(), Map.of());

    public Additions {
        environment = Map.copyOf(environment);
        jvmFlags = Map.copyOf(jvmFlags);
    }

    /** These, and one more variable, which replaces one of this name. */
    public Additions withVariable(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new Additions(more, jvmFlags);
    }

    /** These, with these JVM flags for a service in place of those it had. */
    public Additions withFlags(Service service, List<String> flags) {
        Map<Service, List<String>> more = new EnumMap<>(Service.class);
        more.putAll(jvmFlags);
        more.put(service, List.copyOf(flags));
        return new Additions(environment, more);
    }
}

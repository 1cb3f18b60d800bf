package dev.sfcrime.local.stack;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdditionsTests {
    @Test
    void aVariableReplacesOneOfItsName() {
        Additions additions =
                Additions.NONE.withVariable("A", "1").withVariable("B", "2").withVariable("A", "3");

        assertThat(additions.environment()).isEqualTo(Map.of("A", "3", "B", "2"));
    }

    @Test
    void flagsOfOneServiceLeaveThoseOfTheOthers() {
        Additions additions = Additions.NONE
                .withFlags(Service.INGEST, List.of("-Xmx1g"))
                .withFlags(Service.VERIFY, List.of("-Xmx2g"))
                .withFlags(Service.INGEST, List.of("-Xmx3g"));

        assertThat(additions.jvmFlags())
                .isEqualTo(Map.of(Service.INGEST, List.of("-Xmx3g"), Service.VERIFY, List.of("-Xmx2g")));
    }
}

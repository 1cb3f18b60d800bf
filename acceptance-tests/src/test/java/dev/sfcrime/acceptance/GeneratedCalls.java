package dev.sfcrime.acceptance;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls in the shape of the real set, newest first, always the same: some common types, many rare ones, odd texts. */
final class GeneratedCalls {
    private static final String[] COMMON = {
        "Passing Call", "Traffic Stop", "594", "22500e", "Café, \"loud\"", "Señal ☎ muerta", "Homeless Complaint"
    };
    private static final String[] DISPOSITIONS = {"HAN", "GOA", "ADV", "Not recorded", "CAN", "22", "OTS", "REP"};
    private static final LocalDateTime NEWEST = LocalDateTime.of(2018, 12, 31, 23, 59);

    private GeneratedCalls() {}

    static List<JsonNode> list(int count) {
        Random random = new Random(2018);
        List<JsonNode> calls = new ArrayList<>(count);
        LocalDateTime time = NEWEST;
        for (int index = 0; index < count; index++) {
            calls.add(call(183_650_000 - index, time, random));
            time = time.minusMinutes(random.nextInt(5));
        }
        return calls;
    }

    private static JsonNode call(int id, LocalDateTime time, Random random) {
        String type = random.nextInt(4) > 0 ? COMMON[random.nextInt(COMMON.length)] : "Rare " + random.nextInt(60);
        String day = time.toLocalDate() + "T00:00:00.000";
        ObjectNode call = JsonMapper.shared().createObjectNode();
        call.put("crime_id", Integer.toString(id));
        call.put("original_crime_type_name", type);
        call.put("report_date", day);
        call.put("call_date", day);
        call.put("offense_date", day);
        call.put("call_time", time.toLocalTime().toString());
        call.put("call_date_time", time + ":00.000");
        call.put("disposition", DISPOSITIONS[random.nextInt(DISPOSITIONS.length)]);
        call.put("address", random.nextInt(9000) + " Block Of \"Dogwood\" St, 5/6");
        call.put("city", "San Francisco");
        call.put("state", "CA");
        call.put("agency_id", "1");
        call.put("address_type", "Premise Address");
        call.put("common_location", "");
        return call;
    }
}

package dev.sfcrime.bench.micro;

import java.util.List;

import dev.sfcrime.local.stack.Service;

import static dev.sfcrime.bench.micro.Subject.other;
import static dev.sfcrime.bench.micro.Subject.own;

/** What is measured, in the order of a message's way. The classes of services are in their tests, beside what they measure. */
final class Subjects {
    private static final String HERE = "dev.sfcrime.bench.micro.";
    private static final String VERIFY = "dev.sfcrime.verify.";
    private static final String ANALYTICS = "dev.sfcrime.analytics.pipeline.";

    private Subjects() {}

    static List<Subject> all() {
        return List.of(
                new Subject(
                        "record",
                        "Making a message of a dataset's line",
                        """
                        ingest-service, once for each line of a file. `CallMessageReader` checks the call, and copies the line, or its
                        fields where they stand in another order, as in every second line here; Jackson checks nothing of a call.""",
                        null,
                        HERE + "RecordBenchmark",
                        List.of(
                                own("callMessageReader", "CallMessageReader, checked"),
                                other("jacksonTree", "Jackson, tree and map, unchecked"))),
                new Subject(
                        "writing",
                        "Writing a message",
                        """
                        ingest-service, once for each call that is no such line: of CSV, of an export with other names, or synthetic.
                        `CallJson` writes plain texts itself, and leaves others to Jackson's generator.""",
                        null,
                        HERE + "WriterBenchmark",
                        List.of(own("callJson", "CallJson"), other("jacksonMap", "Jackson, a map"))),
                new Subject(
                        "headers",
                        "A sequence as a header, written and read",
                        "ingest-service writes one for each message, and verify-consumer-service reads it.",
                        null,
                        HERE + "HeaderBenchmark",
                        List.of(own("replayHeaders", "ReplayHeaders"), other("strings", "Long and String"))),
                new Subject(
                        "parser",
                        "Reading a message",
                        """
                        Every service, once for each message. All of `CallReader` and `CallJson` check the whole message, the two
                        fields that a call must have, and the event time; `CallReader` makes no object. Jackson's data binding gives
                        the fields alone.""",
                        null,
                        HERE + "ParserBenchmark",
                        List.of(
                                own("callReader", "CallReader, checked"),
                                own("callJsonFewFields", "CallJson, few fields, checked"),
                                own("callJsonAllFields", "CallJson, all fields, checked"),
                                other("jacksonMap", "Jackson, Map.class, unchecked"),
                                other("jacksonTree", "Jackson, tree, unchecked"))),
                new Subject(
                        "time",
                        "Reading an event time",
                        "Every service, once for each message, and a part of reading it; here with making its text bytes.",
                        null,
                        HERE + "TimeBenchmark",
                        List.of(own("eventTime", "EventTime"), other("localDateTime", "LocalDateTime.parse"))),
                new Subject(
                        "received",
                        "Taking a record of Kafka's consumer",
                        """
                        verify-consumer-service, once for each message: its headers and, as above, its value; what messages have in
                        common they share. The other way asks Kafka's `lastHeader`, and looks for two fields in Jackson's tree.""",
                        Service.VERIFY,
                        VERIFY + "topic.ReadingBenchmark",
                        List.of(
                                own("messageReader", "MessageReader, checked"),
                                other("jacksonTree", "lastHeader, Jackson's tree"))),
                new Subject(
                        "sequences",
                        "Keeping book of sequences",
                        """
                        verify-consumer-service, once for each message: is it the first with its sequence? The sequences of a replay of
                        200,000 messages, as four partitions bring them, a thousand of each in turn, and every thousandth twice. Time is
                        not all: an object for each number is some 50 bytes for each message of each replay that is remembered; a
                        `BitSet` ends at 2³¹, and takes as much for one high number as for all below it; runs cost an object for
                        each gap.""",
                        Service.VERIFY,
                        VERIFY + "delivery.SequencesBenchmark",
                        List.of(
                                own("sequenceSet", "SequenceSet"),
                                other("bitSet", "BitSet"),
                                other("hashSet", "HashSet<Long>"),
                                other("treeOfRanges", "TreeMap of runs"))),
                new Subject(
                        "recent",
                        "Keeping the newest messages",
                        """
                        verify-consumer-service, once for each message; 10,000 are kept. `RecentMessages` bounds their bytes, too, and
                        takes its lock once a batch. References in an array, without lock and bytes, are what cannot be undercut.""",
                        Service.VERIFY,
                        VERIFY + "messages.RecentMessagesBenchmark",
                        List.of(
                                own("recentMessages", "RecentMessages"),
                                other("linkedBlockingDeque", "LinkedBlockingDeque"),
                                other("arrayOfReferences", "array of references"))),
                new Subject(
                        "counting",
                        "Counting a message",
                        """
                        analytics-service, once for each message, in all tasks together: from the row that Spark has of it to the counts
                        of its cell and of its replay. The map has an object for each counter, and reads with `CallJson`.""",
                        Service.ANALYTICS,
                        ANALYTICS + "CountingBenchmark",
                        List.of(own("tally", "Tally"), other("hashMap", "HashMap<Counter, Long>"))),
                new Subject(
                        "texts",
                        "Numbering a message's texts",
                        "A part of counting: crime type and disposition, found by their bytes or made strings.",
                        Service.ANALYTICS,
                        ANALYTICS + "TextsBenchmark",
                        List.of(own("texts", "Texts"), other("hashMap", "HashMap<String, Integer>"))),
                new Subject(
                        "cells",
                        "Adding to a cell",
                        "A part of counting: the count of hour and kind, of 20,000 messages whose cells are half as many.",
                        Service.ANALYTICS,
                        ANALYTICS + "CellsBenchmark",
                        List.of(own("longTable", "LongTable"), other("hashMap", "HashMap<Long, Long>"))),
                new Subject(
                        "packing",
                        "Packing counts",
                        """
                        analytics-service, once for each cell of a task; the figure is for each of the 20,000 messages that the task
                        counted, of which half have a cell of their own. `Packer` sorts the cells, and takes each text once.""",
                        Service.ANALYTICS,
                        ANALYTICS + "PackingBenchmark",
                        List.of(own("packer", "Tally, Packer"), other("dataOutput", "DataOutputStream"))),
                new Subject(
                        "unpacking",
                        "Unpacking counts",
                        """
                        The same cells, unpacked by the one thread that commits batches: into `CellCounts`, which are arrays, or as a
                        list of objects.""",
                        Service.ANALYTICS,
                        ANALYTICS + "PackingBenchmark",
                        List.of(
                                own("unpacker", "Unpacker, CellCounts"),
                                other("dataInput", "DataInputStream, a list"))));
    }
}

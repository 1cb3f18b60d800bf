package dev.sfcrime.ingest.publish;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Transactions that somebody began and has not ended. Consumers do not read past them until Kafka's patience is over. */
@Component
class OpenTransactions {
    private static final Logger log = LoggerFactory.getLogger(OpenTransactions.class);

    private final Admin admin;
    private final TransactionMeters meters;

    OpenTransactions(Admin admin, TransactionMeters meters) {
        this.admin = admin;
        this.meters = meters;
    }

    /** Aborts those whose transactional id begins so, and fences their producers. */
    void abortThoseOf(String prefix) throws PublishingException, InterruptedException {
        try {
            List<String> open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get()
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(prefix))
                    .toList();
            if (!open.isEmpty()) {
                admin.fenceProducers(open).all().get();
                meters.aborted(open.size());
                log.atInfo().addKeyValue("transactions", open.size()).log("Open transactions aborted");
            }
        } catch (ExecutionException failed) {
            throw KafkaFailures.of(failed);
        }
    }
}

package dev.sfcrime.verify.reconcile;

/** What a comparison came to. */
enum Verdict {
    /** All sides have seen the whole replay, and agree. */
    MATCHED,

    /** The replay goes on, or a side has not seen all of it, or cannot be asked. */
    PENDING,

    /** All sides have seen the whole replay, and do not agree. */
    MISMATCHED
}

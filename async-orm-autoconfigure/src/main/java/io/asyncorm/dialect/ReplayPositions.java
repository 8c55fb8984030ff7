package io.asyncorm.dialect;

/**
 * How the servers of a database tell how far they are, each as one whole number that only
 * grows.
 *
 * @param written a query for the position up to which the primary has written
 * @param replayed a query for the position up to which a replica shows what was written
 * @since 0.1.0
 */
public record ReplayPositions(String written, String replayed) {
}

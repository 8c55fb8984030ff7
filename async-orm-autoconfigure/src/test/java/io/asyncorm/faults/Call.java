package io.asyncorm.faults;

import java.util.List;

/**
 * A call of an a-method, and what it is to store.
 *
 * @param number which one it is
 * @param operation what messages call it
 * @param writes the names of the entries that it writes, all or none
 * @param amount what they have then
 * @param mayBeCancelled whether somebody will cancel it
 * @param limitMillis its time limit; 0 if it has none
 * @param deadline when it has to end
 */
record Call(long number, String operation, List<String> writes, int amount, boolean mayBeCancelled, int limitMillis,
		long deadline) {

	/** What names begin with whose amount is how often they were written. */
	static final String COUNTER = "counter ";

	/** A transaction of Spring's, which others than the library begin and commit. */
	static final String TRANSACTIONAL = "@Transactional";

	/** What names begin with that only one call writes. */
	static final String OWN = "own ";

	boolean isLimited() {
		return this.limitMillis > 0;
	}

	/** What it is called in the account. */
	String kind() {
		return this.operation + ((this.limitMillis > 0) ? " in time" : "");
	}

	/** What fails in a block is named by itself; Spring names nothing. */
	boolean isNamedIn(String message) {
		return message.contains(this.operation) || switch (this.operation) {
			case "atomic" -> message.contains("Entry.a") || message.contains("Product.a");
			case "snapshot" -> message.contains("Product.a");
			default -> this.operation.equals(TRANSACTIONAL);
		};
	}

	/** Whether nobody else writes the same entries. */
	boolean ownsItsEntries() {
		return !this.writes.isEmpty() && this.writes.get(0).startsWith(OWN);
	}

	@Override
	public String toString() {
		return this.operation + " (call " + this.number
				+ ((this.limitMillis > 0) ? ", " + this.limitMillis + " ms" : "") + ")";
	}

	/** What a block of the user throws. */
	@SuppressWarnings("serial")
	static final class OwnException extends RuntimeException {

		OwnException() {
			super("own");
		}

	}

}

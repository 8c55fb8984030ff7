package io.asyncorm.dialect;

/**
 * How a database gives a transaction an isolation level and an access mode that are not
 * those of its session.
 *
 * @since 0.1.0
 */
public sealed interface TransactionSettings {

	/**
	 * By statements in front of all others in the transaction, which hold for it alone:
	 * nothing stays in the session, which may be another caller's next, behind a pooler.
	 *
	 * @param readCommitted sets the isolation level READ COMMITTED
	 * @param readOnly forbids changes
	 */
	record OfTransaction(String readCommitted, String readOnly) implements TransactionSettings {

		/** As the standard has it. */
		static final OfTransaction STANDARD = new OfTransaction("SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
				"SET TRANSACTION READ ONLY");

	}

	/** By the session, through its driver, so that they have to be set back. */
	record OfSession() implements TransactionSettings {
	}

}

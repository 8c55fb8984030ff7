package io.asyncorm.persistence;

import io.asyncorm.dialect.NumberedLocks;

/**
 * Says why something that needs a lock cannot run.
 */
final class LockAdvice {

	private LockAdvice() {
	}

	/**
	 * The beginning of a message, which ends with what else to do about it.
	 * @param why why a lock is needed
	 * @param unseen what the transaction would not see
	 */
	static String refuse(String operation, String why, String unseen, WriteSession session) {
		boolean serializable = session.dialect().locks() instanceof NumberedLocks.OfSerialization;
		return operation
				+ (serializable ? " cannot run in a transaction that is not SERIALIZABLE, because "
						: " cannot run in a transaction at REPEATABLE READ or SERIALIZABLE, because ")
				+ why + ", and such a transaction would not see " + unseen
				+ ". Call it outside of the transaction, use " + (serializable ? "SERIALIZABLE" : "READ COMMITTED");
	}

}

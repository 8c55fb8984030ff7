package io.asyncorm.plan;

/**
 * Is told of the statements of one session. Called by the thread that uses the session.
 *
 * @since 0.1.0
 */
public interface LockTrail {

	/**
	 * A statement is going to be sent.
	 * @param operation what it is for, see {@link Operation#name()}
	 * @param caller where it was called
	 * @param sql its text, without values
	 */
	void sending(String operation, CallSite caller, String sql);

	/**
	 * The transaction is going to end, which may wait for locks, too: of what constraints
	 * refer to that are checked then.
	 */
	void committing();

	/** The database has answered. */
	void answered();

	/** The session has no locks any more, as its transaction has ended. */
	void unlocked();

	/** The session is nobody's for now. */
	void released();

}

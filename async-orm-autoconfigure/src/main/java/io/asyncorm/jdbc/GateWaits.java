package io.asyncorm.jdbc;

/**
 * What the thread of an operation waits for besides the answers to statements: its
 * connection, or what others of this process hold. Used with the lock of its
 * {@link StatementGate}.
 */
final class GateWaits {

	private boolean waiting;

	private boolean connecting;

	private long connectingSince;

	private long nanosConnecting;

	void begin(boolean connecting) {
		this.waiting = true;
		this.connecting = connecting;
		if (connecting) {
			this.connectingSince = System.nanoTime();
		}
	}

	void end() {
		this.nanosConnecting = nanosConnecting();
		this.waiting = false;
		this.connecting = false;
	}

	/** The operation has ended. */
	void forget() {
		this.nanosConnecting = 0;
	}

	boolean isWaiting() {
		return this.waiting;
	}

	boolean isConnecting() {
		return this.connecting;
	}

	/** How long the last wait for a connection took, or has taken. */
	long nanosConnecting() {
		return this.connecting ? System.nanoTime() - this.connectingSince : this.nanosConnecting;
	}

}

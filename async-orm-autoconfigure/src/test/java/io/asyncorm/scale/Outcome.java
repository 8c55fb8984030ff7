package io.asyncorm.scale;

import org.jspecify.annotations.Nullable;

/**
 * How an operation of the shop went on an engine.
 *
 * @param operation what was tried
 * @param failure what it failed with; null if it works
 */
record Outcome(ShopOperation operation, @Nullable Throwable failure) {

	private static final int LONGEST = 300;

	static Outcome works(ShopOperation operation) {
		return new Outcome(operation, null);
	}

	static Outcome failed(ShopOperation operation, Throwable failure) {
		return new Outcome(operation, failure);
	}

	boolean works() {
		return this.failure == null;
	}

	/** With the class and the message of the failure, in one line. */
	@Override
	public String toString() {
		if (this.failure == null) {
			return this.operation + ": works";
		}
		String message = String.valueOf(this.failure.getMessage()).strip().replaceAll("\\s+", " ");
		return this.operation + ": " + this.failure.getClass().getSimpleName() + ": "
				+ ((message.length() > LONGEST) ? message.substring(0, LONGEST) + " ..." : message);
	}

}

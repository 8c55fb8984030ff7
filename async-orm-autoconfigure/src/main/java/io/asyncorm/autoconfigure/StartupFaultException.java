package io.asyncorm.autoconfigure;

/**
 * An application cannot start as it is set up, for a reason that only a person can mend.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
class StartupFaultException extends IllegalStateException {

	private final String fault;

	private final String advice;

	/**
	 * @param fault what is wrong, as a sentence
	 * @param advice what to do, as a sentence
	 */
	StartupFaultException(String fault, String advice) {
		this(fault, advice, fault + " " + advice);
	}

	StartupFaultException(String fault, String advice, String message) {
		super(message);
		this.fault = fault;
		this.advice = advice;
	}

	String fault() {
		return this.fault;
	}

	String advice() {
		return this.advice;
	}

}

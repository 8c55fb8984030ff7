package io.asyncorm.queryset;

/**
 * Thrown at startup if lifecycle callbacks are for no model.
 *
 * @since 0.1.0
 */
public class CallbackDefinitionException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String fault;

	private final String advice;

	CallbackDefinitionException(String fault, String advice) {
		super(fault + " " + advice);
		this.fault = fault;
		this.advice = advice;
	}

	/** What is wrong, as a sentence. */
	public String fault() {
		return this.fault;
	}

	/** What to do, as a sentence. */
	public String advice() {
		return this.advice;
	}

}

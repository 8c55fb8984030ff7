package io.asyncorm.oracle;

/**
 * What was thrown, as the result of a case or of a step.
 */
record Failure(RuntimeException cause) {

	@Override
	public String toString() {
		return this.cause.getClass().getSimpleName() + ": " + this.cause.getMessage();
	}

}

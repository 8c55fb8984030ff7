package io.asyncorm.autoconfigure.check;

/**
 * What is wrong with a query, or a model, as the database has it. Immutable.
 *
 * @param subject the method that sends it, or the model
 * @param message what is wrong, and what to do
 * @param sql the line of the statement that it is about; empty if none is
 * @since 0.1.0
 */
public record QueryFault(String subject, String message, String sql) {

	@Override
	public String toString() {
		return this.subject + ": " + this.message
				+ (this.sql.isEmpty() ? "" : System.lineSeparator() + "          " + this.sql);
	}

}

package io.asyncorm.schema;

import java.util.List;

/**
 * Thrown at startup if the tables of a database are not those that the models want, with
 * every difference and the statement that would mend it.
 *
 * @since 0.1.0
 */
public class SchemaMismatchException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient List<SchemaStep> steps;

	public SchemaMismatchException(List<SchemaStep> steps) {
		super("The schema of the database is not what the models want:" + describe(steps));
		this.steps = List.copyOf(steps);
	}

	/** Each difference with the statements that mend it. */
	private static String describe(List<SchemaStep> steps) {
		StringBuilder text = new StringBuilder();
		String reason = "";
		for (SchemaStep step : steps) {
			if (!step.reason().equals(reason)) {
				reason = step.reason();
				text.append("\n- ").append(reason);
			}
			text.append(step.statement().isEmpty() ? "" : "\n    " + step.statement() + ';');
		}
		return text.toString();
	}

	/** The statements that would mend it, in the order in which they can be executed. */
	public List<SchemaStep> steps() {
		return this.steps;
	}

}

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

	private final transient List<SchemaStep> leftovers;

	/**
	 * @param steps those of a {@link SchemaComparison}, also to what stops nothing
	 */
	public SchemaMismatchException(List<SchemaStep> steps) {
		this(steps.stream().filter((step) -> !step.isLeft()).toList(),
				steps.stream().filter(SchemaStep::isLeft).toList());
	}

	private SchemaMismatchException(List<SchemaStep> steps, List<SchemaStep> leftovers) {
		super(describe(steps, leftovers, SchemaReport.LINES));
		this.steps = steps;
		this.leftovers = leftovers;
	}

	private static String describe(List<SchemaStep> steps, List<SchemaStep> leftovers, SchemaReport report) {
		return "The schema of the database is not what the models want:" + report.of(steps)
				+ (leftovers.isEmpty() ? "" : "\n\nWhat no model declares stops nothing. What nobody else needs can be"
						+ " dropped:" + report.ofFirst(leftovers));
	}

	/**
	 * The message in another layout.
	 * @param beforeDifference what stands before each difference
	 * @param beforeStatement what stands before each statement that mends it
	 */
	public String describe(String beforeDifference, String beforeStatement) {
		return describe(this.steps, this.leftovers, new SchemaReport(beforeDifference, beforeStatement));
	}

	/** The statements that would mend it, in the order in which they can be executed. */
	public List<SchemaStep> steps() {
		return this.steps;
	}

	/** Those that would drop what no model declares, and remarks about it. */
	public List<SchemaStep> leftovers() {
		return this.leftovers;
	}

}

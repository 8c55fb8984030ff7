package io.asyncorm.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes down differences between models and a schema, each with the statements that mend
 * it. Those that drop what no model declares are commented out, as they are in
 * migrations: somebody else may need it.
 *
 * @param beforeDifference what stands before each difference
 * @param beforeStatement what stands before each statement
 */
record SchemaReport(String beforeDifference, String beforeStatement) {

	static final SchemaReport LINES = new SchemaReport("\n- ", "\n    ");

	/** Databases of others have hundreds of tables. */
	private static final int SHOWN = 10;

	/** All of them. */
	String of(List<SchemaStep> steps) {
		return String.join("", differences(steps));
	}

	/** The first of them, and how many more there are. */
	String ofFirst(List<SchemaStep> steps) {
		List<String> differences = differences(steps);
		int others = differences.size() - SHOWN;
		return (others <= 0) ? String.join("", differences) : String.join("", differences.subList(0, SHOWN))
				+ this.beforeDifference + "and " + others + " more: async-orm.schema.action=diff tells all of them";
	}

	private List<String> differences(List<SchemaStep> steps) {
		List<String> differences = new ArrayList<>();
		String reason = "";
		for (SchemaStep step : steps) {
			if (!step.reason().equals(reason)) {
				reason = step.reason();
				differences.add(this.beforeDifference + reason);
			}
			if (!step.statement().isEmpty()) {
				differences.add(differences.removeLast() + this.beforeStatement + statement(step) + ';');
			}
		}
		return differences;
	}

	private static String statement(SchemaStep step) {
		return step.isLeft() ? "-- " + step.statement().replaceAll("\\R", "\n-- ") : step.statement();
	}

}

package io.asyncorm.schema;

import io.asyncorm.model.FormerNames.Former;
import io.asyncorm.model.ModelField;
import io.asyncorm.type.StoredTable;

/**
 * Tells by comments in the database that names were exchanged, as the names themselves do
 * not: without them, they would be exchanged again.
 */
final class ExchangedNames {

	private ExchangedNames() {
	}

	/**
	 * The comment of a table or column.
	 * @param declared what the model says; empty if nothing
	 */
	static String comment(String declared, Former<?> former) {
		return !former.exchanged() ? declared : declared + (declared.isEmpty() ? "" : " ") + mark(former);
	}

	/** Whether a column exchanges its name with another one. */
	static boolean isExchanged(ModelField field) {
		return field.model().tableDetails().formerNames().of(field).exchanged();
	}

	/** Whether what has this comment has its new name. */
	static boolean isDone(String comment, Former<?> former) {
		return comment.endsWith(mark(former));
	}

	private static String mark(Former<?> former) {
		Object name = former.names().get(0);
		return "(called '" + ((name instanceof StoredTable table) ? table.name() : name) + "' before)";
	}

}

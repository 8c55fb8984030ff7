package io.asyncorm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what rows meet that have a nullable embedded value, whose columns are all
 * nullable, in SQL with quoted names.
 */
final class EmbeddedConditions {

	private EmbeddedConditions() {
	}

	/**
	 * All of the columns are null, or none is that the record requires.
	 * @param columns those of the record, in order
	 * @return the condition; empty if there is none, as the record requires nothing
	 */
	static String whole(EmbeddedRecord record, List<ModelField> columns) {
		String complete = complete(record, columns);
		return complete.isEmpty() ? ""
				: "(" + columns.stream().map((column) -> test(column, "is null")).collect(Collectors.joining(" and "))
						+ ") or (" + complete + ")";
	}

	private static String complete(EmbeddedRecord record, List<ModelField> columns) {
		List<String> conditions = new ArrayList<>();
		int place = 0;
		for (PropertyDeclaration part : record.parts().properties()) {
			EmbeddedRecord inner = record.records().get(part);
			if (inner == null) {
				conditions.add(part.nullable() ? "" : test(columns.get(place), "is not null"));
				place++;
			}
			else {
				List<ModelField> own = columns.subList(place, place + inner.width());
				String condition = part.nullable() ? whole(inner, own) : complete(inner, own);
				conditions.add((part.nullable() && !condition.isEmpty()) ? "(" + condition + ")" : condition);
				place += inner.width();
			}
		}
		return conditions.stream().filter((each) -> !each.isEmpty()).collect(Collectors.joining(" and "));
	}

	private static String test(ModelField column, String test) {
		return "\"" + column.declaredColumn() + "\" " + test;
	}

}

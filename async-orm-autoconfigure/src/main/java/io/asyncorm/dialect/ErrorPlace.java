package io.asyncorm.dialect;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The table, columns and constraint that a database error names; empty or null where it
 * names none.
 *
 * @param table the table
 * @param columns the columns
 * @param constraint the constraint
 * @since 0.1.0
 */
public record ErrorPlace(@Nullable String table, List<String> columns, @Nullable String constraint) {

	/** No place at all. */
	public static final ErrorPlace UNKNOWN = new ErrorPlace(null, List.of(), null);

	public ErrorPlace {
		columns = List.copyOf(columns);
	}

	/** Parses the names in a list such as {@code "title" NULLS FIRST, "author_id"}. */
	static List<String> columns(String list) {
		return Arrays.stream(list.split(","))
			.map((column) -> unquote(column.strip().replaceFirst(" NULLS (FIRST|LAST)$", "")))
			.filter((column) -> !column.isEmpty())
			.toList();
	}

	/** Removes the quotes of a name. */
	static String unquote(String name) {
		return name.replace("\"", "").replace("`", "");
	}

}

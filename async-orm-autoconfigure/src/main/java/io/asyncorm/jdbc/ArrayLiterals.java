package io.asyncorm.jdbc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

import io.asyncorm.sql.SqlType;
import io.asyncorm.type.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Writes arrays as the texts that PostgreSQL reads as such: arrays that are elements of
 * an array would be joined to one, and of what type an array is, the server knows best.
 */
final class ArrayLiterals {

	private ArrayLiterals() {
	}

	static String of(@Nullable Object[] elements) {
		return Arrays.stream(DistantTimes.inArray(elements))
			.map((element) -> (element != null) ? quoted(text(element)) : "NULL")
			.collect(Collectors.joining(",", "{", "}"));
	}

	private static String text(Object element) {
		return (element instanceof byte[] bytes) ? "\\x" + HexFormat.of().formatHex(bytes)
				: ColumnType.bind(SqlType.TEXT, element).toString();
	}

	private static String quoted(String element) {
		return "\"" + element.replaceAll("[\\\\\"]", "\\\\$0") + "\"";
	}

}

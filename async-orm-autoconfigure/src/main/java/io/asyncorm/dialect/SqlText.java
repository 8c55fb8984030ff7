package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.asyncorm.sql.SqlExpression;

/**
 * A statement while it is being written. Used by one thread.
 */
final class SqlText {

	private final StringBuilder text = new StringBuilder();

	private final List<SqlExpression> parameters = new ArrayList<>();

	SqlText append(String sql) {
		this.text.append(sql);
		return this;
	}

	SqlText name(String identifier) {
		return append(Identifiers.quote(identifier));
	}

	SqlText names(List<String> identifiers) {
		return list(identifiers, ", ", this::name);
	}

	/** Appends a value's question mark, and what the dialect puts around it. */
	SqlText parameter(SqlExpression parameter, String sql) {
		this.parameters.add(parameter);
		return append(sql);
	}

	<T> SqlText list(List<? extends T> elements, String separator, Consumer<T> writer) {
		String before = "";
		for (T element : elements) {
			append(before);
			writer.accept(element);
			before = separator;
		}
		return this;
	}

	RenderedSql rendered() {
		return new RenderedSql(this.text.toString(), this.parameters);
	}

}

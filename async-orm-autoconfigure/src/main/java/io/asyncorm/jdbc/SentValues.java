package io.asyncorm.jdbc;

import java.sql.SQLException;
import java.util.List;

import io.asyncorm.dialect.RenderedSql;
import org.jspecify.annotations.Nullable;

/**
 * The values that a statement was sent with, for the log of values and to explain the
 * statement by. Used by one thread at a time.
 */
interface SentValues {

	/** Those of a rendered statement, by the slots of its parameters. */
	static SentValues of(RenderedSql sql, List<? extends @Nullable Object> values) {
		return new SentValues() {

			@Override
			public String text() {
				return LogText.values(sql.parameters(), values);
			}

			@Override
			@SuppressWarnings("unchecked")
			public void bind(ParameterBinder binder, BoundStatement statement) throws SQLException {
				binder.bind(statement, sql, (List<@Nullable Object>) values);
			}

		};
	}

	/** Those of a statement that the user wrote, in order. */
	static SentValues of(List<? extends @Nullable Object> values) {
		return new SentValues() {

			@Override
			public String text() {
				return LogText.values(values);
			}

			@Override
			public void bind(ParameterBinder binder, BoundStatement statement) throws SQLException {
				binder.bind(statement, values);
			}

		};
	}

	/** As text, which nobody but the log may ask for. */
	String text();

	/** Binds them once more. */
	void bind(ParameterBinder binder, BoundStatement statement) throws SQLException;

}

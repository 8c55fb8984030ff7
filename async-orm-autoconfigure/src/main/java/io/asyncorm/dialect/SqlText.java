package io.asyncorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.TableName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A builder for the text of one statement: appends SQL, quoted names and parameters. Used
 * by one thread.
 *
 * @since 0.1.0
 */
public final class SqlText {

	private final UnaryOperator<String> quoting;

	/** As long as most statements are, so that it does not grow again and again. */
	private static final int LENGTH = 512;

	/** Longer ones are no statements: some values stand twice in what is made of them. */
	private static final int LONGEST = 10_000_000;

	private final StringBuilder text = new StringBuilder(LENGTH);

	private final List<SqlExpression> parameters = new ArrayList<>();

	private final List<ListPlace> lists = new ArrayList<>();

	private @Nullable Function<SqlExpression.Parameter, String> rows;

	/**
	 * @param quoting quotes a name
	 */
	SqlText(UnaryOperator<String> quoting) {
		this.quoting = quoting;
	}

	/** Appends SQL as it is. */
	public SqlText append(String sql) {
		if (this.text.length() > LONGEST) {
			throw new InvalidDataAccessApiUsageException("The statement has more than " + LONGEST
					+ " characters: it repeats values that are nested in each other; compute them in steps, or in Java");
		}
		this.text.append(sql);
		return this;
	}

	/** A text for a part of the statement that is written before what precedes it. */
	SqlText part() {
		return new SqlText(this.quoting);
	}

	/** Appends a part that was written by itself. */
	SqlText append(SqlText part) {
		part.lists.forEach((list) -> this.lists.add(list.moved(this.parameters.size(), this.text.length())));
		this.parameters.addAll(part.parameters);
		return append(part.text.toString());
	}

	/** Appends a name, so that it is only ever a name. */
	public SqlText name(String identifier) {
		return append(this.quoting.apply(identifier));
	}

	/** Appends the name of a table, with its schema if it has one. */
	public SqlText table(TableName table) {
		return append(quoted(table));
	}

	/** The name of a table or sequence in quotes, with its schema if it has one. */
	String quoted(TableName name) {
		String own = this.quoting.apply(name.name());
		return name.schema().isEmpty() ? own : this.quoting.apply(name.schema()) + "." + own;
	}

	/** Appends names, with commas between them. */
	public SqlText names(List<String> identifiers) {
		return list(identifiers, ", ", this::name);
	}

	/**
	 * Appends what is written, with each parameter replaced by the column of bound rows
	 * that holds its values.
	 * @param rows names the column
	 */
	SqlText withRows(Function<SqlExpression.Parameter, String> rows, Runnable write) {
		Function<SqlExpression.Parameter, String> before = this.rows;
		this.rows = rows;
		write.run();
		this.rows = before;
		return this;
	}

	/** The column of bound rows that stands for a parameter; null if it is one. */
	@Nullable String boundColumn(SqlExpression.Parameter parameter) {
		return (this.rows != null) ? this.rows.apply(parameter) : null;
	}

	/** Appends the question mark of a value, and what the dialect writes around it. */
	SqlText parameter(SqlExpression parameter, String sql) {
		this.parameters.add(parameter);
		return append(sql);
	}

	/**
	 * Marks the place of values that are bound one by one.
	 * @param place tells what stands there
	 */
	SqlText list(SqlExpression.ArrayParameter array, ListPlace place) {
		this.lists.add(place.moved(this.parameters.size(), this.text.length()));
		this.parameters.add(array);
		return this;
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
		return new RenderedSql(this.text.toString(), this.parameters, this.lists);
	}

}

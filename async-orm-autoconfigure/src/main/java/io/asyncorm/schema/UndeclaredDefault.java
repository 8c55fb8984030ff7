package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable.Column;

/**
 * The default of a column that gets another type, which no model declares.
 *
 * @param is the column as it is
 * @param column the column as the model says it
 * @param change the change of its type
 * @param trials asks the database
 * @param statements quotes its name
 */
record UndeclaredDefault(Column is, Column column, TypeChange change, Trials trials, TableStatements statements) {

	private static final String TRIAL = Trials.TABLE + "0";

	private static final String USING = " using ";

	/** Whether the database itself makes a default of the new type of it. */
	boolean isConverted() {
		String name = this.statements.quote(this.is.name());
		return !isRefused(List.of(
				"create temporary table " + TRIAL + " (" + name + " " + this.is.type() + " default " + value() + ")",
				"alter table " + TRIAL + " alter column " + name + " type " + this.column.type()
						+ this.change.using(name, this.column.type())));
	}

	/** Whether it can be given again, once the column is of the new type. */
	boolean isConvertible() {
		return !isRefused(List.of("create temporary table " + TRIAL + " (" + this.statements.quote(this.is.name()) + " "
				+ this.column.type() + " default " + converted() + ")"));
	}

	/** The default for the new type, in the words in which rows are converted. */
	String converted() {
		String using = this.change.using("(" + value() + ")", this.column.type());
		return using.isEmpty() ? value() : using.substring(USING.length());
	}

	/** A constant that is no value of the new type is refused only where it is needed. */
	private boolean isRefused(List<String> statements) {
		return this.trials
			.isRefused(Stream.concat(statements.stream(), Stream.of("explain insert into " + TRIAL + " default values"))
				.toList());
	}

	private String value() {
		return Objects.requireNonNull(this.is.defaultValue());
	}

}

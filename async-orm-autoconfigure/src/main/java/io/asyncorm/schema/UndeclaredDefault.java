package io.asyncorm.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.asyncorm.dialect.CatalogTable;
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

	private static final String TRIAL = Trials.table(0);

	private static final Pattern SEQUENCE = Pattern.compile("nextval\\('((?:[^']|'')+)'");

	private static final String USING = " using ";

	/**
	 * Lets the sequence of {@code serial} count on. It counts no further than the type
	 * that it was of; one that others have widened stays as wide.
	 */
	static Optional<String> sequence(Column is, TypeChange change) {
		Matcher sequence = SEQUENCE.matcher(Objects.requireNonNullElse(is.defaultValue(), ""));
		return (sequence.lookingAt() && change.isWider())
				? Optional.of("alter sequence " + sequence.group(1).replace("''", "'") + " as bigint")
				: Optional.empty();
	}

	/** Whether the database itself makes a default of the new type of it. */
	boolean isConverted() {
		ColumnAlteration alteration = new ColumnAlteration(this.statements,
				new CatalogTable("", TRIAL, "", List.of(), List.of(), List.of()), plain().withDefault(value()));
		return !isRefused(List.of(create(plain().withDefault(value())),
				alteration.setType(this.column.type(), using(this.statements.quote(this.is.name())))));
	}

	/** Whether it can be given again, once the column is of the new type. */
	boolean isConvertible() {
		return !isRefused(List.of(create(plain().withType(this.column.type()).withDefault(converted()))));
	}

	private Column plain() {
		return new Column(this.is.name(), this.is.type(), true, null, CatalogTable.Identity.NONE, null, "");
	}

	private String create(Column one) {
		return this.statements.createTemporary(TRIAL, "(" + this.statements.column(one) + ")");
	}

	private String using(String what) {
		return this.statements.dialect().tables().convertsValues() ? "" : this.change.using(what, this.column.type());
	}

	/** The default for the new type, in the words in which rows are converted. */
	String converted() {
		String using = using("(" + value() + ")");
		return using.isEmpty() ? value() : using.substring(USING.length());
	}

	/** A constant that is no value of the new type is refused only where it is needed. */
	private boolean isRefused(List<String> statements) {
		return this.trials.isRefused(List.of(TRIAL),
				Stream.concat(statements.stream(), Stream.of(this.statements.insertTemporary(TRIAL))).toList());
	}

	private String value() {
		return Objects.requireNonNull(this.is.defaultValue());
	}

}

package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.dialect.CatalogTable.Identity;

/**
 * Writes the statements that alter a column, one after another, and keeps what the column
 * is by then, as some databases are told all of it each time. Not thread-safe.
 */
final class ColumnAlteration {

	private final TableStatements statements;

	private final CatalogTable table;

	private Column now;

	/**
	 * @param table the table of the column, by the name that it has then
	 * @param is the column as it is
	 */
	ColumnAlteration(TableStatements statements, CatalogTable table, Column is) {
		this.statements = statements;
		this.table = table;
		this.now = is;
	}

	/**
	 * The column for a statement that people decide on: what others write knows nothing
	 * of it.
	 * @param comment what the model says of the column, which it has by then; empty if
	 * nothing
	 */
	ColumnAlteration aside(String comment) {
		return new ColumnAlteration(this.statements, this.table,
				comment.isEmpty() ? this.now : this.now.withComment(comment));
	}

	/**
	 * @param using how its values are converted; empty if the database knows
	 */
	String setType(String to, String using) {
		String from = this.now.type();
		this.now = this.now.withType(to)
			.withClauses(this.statements.dialect().tables().clauses(this.now.clauses(), to));
		return alter(this.statements.dialect().tables().setType(quoted(), from, to, using, definition()));
	}

	String setDefault(String value) {
		this.now = this.now.withDefault(value);
		return alter("alter column " + quoted() + " set default " + value);
	}

	String dropDefault() {
		this.now = this.now.withDefault(null);
		return alter("alter column " + quoted() + " drop default");
	}

	String setNotNull() {
		this.now = this.now.withNullable(false);
		return alter(this.statements.dialect().tables().setNotNull(quoted(), definition()));
	}

	String dropNotNull() {
		return alter(allowNull());
	}

	/** What stands behind ALTER TABLE to allow nulls. */
	String allowNull() {
		this.now = this.now.withNullable(true);
		return this.statements.dialect().tables().dropNotNull(quoted(), definition());
	}

	List<String> addIdentity() {
		this.now = this.now.withIdentity(Identity.BY_DEFAULT);
		return this.statements.dialect()
			.tables()
			.addIdentity(this.statements.name(this.table), this.now.name(), quoted(), definition());
	}

	/** What stands behind ALTER TABLE where a column is told as a whole. */
	String becomeIdentity() {
		this.now = this.now.withIdentity(Identity.BY_DEFAULT).withNullable(false);
		return this.statements.dialect().tables().setNotNull(quoted(), definition());
	}

	String dropIdentity() {
		this.now = this.now.withIdentity(Identity.NONE);
		return alter(this.statements.dialect().tables().dropIdentity(quoted(), definition()));
	}

	String dropExpression() {
		this.now = this.now.withComputedOf(null);
		return alter(this.statements.dialect().tables().dropExpression(quoted(), definition()));
	}

	String setComment(String comment) {
		this.now = this.now.withComment(comment);
		return this.statements.dialect().tables().commentStatements() ? this.statements.comment(this.table, this.now)
				: alter(this.statements.dialect().tables().setComment(definition()));
	}

	private String quoted() {
		return this.statements.quote(this.now.name());
	}

	private String definition() {
		return this.statements.column(this.now);
	}

	private String alter(String action) {
		return "alter table " + this.statements.name(this.table) + " " + action;
	}

}

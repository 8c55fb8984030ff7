package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.dialect.CatalogTable;
import io.asyncorm.dialect.CatalogTable.Column;
import io.asyncorm.sql.TableName;

/**
 * The identity of a column that gets a type which no identity is of: what no model
 * declares goes on as a sequence that the default draws from.
 *
 * @param wanted the table as the model says it
 * @param column the column as the model says it
 * @param name the name of the sequence, which nothing else has
 * @param statements quotes names
 */
record UndeclaredIdentity(CatalogTable wanted, Column column, String name, TableStatements statements) {

	/** Whether numbers of a sequence are values of a type. */
	static boolean isSequenceOf(String type) {
		return type.equals("numeric") || type.startsWith("numeric(") || type.equals("real")
				|| type.equals("double precision") || type.equals("text") || type.startsWith("character varying");
	}

	/**
	 * The statements before the identity is dropped: what it would give next, the
	 * sequence gives first, whatever rows there are.
	 */
	List<String> before() {
		return List.of("create sequence " + sequence(),
				"select setval(" + literal(sequence()) + ", nextval(pg_get_serial_sequence("
						+ literal(this.statements.name(this.wanted)) + ", " + literal(this.column.name())
						+ ")), false)");
	}

	/** The statements behind the new type. */
	List<String> after() {
		String table = this.statements.name(this.wanted);
		return List.of("alter table " + table + " alter column " + quoted() + " set default nextval("
				+ literal(sequence()) + ")", "alter sequence " + sequence() + " owned by " + table + "." + quoted());
	}

	private String sequence() {
		return this.statements.dialect().quote(new TableName(this.wanted.schema(), this.name));
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	private String quoted() {
		return this.statements.quote(this.column.name());
	}

}

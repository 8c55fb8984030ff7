package io.asyncorm.schema;

import java.util.List;

import io.asyncorm.sql.TableName;

/**
 * The identity of a column that goes on as a sequence: as a model declares one, or as the
 * column gets a type which no identity is of, and the default draws from it.
 *
 * @param sequence the name of the sequence
 * @param table the table of the column, quoted
 * @param column the name of the column
 * @param options what the sequence is made with, with a blank before
 * @param statements quotes names
 */
record UndeclaredIdentity(TableName sequence, String table, String column, String options, TableStatements statements) {

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
		return List.of("create sequence " + quotedSequence() + this.options,
				"select setval(" + literal(quotedSequence()) + ", nextval(pg_get_serial_sequence(" + literal(this.table)
						+ ", " + literal(this.column) + ")), false)");
	}

	/** The statements behind the new type. */
	List<String> after() {
		String quoted = this.statements.quote(this.column);
		return List.of(
				"alter table " + this.table + " alter column " + quoted + " set default nextval("
						+ literal(quotedSequence()) + ")",
				"alter sequence " + quotedSequence() + " owned by " + this.table + "." + quoted);
	}

	private String quotedSequence() {
		return this.statements.dialect().quote(this.sequence);
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}

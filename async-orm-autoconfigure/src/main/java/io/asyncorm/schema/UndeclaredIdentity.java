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
 * @param statements quotes names
 */
record UndeclaredIdentity(CatalogTable wanted, Column column, TableStatements statements) {

	/** Whether numbers of a sequence are values of a type. */
	static boolean isSequenceOf(String type) {
		return type.equals("numeric") || type.startsWith("numeric(") || type.equals("real")
				|| type.equals("double precision") || type.equals("text") || type.startsWith("character varying");
	}

	/** The statements between the identity and the new type. */
	List<String> before() {
		return List.of("create sequence " + sequence(), "select setval(" + literal() + ", coalesce((select max("
				+ name() + ") from " + this.statements.name(this.wanted) + "), 0) + 1, false)");
	}

	/** The statements behind the new type. */
	List<String> after() {
		String table = this.statements.name(this.wanted);
		return List.of("alter table " + table + " alter column " + name() + " set default nextval(" + literal() + ")",
				"alter sequence " + sequence() + " owned by " + table + "." + name());
	}

	/** The name of what the identity drew from, which is free again. */
	private String sequence() {
		return this.statements.dialect()
			.quote(new TableName(this.wanted.schema(), this.wanted.name() + "_" + this.column.name() + "_seq"));
	}

	private String literal() {
		return "'" + sequence().replace("'", "''") + "'";
	}

	private String name() {
		return this.statements.quote(this.column.name());
	}

}

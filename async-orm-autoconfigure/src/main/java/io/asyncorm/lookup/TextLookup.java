package io.asyncorm.lookup;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * {@code contains}, {@code startswith} and their like: searches a text with LIKE. As in
 * Django, a field of any other type is compared as text, and the wildcards of LIKE in a
 * value stand for themselves.
 */
record TextLookup(String name, Nulls nulls, String before, String after, boolean ignoreCase) implements Lookup {

	static TextLookup of(String name, String before, String after, boolean ignoreCase) {
		return new TextLookup(name, Nulls.REFUSED, before, after, ignoreCase);
	}

	@Override
	public boolean readsText() {
		return true;
	}

	@Override
	public Object prepare(Object value) {
		String literal = value.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
		return this.before + literal + this.after;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		SqlExpression pattern = (values[0] instanceof SqlExpression.Parameter) ? values[0] : pattern(values[0]);
		return new SqlCondition.Like(operand, pattern, this.ignoreCase);
	}

	/** Builds a pattern of a value that the database computes. */
	private SqlExpression pattern(SqlExpression value) {
		SqlExpression literal = value;
		for (String special : List.of("\\", "%", "_")) {
			literal = new SqlExpression.Call("REPLACE", literal, new SqlExpression.Text(special),
					new SqlExpression.Text("\\" + special));
		}
		List<SqlExpression> parts = new ArrayList<>(3);
		if (!this.before.isEmpty()) {
			parts.add(new SqlExpression.Text(this.before));
		}
		parts.add(literal);
		if (!this.after.isEmpty()) {
			parts.add(new SqlExpression.Text(this.after));
		}
		return new SqlExpression.Concatenation(parts);
	}

}

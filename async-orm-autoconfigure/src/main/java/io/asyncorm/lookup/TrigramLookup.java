package io.asyncorm.lookup;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlOperator;

/**
 * {@code trigram_similar} and {@code trigram_word_similar}: a text is similar to another
 * one, for which an index may serve.
 */
record TrigramLookup(String name, SqlOperator operator) implements Lookup {

	@Override
	public boolean readsText() {
		return true;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return new SqlCondition.Operation(this.operator, operand, values[0]);
	}

}

package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlOperator;

/**
 * {@code search}: the words of a text are found by a search. As in Django, the search is
 * a text whose words must all be there, unless it was made as something else.
 *
 * @param fields what is searched: texts, or what they were made to already
 */
record SearchLookup(String name, Fields fields) implements Lookup {

	@Override
	public boolean readsText() {
		return this.fields == Fields.ALL;
	}

	@Override
	public Class<?> valueType(Class<?> fieldType) {
		return String.class;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		SqlExpression vector = readsText() ? SearchPart.vector("", List.of(operand)) : operand;
		SqlExpression search = SearchPart.isQuery(values[0]) ? values[0]
				: new SqlExpression.StandardCall(SqlFunction.PLAIN_SEARCH, List.of(values[0]));
		return new SqlCondition.Operation(SqlOperator.MATCHES, vector, search);
	}

}

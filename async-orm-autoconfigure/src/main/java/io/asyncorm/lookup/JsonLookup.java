package io.asyncorm.lookup;

import io.asyncorm.sql.JsonOperator;
import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;

/**
 * Containment and keys of JSON documents: {@code contains}, {@code contained_by},
 * {@code has_key} and their like.
 *
 * @param swapped whether the value contains the operand, and not the other way round
 */
record JsonLookup(String name, JsonOperator operator, boolean swapped) implements Lookup {

	@Override
	public Arity arity() {
		return (this.operator == JsonOperator.HAS_ANY_KEY || this.operator == JsonOperator.HAS_ALL_KEYS) ? Arity.MANY
				: Arity.ONE;
	}

	@Override
	public Class<?> valueType(Class<?> fieldType) {
		return (this.operator == JsonOperator.CONTAINS) ? Object.class : String.class;
	}

	@Override
	public Fields fields() {
		return Fields.DOCUMENTS;
	}

	@Override
	public boolean takesKeys() {
		return this.operator != JsonOperator.CONTAINS;
	}

	/** Every document has all keys out of none. */
	@Override
	public boolean needsValues() {
		return this.operator == JsonOperator.HAS_ANY_KEY;
	}

	@Override
	public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
		return this.swapped ? new SqlCondition.Json(this.operator, values[0], operand)
				: new SqlCondition.Json(this.operator, operand, values[0]);
	}

}

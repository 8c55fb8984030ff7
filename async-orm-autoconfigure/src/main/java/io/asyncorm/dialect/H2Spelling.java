package io.asyncorm.dialect;

import java.util.List;

import io.asyncorm.sql.SqlStatement;
import io.asyncorm.sql.SqlType;

/**
 * What is H2's own way. It learns the types of values only after it has read the
 * statement, so that they need casts wherever a neighbour's type would be taken for
 * theirs.
 */
final class H2Spelling implements Spelling {

	private final Dialect dialect;

	H2Spelling(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public String typeName(SqlType type) {
		return this.dialect.columnType(type);
	}

	@Override
	public String parameter(SqlType type, Place place) {
		if (this.dialect.bindForm(type) == Dialect.BindForm.TEXT) {
			return "(? FORMAT JSON)";
		}
		return (place != Place.INFERRED) ? "CAST(? AS " + typeName(type) + ")" : "?";
	}

	@Override
	public boolean castsLikeOperand() {
		return false;
	}

	@Override
	public void returning(SqlText out, List<String> columns, Runnable write) {
		out.append("SELECT ").names(columns).append(" FROM FINAL TABLE (");
		write.run();
		out.append(")");
	}

	@Override
	public void upsert(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes) {
		throw new IllegalArgumentException(
				this.dialect.name() + " has no statement that finds or inserts; its capabilities say so");
	}

}

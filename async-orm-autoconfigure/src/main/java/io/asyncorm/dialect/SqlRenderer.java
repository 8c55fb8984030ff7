package io.asyncorm.dialect;

import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;

/**
 * Writes statements in one database's spelling. Immutable and safe for use by several
 * threads.
 */
final class SqlRenderer {

	private final Spelling spelling;

	SqlRenderer(Spelling spelling) {
		this.spelling = spelling;
	}

	RenderedSql render(SqlStatement statement) {
		SqlText out = new SqlText();
		ExpressionRenderer expressions = new ExpressionRenderer(out, this.spelling);
		WriteRenderer writes = new WriteRenderer(out, this.spelling, expressions);
		switch (statement) {
			case SqlQuery query -> expressions.queries().write(query);
			case SqlStatement.Insert insert -> writes.insert(insert);
			case SqlStatement.Update update -> writes.update(update);
			case SqlStatement.Delete delete -> writes.delete(delete);
			case SqlStatement.Upsert upsert -> this.spelling.upsert(out, upsert, writes);
		}
		return out.rendered();
	}

}

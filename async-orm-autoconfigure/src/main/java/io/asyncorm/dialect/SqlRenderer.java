package io.asyncorm.dialect;

import io.asyncorm.sql.SqlQuery;
import io.asyncorm.sql.SqlStatement;
import org.springframework.util.Assert;

/**
 * Renders SQL trees to text in one database's spelling. Immutable and safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class SqlRenderer {

	private final Spelling spelling;

	public SqlRenderer(Spelling spelling) {
		this.spelling = spelling;
	}

	/**
	 * Renders a statement.
	 * @throws IllegalArgumentException if the database has no such statement, or if a
	 * name in it cannot be a name
	 */
	public RenderedSql render(SqlStatement statement) {
		SqlText out = new SqlText(this.spelling.dialect()::quote);
		ExpressionRenderer expressions = new ExpressionRenderer(out, this.spelling);
		WriteRenderer writes = new WriteRenderer(out, this.spelling, expressions);
		switch (statement) {
			case SqlQuery query -> expressions.queries().write(query);
			case SqlStatement.Insert insert -> writes.insert(insert);
			case SqlStatement.InsertSelect insert -> writes.insertSelect(insert);
			case SqlStatement.Update update -> writes.update(update);
			case SqlStatement.Delete delete -> writes.delete(delete);
			case SqlStatement.Upsert upsert -> upsert(out, upsert, writes);
			case SqlStatement.InsertRows insert -> writes.insertRows(insert);
			case SqlStatement.InsertMany insert -> boundRows(out, writes).insert(insert);
			case SqlStatement.UpsertMany upsert ->
				new BoundUpsertRenderer(out, writes, boundRows(out, writes)).write(upsert);
			case SqlStatement.UpdateMany update -> boundRows(out, writes).update(update);
			case SqlStatement.SelectMany select -> boundRows(out, writes).select(select);
			case SqlStatement.DrawKeys draw -> boundRows(out, writes).draw(draw);
			case SqlStatement.Copy copy -> boundRows(out, writes).copy(copy);
		}
		return out.rendered();
	}

	private void upsert(SqlText out, SqlStatement.Upsert upsert, WriteRenderer writes) {
		Dialect dialect = this.spelling.dialect();
		Assert.isTrue(dialect.capabilities().upserts().isOneStatement(),
				() -> dialect.name() + " has no statement that finds or inserts; its capabilities say so");
		PostgresUpsert.write(out, upsert, writes);
	}

	private BoundRowsRenderer boundRows(SqlText out, WriteRenderer writes) {
		Dialect dialect = this.spelling.dialect();
		Assert.isTrue(dialect.capabilities().boundRows(),
				() -> dialect.name() + " takes no rows that are bound as arrays; its capabilities say so");
		return new BoundRowsRenderer(out, this.spelling, writes);
	}

}

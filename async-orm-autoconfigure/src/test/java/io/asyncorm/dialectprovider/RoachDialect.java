package io.asyncorm.dialectprovider;

import java.util.Set;

import io.asyncorm.dialect.DatabaseFeature;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.dialect.Spelling;
import io.asyncorm.dialect.SqlRenderer;
import io.asyncorm.dialect.UpsertForm;
import io.asyncorm.sql.SqlFunction;
import io.asyncorm.sql.SqlStatement;

/**
 * A database much like PostgreSQL, as somebody else may know one.
 */
final class RoachDialect implements Dialect {

	private final SqlRenderer renderer = new SqlRenderer(new RoachSpelling(this));

	@Override
	public String name() {
		return "Roach";
	}

	@Override
	public RenderedSql render(SqlStatement statement) {
		return this.renderer.render(statement);
	}

	@Override
	public Capabilities capabilities() {
		return new Capabilities(UpsertForm.INSERT_AND_CATCH, true, false, true, true, false, false);
	}

	/** What is not PostgreSQL's. */
	private record RoachSpelling(Dialect dialect) implements Spelling {

		@Override
		public Set<DatabaseFeature> missing() {
			return Set.of(DatabaseFeature.NO_KEY_LOCK);
		}

		@Override
		public String template(SqlFunction function) {
			return (function == SqlFunction.UUID7) ? "ORDERED_UUID()" : Spelling.super.template(function);
		}

	}

}

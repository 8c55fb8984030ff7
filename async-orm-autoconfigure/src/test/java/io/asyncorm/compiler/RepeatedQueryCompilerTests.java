package io.asyncorm.compiler;

import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.sql.SqlExpression;
import io.asyncorm.sql.SqlType;
import org.junit.jupiter.api.Test;

import static io.asyncorm.compiler.BookshopStatements.BOOK;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for selects of the rows of a query set for each of several rows of values.
 */
class RepeatedQueryCompilerTests {

	private final Bookshop shop = new Bookshop();

	@Test
	void valuesAndLimitsAreColumnsOfWhatIsBound() {
		this.shop.all(Book.class).filter("author", 7).filter("inPrint", true).orderBy("-title").slice(5, 25).alist();
		QueryState state = ((Operation.Read<?, ?>) this.shop.operations.get(0)).state();
		QueryState template = Parameterized.of(state, Extraction.of(Integer.MAX_VALUE)).template();

		CompiledQuery compiled = new QueryCompiler().compileForEach(template);
		RenderedSql rendered = new PostgresDialect().render(compiled.query());

		assertThat(rendered.text()).isEqualTo("SELECT \"_r\".*, \"_u\".\"n\" FROM unnest(CAST(? AS int8[]),"
				+ " CAST(? AS bool[]), CAST(? AS int8[]), CAST(? AS int8[])) WITH ORDINALITY AS \"_u\""
				+ " (\"v0\", \"v1\", \"v2\", \"v3\", \"n\") CROSS JOIN LATERAL (" + BOOK
				+ " WHERE \"book\".\"author_id\" = \"_u\".\"v0\" AND \"book\".\"in_print\" = \"_u\".\"v1\""
				+ " ORDER BY \"book\".\"title\" DESC LIMIT \"_u\".\"v2\" OFFSET \"_u\".\"v3\") AS \"_r\"");
		assertThat(rendered.parameters()).containsExactly(new SqlExpression.ArrayParameter(0, SqlType.BIGINT),
				new SqlExpression.ArrayParameter(1, SqlType.BOOLEAN),
				new SqlExpression.ArrayParameter(2, SqlType.BIGINT),
				new SqlExpression.ArrayParameter(3, SqlType.BIGINT));
		assertThat(compiled.layout().values()).containsExactly(new RowLayout.ValueLayout(Long.class));
	}

}

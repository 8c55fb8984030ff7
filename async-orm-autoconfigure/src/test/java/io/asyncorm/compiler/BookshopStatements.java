package io.asyncorm.compiler;

import java.util.List;
import java.util.function.Consumer;

import io.asyncorm.compiler.Bookshop.Author;
import io.asyncorm.compiler.Bookshop.Book;
import io.asyncorm.compiler.Bookshop.Review;
import io.asyncorm.dialect.PostgresDialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.query.QuerySet;
import io.asyncorm.sql.SqlExpression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements of query sets over the {@link Bookshop}, and the rows of the tables of
 * them.
 */
final class BookshopStatements {

	/** All books, in no order. */
	static final String BOOK = "SELECT \"book\".\"id\", \"book\".\"title\", \"book\".\"pages\", \"book\".\"price\","
			+ " \"book\".\"published\", \"book\".\"in_print\", \"book\".\"author_id\", \"book\".\"editor_id\" FROM \"book\"";

	private BookshopStatements() {
	}

	/** The only operation, as a statement and what is bound. */
	static void assertStatement(Bookshop shop, String sql, List<Object> binds) {
		assertThat(shop.operations).hasSize(1);
		Operation<?> operation = shop.operations.get(0);
		Parameterized<QueryState> query = Parameterized.of(state(operation), Extraction.of(Integer.MAX_VALUE));
		QueryCompiler compiler = new QueryCompiler();
		CompiledQuery compiled = switch (operation) {
			case Operation.Count count -> compiler.compileCount(query.template());
			case Operation.Exists exists -> compiler.compileExists(query.template());
			default -> compiler.compile(query.template());
		};
		RenderedSql rendered = new PostgresDialect().render(compiled.query());
		assertThat(rendered.text()).isEqualTo(sql);
		assertThat(rendered.parameters()).extracting((parameter) -> value(query, parameter))
			.containsExactlyElementsOf(binds);
	}

	private static QueryState state(Operation<?> operation) {
		return switch (operation) {
			case Operation.Read<?, ?> read -> read.state();
			case Operation.Count count -> count.state();
			case Operation.Exists exists -> exists.state();
			default -> throw new IllegalArgumentException("no read: " + operation);
		};
	}

	private static @Nullable Object value(Parameterized<QueryState> query, SqlExpression parameter) {
		int slot = switch (parameter) {
			case SqlExpression.Parameter single -> single.slot();
			case SqlExpression.ArrayParameter array -> array.slot();
			default -> throw new IllegalArgumentException("no bind: " + parameter);
		};
		return query.values().get(slot);
	}

	static Arguments books(String what, Consumer<QuerySet<Book>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

	static Arguments reviews(String what, Consumer<QuerySet<Review>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

	static Arguments authors(String what, Consumer<QuerySet<Author>> query, String sql, Object... binds) {
		return Arguments.of(what, query, sql, List.of(binds));
	}

}

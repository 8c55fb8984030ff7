package io.asyncorm.jdbc;

import java.util.function.Function;

import io.asyncorm.compiler.AggregateForm;
import io.asyncorm.compiler.CompiledQuery;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.QueryState;

/**
 * Compiles the statements of reads, each form once. Safe for use by several threads.
 */
final class ReadStatements {

	private final QueryCompiler compiler;

	private final Dialect dialect;

	private final RelationFactory relations;

	private final JsonFormat json;

	private final StatementCache<Prepared> cache = new StatementCache<>(StatementCache.DEFAULT_CAPACITY);

	ReadStatements(QueryCompiler compiler, Dialect dialect, RelationFactory relations, JsonFormat json) {
		this.compiler = compiler;
		this.dialect = dialect;
		this.relations = relations;
		this.json = json;
	}

	/** The rows of a form. */
	Prepared rows(QueryState form) {
		return prepare(Kind.ROWS, form, this.compiler::compile);
	}

	/** The number of its rows. */
	Prepared count(QueryState form) {
		return prepare(Kind.COUNT, form, this.compiler::compileCount);
	}

	/** One row if there is any. */
	Prepared exists(QueryState form) {
		return prepare(Kind.EXISTS, form, this.compiler::compileExists);
	}

	/** Values over its rows. */
	Prepared aggregates(AggregateForm form) {
		return prepare(Kind.AGGREGATES, form, this.compiler::compileAggregates);
	}

	private <F> Prepared prepare(Kind kind, F form, Function<F, CompiledQuery> compiler) {
		return this.cache.get(new Key(kind, form), () -> {
			CompiledQuery query = compiler.apply(form);
			return new Prepared(this.dialect.render(query.query()),
					RowReader.of(query.layout(), this.relations, this.json));
		});
	}

	/** A statement as it is sent, and what reads its rows. */
	record Prepared(RenderedSql sql, RowReader rows) {

	}

	private enum Kind {

		ROWS, COUNT, EXISTS, AGGREGATES

	}

	private record Key(Kind kind, Object form) {

	}

}

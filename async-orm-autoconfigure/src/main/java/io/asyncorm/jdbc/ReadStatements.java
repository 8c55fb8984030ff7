package io.asyncorm.jdbc;

import java.util.function.Function;

import io.asyncorm.compiler.AggregateQuery;
import io.asyncorm.compiler.CompiledQuery;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.QueryState;

/**
 * Compiles and caches the statements of reads, each template once. Safe for use by
 * several threads.
 */
final class ReadStatements {

	private final QueryCompiler compiler;

	private final Dialect dialect;

	private final RelationFactory relations;

	private final JsonFormat json;

	private final StatementCache<Prepared> cache = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(template, prepared) -> prepared.length());

	ReadStatements(QueryCompiler compiler, Dialect dialect, RelationFactory relations, JsonFormat json) {
		this.compiler = compiler;
		this.dialect = dialect;
		this.relations = relations;
		this.json = json;
	}

	/** Compiles the query that reads the rows of a query set. */
	Prepared rows(QueryState template) {
		return prepare(Kind.ROWS, template, this.compiler::compile);
	}

	/** Compiles the query that counts the rows of a query set. */
	Prepared count(QueryState template) {
		return prepare(Kind.COUNT, template, this.compiler::compileCount);
	}

	/** Compiles the query that tells whether a query set has any row. */
	Prepared exists(QueryState template) {
		return prepare(Kind.EXISTS, template, this.compiler::compileExists);
	}

	/** Compiles the query that aggregates the rows of a query set. */
	Prepared aggregates(AggregateQuery template) {
		return prepare(Kind.AGGREGATES, template, this.compiler::compileAggregates);
	}

	private <T> Prepared prepare(Kind kind, T template, Function<T, CompiledQuery> compiler) {
		return this.cache.get(new Key(kind, template), () -> {
			CompiledQuery query = compiler.apply(template);
			return new Prepared(this.dialect.render(query.query()),
					RowReader.of(query.layout(), this.relations, this.json, this.dialect::storedType));
		});
	}

	/** A statement as it is sent, and what reads its rows. */
	record Prepared(RenderedSql sql, RowReader rows) {

		int length() {
			return this.sql.text().length();
		}

	}

	private enum Kind {

		ROWS, COUNT, EXISTS, AGGREGATES

	}

	private record Key(Kind kind, Object template) {

	}

}

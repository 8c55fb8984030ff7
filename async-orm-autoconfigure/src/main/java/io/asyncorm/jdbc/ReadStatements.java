package io.asyncorm.jdbc;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.asyncorm.compiler.AggregateQuery;
import io.asyncorm.compiler.CompiledQuery;
import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.BoundQuery;
import io.asyncorm.plan.RowQuery;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RepeatedQuery;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and caches the statements of reads, each template once. Safe for use by
 * several threads.
 */
final class ReadStatements {

	private final QueryCompiler compiler;

	private final Dialect dialect;

	private final RelationFactory relations;

	private final JsonFormat json;

	private final Supplier<Extraction> extraction;

	/** What was found for each template of a method, of which each has one statement. */
	private final StatementCache<Ready> templates = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(template, ready) -> ready.statement().length());

	private final StatementCache<Prepared> cache = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(template, prepared) -> prepared.length());

	/**
	 * @param extraction how values are extracted of what the calling thread runs
	 */
	ReadStatements(QueryCompiler compiler, Dialect dialect, RelationFactory relations, JsonFormat json,
			Supplier<Extraction> extraction) {
		this.extraction = extraction;
		this.compiler = compiler;
		this.dialect = dialect;
		this.relations = relations;
		this.json = json;
	}

	/** The statement that reads the rows of a query. */
	Ready rows(RowQuery query) {
		return find(Kind.ROWS, query, this.compiler::compile);
	}

	/** The statement that counts the rows of a query. */
	Ready count(RowQuery query) {
		return find(Kind.COUNT, query, this.compiler::compileCount);
	}

	/** The statement that tells whether a query has any row. */
	Ready exists(RowQuery query) {
		return find(Kind.EXISTS, query, this.compiler::compileExists);
	}

	private Ready find(Kind kind, RowQuery query, Function<QueryState, CompiledQuery> compiler) {
		return find(kind, query, compiler, this.extraction.get());
	}

	private Ready find(Kind kind, RowQuery query, Function<QueryState, CompiledQuery> compiler, Extraction extraction) {
		return switch (query) {
			case QueryState state -> {
				Parameterized<QueryState> parameterized = Parameterized.of(state, extraction);
				yield new Ready(prepare(kind, parameterized.template(), compiler), parameterized.values());
			}
			case BoundQuery bound -> {
				Supplier<Ready> compiled = () -> find(kind, bound.shape(), compiler, extraction.keeping());
				Ready ready = extraction.canBeKept() ? this.templates.get(bound.template(), compiled) : compiled.get();
				yield new Ready(ready.statement(), bound.values(extraction.kept(ready.values())));
			}
			case RepeatedQuery repeated -> {
				Parameterized<QueryState> parameterized = Parameterized.of(repeated.shape(), extraction);
				yield new Ready(prepare(Kind.REPEATED_ROWS, parameterized.template(), this.compiler::compileForEach),
						repeated.arrays(parameterized.values()));
			}
		};
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

	/** A statement and its values, in the order of their slots. */
	record Ready(Prepared statement, List<@Nullable Object> values) {

		RenderedSql sql() {
			return this.statement.sql();
		}

	}

	/** A statement as it is sent, and what reads its rows. */
	record Prepared(RenderedSql sql, RowReader rows) {

		int length() {
			return this.sql.text().length();
		}

	}

	private enum Kind {

		ROWS, REPEATED_ROWS, COUNT, EXISTS, AGGREGATES

	}

	private record Key(Kind kind, Object template) {

	}

}

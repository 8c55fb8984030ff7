package io.asyncorm.jdbc;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.persistence.WriteCompiler;
import io.asyncorm.persistence.WriteTemplate;
import io.asyncorm.persistence.Write;
import io.asyncorm.plan.QueryState;

/**
 * Compiles and caches the statements of writes, each template once. Safe for use by
 * several threads.
 */
final class WriteStatements {

	private final WriteCompiler compiler;

	private final ReadStatements reads;

	private final Dialect dialect;

	private final RelationFactory relations;

	private final JsonFormat json;

	private final Supplier<Extraction> extraction;

	private final StatementCache<ReadStatements.Prepared> cache = new StatementCache<>(StatementCache.DEFAULT_CAPACITY,
			(template, prepared) -> prepared.length());

	/**
	 * @param extraction how values are extracted of what the calling thread runs
	 */
	WriteStatements(QueryCompiler queries, Dialect dialect, RelationFactory relations, JsonFormat json,
			Supplier<Extraction> extraction) {
		this.extraction = extraction;
		this.compiler = new WriteCompiler(queries);
		this.reads = new ReadStatements(queries, dialect, relations, json, extraction);
		this.dialect = dialect;
		this.relations = relations;
		this.json = json;
	}

	/** How values are extracted of what the calling thread runs. */
	Extraction extraction() {
		return this.extraction.get();
	}

	Dialect dialect() {
		return this.dialect;
	}

	/** Compiles a write; the rows that it returns are read as objects of its model. */
	ReadStatements.Prepared write(Write template) {
		return this.cache.get(template, () -> compile(template));
	}

	/** Likewise, of a write that was made a template before. */
	ReadStatements.Prepared write(WriteTemplate<?> template) {
		return this.cache.get(template, () -> compile(template.write()));
	}

	private ReadStatements.Prepared compile(Write template) {
		return new ReadStatements.Prepared(this.dialect.render(this.compiler.compile(template)),
				objects(template.model()));
	}

	/** The statement that reads the rows of a query set. */
	ReadStatements.Ready rows(QueryState rows) {
		return this.reads.rows(rows);
	}

	private RowReader objects(ModelMetadata<?> model) {
		RowLayout layout = new RowLayout(new RowLayout.ObjectLayout(model, List.of()), List.of());
		return RowReader.of(layout, this.relations, this.json, this.dialect::storedType);
	}

}

package io.asyncorm.jdbc;

import java.util.List;

import io.asyncorm.compiler.CompiledQuery;
import io.asyncorm.compiler.QueryCompiler;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.RenderedSql;
import io.asyncorm.mapping.JsonFormat;
import io.asyncorm.mapping.RowLayout;
import io.asyncorm.mapping.RowReader;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.persistence.WriteCompiler;
import io.asyncorm.persistence.WriteForm;
import io.asyncorm.query.QueryState;

/**
 * Compiles the statements of writes.
 */
final class WriteStatements {

	private final StatementCache<Prepared> cache = new StatementCache<>(StatementCache.DEFAULT_CAPACITY);

	private final QueryCompiler queries;

	private final WriteCompiler writes;

	private final Dialect dialect;

	private final RelationFactory relations;

	private final JsonFormat json;

	WriteStatements(QueryCompiler queries, Dialect dialect, RelationFactory relations, JsonFormat json) {
		this.queries = queries;
		this.writes = new WriteCompiler(queries);
		this.dialect = dialect;
		this.relations = relations;
		this.json = json;
	}

	Dialect.Capabilities capabilities() {
		return this.dialect.capabilities();
	}

	/** A write without its values, and how the rows that it gives back are read. */
	Prepared prepare(WriteForm form) {
		return this.cache.get(form, () -> new Prepared(this.dialect.render(this.writes.compile(form)),
				reader(form.model())));
	}

	/** A query without its values. */
	Prepared prepare(QueryState form) {
		return this.cache.get(form, () -> {
			CompiledQuery query = this.queries.compile(form);
			return new Prepared(this.dialect.render(query.query()),
					RowReader.of(query.layout(), this.relations, this.json));
		});
	}

	private RowReader reader(ModelMetadata<?> model) {
		return RowReader.of(new RowLayout(new RowLayout.ObjectLayout(model, List.of()), List.of()), this.relations,
				this.json);
	}

	/** A statement as it is sent, and what reads its rows. */
	record Prepared(RenderedSql sql, RowReader rows) {

	}

}

package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.asyncorm.expression.QuotedSql;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Default implementation of {@link RawQuerySet}. Immutable.
 */
record DefaultRawQuerySet<M>(QuerySets querySets, ModelMetadata<M> model, String sql,
		List<@Nullable Object> values) implements RawQuerySet<M> {

	DefaultRawQuerySet {
		values = Collections.unmodifiableList(new ArrayList<>(values));
		int marks = questionMarks(sql);
		if (marks >= 0 && marks != values.size()) {
			throw new InvalidDataAccessApiUsageException(
					"raw(\"" + sql + "\") has " + marks + " question marks, but was given " + values.size()
							+ " values: give one for each; an operator with a question mark is written '??'");
		}
	}

	/**
	 * The number of placeholders; -1 if a quote is not closed, which the server reports.
	 */
	private static int questionMarks(String sql) {
		try {
			return QuotedSql.questionMarks(sql).size();
		}
		catch (IllegalArgumentException ex) {
			return -1;
		}
	}

	@Override
	public CompletableFuture<List<Row<M>>> alist() {
		return this.querySets.dispatcher().dispatch(operation());
	}

	@Override
	public AsyncIterable<Row<M>> aiterator(int chunkSize) {
		Terminals.requireChunk(chunkSize);
		return this.querySets.dispatcher().iterate(operation(), chunkSize);
	}

	private Operation.Sql<List<Row<M>>> operation() {
		return new Operation.Sql<>(Operation.name(this.model, "raw"), this.sql, this.values,
				new SqlRows.Columns<>(this.model, this::assembler, Function.identity()));
	}

	private RowAssembler<Row<M>> assembler(List<String> columns) {
		String key = this.model.key().column();
		if (columns.stream().noneMatch((column) -> Names.same(column, key))) {
			throw new FieldException("A raw query for '" + this.model.name() + "' must give the key, column '" + key
					+ "'. It gives: " + String.join(", ", columns));
		}
		List<String> names = columns.stream().map(this::name).toList();
		return PartialRows.assembler(this.model, names,
				names.stream().filter((name) -> this.model.findField(name) == null).collect(Collectors.toSet()));
	}

	/** The name of the field that a column belongs to, or its own. */
	private String name(String column) {
		return this.model.fields()
			.stream()
			.filter((field) -> Names.same(field.column(), column))
			.map(ModelField::name)
			.findFirst()
			.orElse(column);
	}

}

package io.asyncorm.queryset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.QuotedSql;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.plan.SqlRows;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Row;
import io.asyncorm.resolution.NamedSql;
import io.asyncorm.resolution.PrefetchResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Default implementation of {@link RawQuerySet}. Immutable.
 *
 * @param sql the text as the user wrote it
 * @param statement the text with a question mark for each value
 */
record DefaultRawQuerySet<M>(QuerySets querySets, ModelMetadata<M> model, String sql, String statement,
		List<@Nullable Object> values, Prefetches prefetches) implements RawQuerySet<M> {

	DefaultRawQuerySet {
		values = Collections.unmodifiableList(new ArrayList<>(values));
	}

	static <M> RawQuerySet<M> of(QuerySets querySets, ModelMetadata<M> model, String sql,
			List<@Nullable Object> values) {
		int marks = questionMarks(sql);
		if (marks >= 0 && marks != values.size()) {
			throw new InvalidDataAccessApiUsageException("raw(\"" + MessageText.name(sql) + "\") has " + marks
					+ " question marks, but was given " + values.size()
					+ " values: give one for each; an operator with a question mark is written '??'");
		}
		return new DefaultRawQuerySet<>(querySets, model, sql, sql, values, Prefetches.NONE);
	}

	static <M> RawQuerySet<M> of(QuerySets querySets, ModelMetadata<M> model, String sql, Kw values) {
		NamedSql named;
		try {
			named = NamedSql.parse(sql);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDataAccessApiUsageException(
					"raw(\"" + MessageText.name(sql) + "\") cannot be read: " + ex.getMessage(), ex);
		}
		return new DefaultRawQuerySet<>(querySets, model, sql, named.text(), named.values(values), Prefetches.NONE);
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
	public RawQuerySet<M> prefetchRelated(@Nullable String @Nullable ... lookups) {
		return with(PrefetchResolver.prefetch(state(), lookups));
	}

	@Override
	public RawQuerySet<M> prefetchRelated(Prefetch first, Prefetch... more) {
		return with(PrefetchResolver.prefetch(state(), PrefetchResolver.all(first, more)));
	}

	@Override
	public RawQuerySet<M> timeout(Duration timeout) {
		return new DefaultRawQuerySet<>(this.querySets.within(timeout), this.model, this.sql, this.statement,
				this.values, this.prefetches);
	}

	@Override
	public RawQuerySet<M> background() {
		return new DefaultRawQuerySet<>(this.querySets.inBackground(), this.model, this.sql, this.statement,
				this.values, this.prefetches);
	}

	@Override
	public RawQuerySet<M> tag(String tag) {
		return new DefaultRawQuerySet<>(this.querySets.tagged(tag), this.model, this.sql, this.statement, this.values,
				this.prefetches);
	}

	/** A query set of the model with the same prefetches. */
	private QueryState state() {
		return QueryState.of(this.model).mutate().prefetches(this.prefetches).build();
	}

	private RawQuerySet<M> with(QueryState prefetching) {
		return new DefaultRawQuerySet<>(this.querySets, this.model, this.sql, this.statement, this.values,
				prefetching.prefetches());
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
		return new Operation.Sql<>(Operation.name(this.model, "raw"), this.statement, this.values,
				new SqlRows.Columns<>(this.model, this::assembler,
						PrefetchReader.completion(this.querySets, this.model, this.prefetches), Function.identity()));
	}

	private RowAssembler<Row<M>> assembler(List<String> columns) {
		for (ModelField part : this.model.key().columns()) {
			String key = part.column();
			if (columns.stream().noneMatch((column) -> Names.same(column, key))) {
				throw new FieldException("A raw query for '" + this.model.name() + "' must give the key, column '" + key
						+ "'. It gives: " + String.join(", ", columns));
			}
		}
		List<String> names = columns.stream().map(this::name).toList();
		Set<String> others = names.stream()
			.filter((name) -> this.model.findField(name) == null)
			.collect(Collectors.toSet());
		for (String name : others) {
			Prefetches.Branch branch = this.prefetches.find(name);
			if (branch != null) {
				throw new FieldException("The column '" + name + "' of raw() conflicts with '" + branch.name()
						+ "' of prefetchRelated(): give one of them another name");
			}
		}
		return PartialRows.assembler(this.model, names, others);
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

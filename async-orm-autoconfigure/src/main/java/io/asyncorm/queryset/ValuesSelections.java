package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;

import io.asyncorm.expression.LookupNames;
import io.asyncorm.expression.Property;
import io.asyncorm.model.FieldException;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.Row;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Implements {@code values()}, {@code valuesList()} and what else gives rows in place of
 * objects, for any query set. Immutable.
 */
record ValuesSelections<M>(QuerySets querySets, QueryState state) {

	ValuesQuerySet<M, Map<String, @Nullable Object>> maps(String... fields) {
		return of(names(fields), RowAssemblers::maps);
	}

	ValuesQuerySet<M, List<@Nullable Object>> lists(String... fields) {
		return of(names(fields), (selected) -> RowAssemblers.lists());
	}

	<V extends Record> ValuesQuerySet<M, V> records(Class<V> type) {
		ProjectionPlan<V> plan;
		QueryState selecting;
		try {
			plan = ProjectionPlan.of(type, this.state);
			selecting = QueryEdits.values(this.state, this.querySets.lookups(), plan.names());
		}
		catch (FieldException ex) {
			throw Projection.of(type).unresolved(ex);
		}
		plan.require(selecting);
		RowAssembler<V> assembler = plan.assembler();
		return new DefaultValuesQuerySet<>(this.querySets, selecting, (selected) -> assembler);
	}

	@SuppressWarnings("NullAway") // it loses the nullness of a type variable in a lambda
									// expression
	<V> ValuesQuerySet<M, @Nullable V> single(String field, Class<V> type) {
		Assert.notNull(type, "'type' must not be null");
		QueryState selecting = QueryEdits.values(this.state, this.querySets.lookups(), Names.of("valuesList", field));
		ProjectedTypes.require(selecting, type);
		DefaultValuesQuerySet.Assembly<@Nullable V> assembly = (selected) -> RowAssemblers.single(type);
		return new DefaultValuesQuerySet<>(this.querySets, selecting, assembly);
	}

	<V extends @Nullable Object> ValuesQuerySet<M, V> single(Property<? super M, V> property) {
		return of(List.of(LookupNames.of(property)), (selected) -> RowAssemblers.single());
	}

	/** Rows of an object and its annotations. */
	ValuesQuerySet<M, Row<M>> rows() {
		DefaultValuesQuerySet.RowAssembly<M> rows = RowAssemblers::rows;
		return new DefaultValuesQuerySet<>(this.querySets, QueryEdits.rows(this.state), rows);
	}

	/** Rows of some of an object's columns. */
	ValuesQuerySet<M, Row<M>> partial(List<QueryState.Named> columns) {
		DefaultValuesQuerySet.RowAssembly<M> rows = PartialRows::assembler;
		return new DefaultValuesQuerySet<>(this.querySets,
				QueryEdits.selectValues(this.state, this.querySets.lookups(), columns), rows);
	}

	/** What selects a single value already, which is never null. */
	@SuppressWarnings("NullAway")
	<V> ValuesQuerySet<M, V> of(QueryState selected, Class<V> type) {
		DefaultValuesQuerySet.Assembly<V> assembly = (any) -> RowAssemblers.single(type);
		return new DefaultValuesQuerySet<>(this.querySets, selected, assembly);
	}

	private List<String> names(String... fields) {
		Assert.notNull(fields, "'fields' must not be null");
		return (fields.length > 0) ? Names.of("values", fields) : QueryEdits.allNames(this.state);
	}

	private <R extends @Nullable Object> ValuesQuerySet<M, R> of(List<String> names,
			DefaultValuesQuerySet.Assembly<R> assembly) {
		return new DefaultValuesQuerySet<>(this.querySets,
				QueryEdits.values(this.state, this.querySets.lookups(), names), assembly);
	}

}

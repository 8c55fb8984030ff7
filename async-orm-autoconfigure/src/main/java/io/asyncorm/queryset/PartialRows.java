package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.Row;
import io.asyncorm.resolution.Combinations;
import io.asyncorm.resolution.FieldMask;
import io.asyncorm.resolution.QueryEdits;

/**
 * Implements {@code only()} and {@code defer()}: resolves the fields to load, and holds
 * them, as those of {@code raw()}, in a {@link Row}. A record cannot defer fields as
 * Django's objects do, and one with missing values would be wrong.
 */
final class PartialRows {

	private PartialRows() {
	}

	static List<QueryState.Named> only(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "only");
		return withOthers(state, FieldMask.of(state.model(), fields).only(related(state)));
	}

	static List<QueryState.Named> defer(QueryState state, List<String> fields) {
		Combinations.requireNone(state, "defer");
		if (fields.contains("pk")) {
			throw new FieldException("defer() cannot leave out the key of '" + state.model().name()
					+ "', by which a row is known: do not name 'pk' in it");
		}
		return withOthers(state, FieldMask.of(state.model(), fields).deferred(related(state)));
	}

	private static List<List<ModelRelation>> related(QueryState state) {
		return (state.selection() instanceof QueryState.Instances instances) ? instances.related() : List.of();
	}

	/** Adds the foreign keys that prefetches need, and the annotations. */
	private static List<QueryState.Named> withOthers(QueryState state, List<QueryState.Named> columns) {
		List<QueryState.Named> all = new ArrayList<>(columns);
		for (Prefetches.Branch branch : state.prefetches().branches()) {
			String followed = RelationQueries.ownerField(branch.relation()).name();
			if (all.stream().noneMatch((column) -> column.name().equals(followed))) {
				all.add(QueryEdits.named(followed));
			}
		}
		annotations(state).forEach((name) -> all.add(QueryEdits.named(name)));
		return all;
	}

	/** The names of the annotations that a row has. */
	static Set<String> annotations(QueryState state) {
		return state.annotations()
			.stream()
			.filter(QueryState.Named::selected)
			.map(QueryState.Named::name)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** An assembler of rows of all that is selected, also of later annotations. */
	static <M> RowAssembler<Row<M>> assembler(QueryState state) {
		return assembler(state.model(),
				(state.selection() instanceof QueryState.Columns columns)
						? columns.columns().stream().map(QueryState.Named::name).toList() : List.of(),
				annotations(state));
	}

	/**
	 * Assembles rows.
	 * @param annotations those of the names that are no fields
	 */
	@SuppressWarnings("unchecked") // what was read is of the model's class
	static <M> RowAssembler<Row<M>> assembler(ModelMetadata<?> model, List<String> names, Set<String> annotations) {
		List<String> loaded = List.copyOf(names);
		return (object, values) -> new PartialRow<>(model, loaded, annotations, values, (M) object);
	}

}

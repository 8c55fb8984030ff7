package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.lookup.LookupRegistry;
import io.asyncorm.lookup.Lookups;
import io.asyncorm.lookup.StandardFunction;
import io.asyncorm.model.Hop;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.resolution.Orderings;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

/**
 * The query that prefetches a relation for many owners at once. Each result has the key
 * of its owner, by which it is assigned.
 *
 * @param state the query
 * @param assembler makes what {@link #key} and {@link #element} take of each row
 * @param owner the field that holds the owner's key
 * @param keySelected whether that is selected beside the objects, as it is none of theirs
 */
record PrefetchQuery(QueryState state, RowAssembler<?> assembler, ModelField owner, boolean keySelected) {

	/** Alias of the owner's key where it is selected as a further column. */
	private static final String OWNER = "_owner";

	/**
	 * @param keys the owners' keys, as columns hold them
	 */
	static PrefetchQuery of(Prefetches.Branch branch, Collection<Object> keys, LookupRegistry lookups) {
		ModelRelation relation = branch.relation();
		Prefetches.Source source = branch.source();
		QueryState state = (source != null) ? source.state() : QueryState.of(relation.target());
		RowAssembler<?> assembler = (source != null) ? source.assembler() : RowAssemblers.objects();
		QueryState ordered = Orderings.ordered(state, lookups).mutate().withoutPrefetches().build();
		int scope = scope(ordered, relation);
		Expression.Column owner = RelationQueries.ownerKey(relation, scope);
		QueryState wanted = filtered(ordered, owner, keys).mutate().scopes(Math.max(scope, state.scopes())).build();
		boolean keySelected = !owner.hops().isEmpty() || state.selection() instanceof QueryState.Columns;
		return keySelected
				? new PrefetchQuery(selecting(wanted, owner), matchBySelectedKey(assembler), owner.field(), true)
				: new PrefetchQuery(wanted, assembler, owner.field(), false);
	}

	/** The key of the owner that something was read for. */
	Object key(Object read) {
		Object key = this.keySelected ? ((Match) read).key()
				: this.owner.valueOf(this.owner.get(Objects.requireNonNull(ElementRelations.object(read))));
		return Objects.requireNonNull(key);
	}

	/**
	 * Whether equal keys are equal in the columns: a type of the user's may see that
	 * differently.
	 */
	boolean hasPlainKey() {
		return isPlain(this.owner);
	}

	static boolean isPlain(ModelField key) {
		return key.conversion() == null && !key.isComposite();
	}

	/** The same as columns hold it. */
	Object column(Object key) {
		return Objects.requireNonNull(ElementRelations.columnOf(this.owner, key));
	}

	/** What was read, the object or the row that has it. */
	Object element(Object read) {
		return this.keySelected ? Objects.requireNonNull(((Match) read).element()) : read;
	}

	/**
	 * The scope of the join table. As in Django, filters of the query set on the join
	 * table share the join that finds the owners.
	 */
	private static int scope(QueryState state, ModelRelation relation) {
		if (relation.hops().size() == 1) {
			return 0;
		}
		Hop reverseHop = RelationQueries.reverseHop(relation);
		int[] scope = { -1 };
		state.filters().forEach((filter) -> findScope(filter, reverseHop, scope));
		state.annotations().forEach((annotation) -> findScope(annotation.value(), reverseHop, scope));
		return (scope[0] >= 0) ? scope[0] : state.scopes() + 1;
	}

	private static void findScope(Expression condition, Hop reverseHop, int[] scope) {
		if (condition instanceof Expression.Column column && !column.hops().isEmpty()
				&& column.hops().get(0).equals(reverseHop)) {
			scope[0] = Math.max(scope[0], column.scope());
		}
		else if (!(condition instanceof Expression.Not)) {
			condition.forEachChild((child) -> findScope(child, reverseHop, scope));
		}
	}

	/** Restricts to the owners; a slice is taken of each, by ROW_NUMBER() per owner. */
	private static QueryState filtered(QueryState state, Expression.Column owner, Collection<Object> keys) {
		QueryState.Builder wanted = state.mutate()
			.filter(new Expression.Test(owner, Lookups.IN,
					Expression.Value.array(new ArrayList<>(keys), owner.field().type())));
		if (!state.isSliced() || state.isEmpty()) {
			return wanted.build();
		}
		Expression number = new Expression.Window(
				new Expression.Func(StandardFunction.ROW_NUMBER, List.of(), Long.class), List.of(owner),
				Objects.requireNonNull(state.orderings()), null);
		long offset = QueryEdits.number(state.offset(), 0);
		if (offset > 0) {
			wanted = wanted.filter(new Expression.Test(number, Lookups.GT, Expression.Value.of(offset, Long.class)));
		}
		if (state.limit() != null) {
			long last = offset + QueryEdits.number(state.limit(), 0);
			wanted = wanted.filter(new Expression.Test(number, Lookups.LTE, Expression.Value.of(last, Long.class)));
		}
		return wanted.slice(null, null).build();
	}

	/** Adds the owner's key as the last selected value. */
	private static QueryState selecting(QueryState state, Expression.Column owner) {
		return switch (state.selection()) {
			case QueryState.Instances instances -> {
				List<QueryState.Named> annotations = new ArrayList<>();
				state.annotations()
					.forEach((named) -> annotations.add(new QueryState.Named(named.name(), named.value(),
							named.selected() && instances.annotations())));
				annotations.add(new QueryState.Named(OWNER, owner));
				yield state.mutate().annotations(annotations).selection(instances.annotated()).build();
			}
			case QueryState.Columns columns -> QueryEdits.withColumn(state, new QueryState.Named(OWNER, owner));
		};
	}

	private static RowAssembler<Match> matchBySelectedKey(RowAssembler<?> assembler) {
		return (object, values) -> {
			int last = values.length - 1;
			return new Match(values[last], assembler.assemble(object, Arrays.copyOf(values, last)));
		};
	}

	/**
	 * A prefetched object and the key of its owner.
	 *
	 * @param key the key of the owner that it was found for
	 * @param element the object, or the row that has it
	 */
	record Match(@Nullable Object key, @Nullable Object element) {

	}

}

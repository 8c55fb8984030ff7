package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.ReadCompletion;
import io.asyncorm.plan.ReadExecutor;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.resolution.PrefetchResolver;
import io.asyncorm.resolution.SelectRelated;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Executes {@code prefetchRelated()}: one query for each relation, then the same for the
 * relations of the objects that it found. Objects are immutable, so each is copied with
 * its related objects in place.
 */
final class PrefetchReader {

	private final QuerySets querySets;

	private final RelationFactory relations;

	private final ReadExecutor reads;

	PrefetchReader(QuerySets querySets, ReadExecutor reads) {
		this.querySets = querySets;
		this.relations = new QuerySetRelations(() -> querySets);
		this.reads = reads;
	}

	/**
	 * The completion that adds the prefetched relations to the results of a query set.
	 * @throws InvalidDataAccessApiUsageException if it gives objects, and an attribute
	 * was asked for
	 */
	static <E extends @Nullable Object> ReadCompletion<E> completion(QuerySets querySets, QueryState state) {
		boolean objects = state.selection() instanceof QueryState.Instances instances && !instances.annotations();
		if (objects) {
			SelectRelated.requireNoneJoined(state);
		}
		if (state.prefetches().isEmpty()) {
			return ReadCompletion.none();
		}
		if (objects) {
			PrefetchResolver.requireNoAttribute(state.prefetches());
		}
		return completion(querySets, state.model(), state.prefetches());
	}

	@SuppressWarnings("unchecked") // what is completed is of the same type as before
	static <E extends @Nullable Object> ReadCompletion<E> completion(QuerySets querySets, ModelMetadata<?> model,
			Prefetches prefetches) {
		if (prefetches.isEmpty()) {
			return ReadCompletion.none();
		}
		return (elements, reads) -> {
			boolean related = !elements.isEmpty()
					&& (elements.get(0) instanceof PrefetchableRow<?> || model.type().isInstance(elements.get(0)));
			// As in Django, single values have no relations
			return related ? (List<E>) new PrefetchReader(querySets, reads).complete(model, elements, prefetches)
					: elements;
		};
	}

	private List<?> complete(ModelMetadata<?> model, List<?> elements, Prefetches prefetches) {
		if (elements.isEmpty() || prefetches.isEmpty()) {
			return elements;
		}
		List<@Nullable Object[]> values = prefetches.branches()
			.stream()
			.map((branch) -> values(branch, elements))
			.toList();
		List<Object> completed = new ArrayList<>(elements.size());
		for (int i = 0; i < elements.size(); i++) {
			Map<ModelRelation, Object> related = new HashMap<>();
			Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
			for (int j = 0; j < values.size(); j++) {
				Prefetches.Branch branch = prefetches.branches().get(j);
				Object value = values.get(j)[i];
				if (branch.attribute()) {
					attributes.put(branch.name(), value);
				}
				else if (value != null) {
					related.put(branch.relation(), value);
				}
			}
			boolean same = related.isEmpty() && attributes.isEmpty();
			completed.add(same ? elements.get(i)
					: ElementRelations.with(model, Objects.requireNonNull(elements.get(i)), related, attributes));
		}
		return completed;
	}

	/**
	 * The loaded relation, or attribute, of each element; null where nothing changes.
	 */
	private @Nullable Object[] values(Prefetches.Branch branch, List<?> elements) {
		ModelRelation relation = branch.relation();
		ModelField ownerField = RelationQueries.ownerField(relation);
		Targets targets = new Targets(elements.size(), branch);
		Map<Object, List<Integer>> wanted = new LinkedHashMap<>();
		@Nullable Object[] keys = new Object[elements.size()];
		boolean[] known = new boolean[elements.size()];
		for (int i = 0; i < keys.length; i++) {
			Object element = Objects.requireNonNull(elements.get(i));
			keys[i] = ElementRelations.key(element, ownerField);
			List<?> loaded = branch.attribute() ? null : ElementRelations.loaded(element, relation);
			if (loaded != null) {
				List<Integer> place = List.of(i);
				known[i] = true;
				loaded.forEach((target) -> targets.add(place, target));
			}
			else if (keys[i] != null) {
				wanted.computeIfAbsent(ownerField.comparable(ownerField.toColumn(keys[i])), (key) -> new ArrayList<>())
					.add(i);
			}
			else if (!relation.forward()) {
				throw new InvalidDataAccessApiUsageException("'" + relation + "' cannot be prefetched for an object"
						+ " that has no key yet: save it first, and use what acreate() or asave() returned");
			}
		}
		read(branch, ownerField, wanted, elements, targets);
		List<List<Object>> completed = targets.complete();
		@Nullable Object[] values = new Object[keys.length];
		for (int i = 0; i < values.length; i++) {
			boolean unchanged = known[i] && branch.nested().isEmpty() || keys[i] == null && !branch.attribute();
			values[i] = unchanged ? null : value(branch, keys[i], completed.get(i));
		}
		return values;
	}

	private void read(Prefetches.Branch branch, ModelField ownerField, Map<Object, List<Integer>> wanted,
			List<?> owners, Targets targets) {
		if (wanted.isEmpty()) {
			return;
		}
		PrefetchQuery rows = PrefetchQuery.of(branch, wanted.keySet(), this.querySets.lookups());
		Owners loaded = new Owners(branch.relation().inverse(), ownerField, wanted, owners, this.relations);
		Map<Object, List<Integer>> byKey = new HashMap<>();
		Function<Object, List<Integer>> find = (key) -> wanted.getOrDefault(ownerField.comparable(rows.column(key)),
				List.of());
		RowAssembler<Object> assigning = (object, values) -> {
			Object match = Objects.requireNonNull(rows.assembler().assemble(object, values));
			List<Integer> found = loaded.takeFound();
			if (found != null) {
				targets.add(found, rows.element(match));
				return match;
			}
			Object key = rows.key(match);
			List<Integer> indexes = rows.hasPlainKey() ? byKey.computeIfAbsent(key, find) : find.apply(key);
			if (!indexes.isEmpty()) {
				Object owner = Objects.requireNonNull(owners.get(indexes.get(0)));
				targets.add(indexes, withOwner(owner, branch, rows.element(match)));
			}
			return match;
		};
		String name = Operation.name(branch.relation().source(), "prefetchRelated");
		this.reads.execute(read(name, rows.state(), assigning, loaded.targets()));
	}

	private static <E extends @Nullable Object> Operation.Read<E, List<E>> read(String name, QueryState state,
			RowAssembler<E> assembler, LoadedTargets targets) {
		return new Operation.Read<>(name, state, assembler, ReadCompletion.none(), Function.identity(), targets);
	}

	/**
	 * Sets the owner as the target of a prefetched object's relation to it, unless its
	 * foreign key has found it while the object was read.
	 */
	private Object withOwner(Object owner, Prefetches.Branch branch, Object element) {
		ModelRelation inverse = branch.relation().inverse();
		if (inverse == null || inverse.toMany() || !inverse.declared()) {
			return element;
		}
		Object object = ElementRelations.object(owner);
		if (object == null || ElementRelations.object(element) == null || ElementRelations.isLoaded(element, inverse)) {
			return element;
		}
		Object key = ElementRelations.key(element, RelationQueries.ownerField(inverse));
		return (key != null) ? ElementRelations.with(inverse.source(), element,
				Map.of(inverse, relation(inverse, key, List.of(object))), Map.of()) : element;
	}

	private @Nullable Object value(Prefetches.Branch branch, @Nullable Object key, List<?> targets) {
		if (branch.attribute()) {
			return branch.relation().toMany() ? Collections.unmodifiableList(targets)
					: targets.isEmpty() ? null : targets.get(0);
		}
		return relation(branch.relation(), Objects.requireNonNull(key), targets);
	}

	private Object relation(ModelRelation relation, Object key, List<?> targets) {
		Object first = targets.isEmpty() ? null : targets.get(0);
		return switch (relation.kind()) {
			case FOREIGN_KEY, ONE_TO_ONE -> this.relations.loadedRef(relation, key, first);
			case REVERSE_ONE_TO_ONE -> this.relations.loadedOne(relation, key, first);
			case REVERSE_FOREIGN_KEY, MANY_TO_MANY -> this.relations.loadedMany(relation, key, targets);
		};
	}

	/**
	 * The owners as the targets of the prefetched objects' own foreign keys to them, as
	 * Django sets them. They are the owners as they were before the prefetch, so there is
	 * no cycle. The foreign key that has found one while a row is read tells whose the
	 * row is, too.
	 */
	private static final class Owners {

		private final @Nullable ModelRelation inverse;

		private final ModelField ownerField;

		private final Map<Object, List<Integer>> wanted;

		private final List<?> owners;

		private final RelationFactory relations;

		private final Map<Object, Owner> byKey = new HashMap<>();

		private @Nullable List<Integer> found;

		/**
		 * @param inverse from the prefetched objects to the owners
		 * @param wanted the places of the owners, by what the columns of their keys hold
		 */
		Owners(@Nullable ModelRelation inverse, ModelField ownerField, Map<Object, List<Integer>> wanted,
				List<?> owners, RelationFactory relations) {
			this.inverse = inverse;
			this.ownerField = ownerField;
			this.wanted = wanted;
			this.owners = owners;
			this.relations = relations;
		}

		LoadedTargets targets() {
			ModelRelation inverse = this.inverse;
			if (inverse == null || !inverse.forward() || inverse.toMany()) {
				return LoadedTargets.NONE;
			}
			ModelField foreignKey = RelationQueries.ownerField(inverse);
			Function<Object, Owner> find = (key) -> owner(inverse, foreignKey, key);
			boolean plain = PrefetchQuery.isPlain(foreignKey);
			return (relation, key) -> {
				if (relation != inverse) {
					return null;
				}
				Owner owner = plain ? this.byKey.computeIfAbsent(key, find) : find.apply(key);
				this.found = (owner.foreignKey() != null) ? owner.places() : null;
				return owner.foreignKey();
			};
		}

		private Owner owner(ModelRelation relation, ModelField foreignKey, Object key) {
			List<Integer> places = places(foreignKey, key);
			Object object = places.isEmpty() ? null
					: ElementRelations.object(Objects.requireNonNull(this.owners.get(places.get(0))));
			return new Owner(places, (object != null) ? this.relations.loadedRef(relation, key, object) : null);
		}

		private List<Integer> places(ModelField foreignKey, Object key) {
			Object column = ElementRelations.columnOf(foreignKey, key);
			return (column != null) ? this.wanted.getOrDefault(this.ownerField.comparable(column), List.of())
					: List.of();
		}

		/**
		 * Where the owners are that the last row belongs to; null if it has found none.
		 */
		@Nullable List<Integer> takeFound() {
			List<Integer> taken = this.found;
			this.found = null;
			return taken;
		}

	}

	/**
	 * An owner.
	 *
	 * @param places where it is among the owners
	 * @param foreignKey to its object, for all that belong to it; null if it is none of
	 * the owners, or a row that has no object
	 */
	private record Owner(List<Integer> places, @Nullable Relation<?> foreignKey) {

	}

	/**
	 * The related objects of each element. Those that have relations of their own to be
	 * completed wait for that, as it is done for all of them at once.
	 */
	private final class Targets {

		private final Prefetches.Branch branch;

		private final List<List<Object>> byElement;

		private final List<Object> incomplete = new ArrayList<>();

		/** The elements that each of these belongs to. */
		private final List<List<Integer>> places = new ArrayList<>();

		Targets(int elements, Prefetches.Branch branch) {
			this.branch = branch;
			this.byElement = new ArrayList<>(elements);
			int usual = branch.relation().toMany() ? 10 : 1;
			for (int i = 0; i < elements; i++) {
				this.byElement.add(new ArrayList<>(usual));
			}
		}

		void add(List<Integer> places, Object target) {
			if (this.branch.nested().isEmpty()) {
				assign(places, target);
			}
			else {
				this.incomplete.add(target);
				this.places.add(places);
			}
		}

		private void assign(List<Integer> places, Object target) {
			for (int i = 0; i < places.size(); i++) {
				this.byElement.get(places.get(i)).add(target);
			}
		}

		List<List<Object>> complete() {
			List<?> completed = PrefetchReader.this.complete(this.branch.relation().target(), this.incomplete,
					this.branch.nested());
			for (int i = 0; i < completed.size(); i++) {
				assign(this.places.get(i), Objects.requireNonNull(completed.get(i)));
			}
			return this.byElement;
		}

	}

}

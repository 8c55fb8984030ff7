package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.asyncorm.Orm;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.Relation;
import io.asyncorm.query.DoesNotExistException;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * Reads attribute paths such as {@code author.name} and {@code reviews.*.id}, and loads
 * what is not there, once.
 */
final class Attributes {

	private final Supplier<QuerySets> querySets;

	private final Prefetching prefetching;

	private final Map<Object, Object> loaded = new IdentityHashMap<>();

	private final Map<ModelRow, Set<String>> late = new IdentityHashMap<>();

	Attributes(Supplier<QuerySets> querySets, Prefetching prefetching) {
		this.querySets = querySets;
		this.prefetching = prefetching;
	}

	@Nullable Object read(@Nullable Object target, String path) {
		return read(target, List.of(path.split("\\.")));
	}

	private @Nullable Object read(@Nullable Object target, List<String> path) {
		if (path.isEmpty() || target == null) {
			return target;
		}
		String first = path.get(0);
		List<String> rest = path.subList(1, path.size());
		if (first.equals("*")) {
			return elements(target, "").stream().map((element) -> read(element, rest)).toList();
		}
		if (first.equals("#deferred")) {
			return (target instanceof ModelRow row) ? deferred(row) : List.of();
		}
		if (target instanceof ModelRow row && rest.equals(List.of("#deferred")) && row.deferred(first) != null) {
			return (row.held(List.of(first), () -> row) != null) ? row.deferred(first) : null;
		}
		if (target instanceof ModelRow row && row.held(List.of(first), () -> null) instanceof Relation<?> relation) {
			return readRelation(relation, first, rest);
		}
		if (target instanceof ModelRow row && row.object() == null) {
			return row.held(path, () -> readLate(row, path));
		}
		return readRelation(attribute(target, first), first, rest);
	}

	/** In Django, what was left out and is read is left out no more. */
	private @Nullable Object readLate(ModelRow row, List<String> path) {
		ModelField field = row.model().findField(path.get(0));
		if (field != null) {
			this.late.computeIfAbsent(row, (any) -> new HashSet<>()).add(ModelRow.attributeName(field));
		}
		return read(once(row, () -> row.load(this.querySets.get())), path);
	}

	private List<String> deferred(ModelRow row) {
		Set<String> late = this.late.getOrDefault(row, Set.of());
		return row.deferred().stream().filter((name) -> !late.contains(name)).toList();
	}

	private @Nullable Object readRelation(@Nullable Object value, String first, List<String> rest) {
		return (value instanceof Many<?> many && rest.size() > 1 && rest.get(0).equals("*"))
				? elements(many, first).stream().map((element) -> read(element, rest.subList(1, rest.size()))).toList()
				: read(value, rest);
	}

	private @Nullable Object attribute(Object target, String name) {
		return switch (target) {
			case Instance instance -> instanceAttribute(instance, name);
			case ModelRow row -> rowAttribute(row, name);
			case Ref<?> ref -> attribute(object(ref), name);
			default -> objectAttribute(target, name);
		};
	}

	private @Nullable Object instanceAttribute(Instance instance, String name) {
		Map.Entry<String, @Nullable Object> assigned = instance.assigned(name);
		if (assigned == null) {
			return attribute(instance.object(), name);
		}
		Object value = assigned.getValue();
		if (OracleModels.foreignKeyColumn(instance.model(), name) == null) {
			return value;
		}
		return (value instanceof Ref<?> ref) ? ref.key()
				: (value instanceof Instance other) ? ModelKeys.keyOf(other.object()) : value;
	}

	private @Nullable Object rowAttribute(ModelRow row, String name) {
		String inRow = this.prefetching.nameInRow(name);
		return (inRow.equals(name) && isAttribute(row.model(), name))
				? attribute(Objects.requireNonNull(row.object()), name)
				: this.prefetching.ofRow(inRow, row.row().get(inRow, Object.class));
	}

	/** Whether objects of the model have it, without any annotations. */
	static boolean isAttribute(ModelMetadata<?> model, String name) {
		return OracleModels.property(model, name) != null || OracleModels.foreignKeyColumn(model, name) != null;
	}

	private @Nullable Object objectAttribute(Object object, String name) {
		ModelMetadata<?> model = OracleModels.of(object);
		if (model == null) {
			throw new NotExpressible("attribute " + name + " of " + object.getClass().getSimpleName());
		}
		ModelField column = OracleModels.foreignKeyColumn(model, name);
		if (column != null) {
			return (column.get(object) instanceof Ref<?> ref) ? ref.key() : null;
		}
		ModelMetadata.Property property = OracleModels.property(model, name);
		if (property == null) {
			throw new NotExpressible("a " + model + " has no attribute " + name);
		}
		Object value = property.get(object);
		return (value instanceof One<?> one) ? object(one, model.name() + "." + name) : value;
	}

	private Object object(Ref<?> ref) {
		return once(ref, () -> ref.isLoaded() ? ref.get() : Orm.await(ref.aget()));
	}

	/**
	 * In Java the other side of a one-to-one is an Optional; in Django it fails if empty.
	 */
	private Object object(One<?> one, String owner) {
		return once(one, () -> {
			Optional<?> object = one.isLoaded() ? one.get() : Orm.await(one.aget());
			return object.orElseThrow(() -> new DoesNotExistException(owner, "There is no " + owner));
		});
	}

	private List<?> elements(Object target, String relation) {
		if (target instanceof Many<?> many) {
			boolean ordered = many.isLoaded() && this.prefetching.isOrdered(relation);
			return (List<?>) once(many, () -> {
				List<?> objects = many.isLoaded() ? many.list() : Orm.await(many.alist());
				return ordered ? objects : byKey(objects);
			});
		}
		if (target instanceof List<?> list) {
			return list;
		}
		throw new NotExpressible("the elements of " + target.getClass().getSimpleName());
	}

	/** A manager without an order is sorted by key. */
	@SuppressWarnings("unchecked") // keys of one model are comparable with each other
	private static List<?> byKey(List<?> objects) {
		ModelMetadata<?> model = objects.isEmpty() ? null : OracleModels.of(objects.get(0));
		if (model == null || !model.ordering().isEmpty()) {
			return objects;
		}
		List<Object> sorted = new ArrayList<>(objects);
		sorted.sort(Comparator.comparing((object) -> (Comparable<Object>) ModelKeys.keyOf(object)));
		return sorted;
	}

	private Object once(Object relation, Supplier<?> reading) {
		Object known = this.loaded.get(relation);
		if (known == null) {
			known = Objects.requireNonNull(reading.get());
			this.loaded.put(relation, known);
		}
		return known;
	}

}

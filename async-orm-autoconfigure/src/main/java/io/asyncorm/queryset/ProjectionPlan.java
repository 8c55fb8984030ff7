package io.asyncorm.queryset;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * How records are made of the values that a query set selects for them. A component that
 * is itself a record, and is called like a relation to one object, is made of the values
 * of that object; it is null if there is none. Immutable.
 *
 * @param <V> the record
 */
final class ProjectionPlan<V extends Record> {

	private final Node<V> root;

	private final List<String> names;

	private ProjectionPlan(Node<V> root, List<String> names) {
		this.root = root;
		this.names = names;
	}

	/**
	 * Finds out which values a record is made of.
	 * @throws FieldException if it never ends, or has a component that is a whole object
	 */
	static <V extends Record> ProjectionPlan<V> of(Class<V> type, QueryState state) {
		Reader reader = new Reader(state.annotations().stream().map(QueryState.Named::name).toList());
		Node<V> root = reader.read(type, state.model(), "", List.of());
		return new ProjectionPlan<>(root, List.copyOf(reader.names));
	}

	/** The names of the values, as the query set knows them. */
	List<String> names() {
		return this.names;
	}

	/**
	 * Checks that every component can hold what a query set selects for it.
	 * @throws FieldException if one is of a type that its value never becomes
	 */
	void require(QueryState selecting) {
		if (selecting.selection() instanceof QueryState.Columns selected) {
			this.root.require(selected.columns(), selecting.model().name());
		}
	}

	/** An assembler that creates the record of a row. */
	RowAssembler<V> assembler() {
		return (object, values) -> this.root.create(values);
	}

	/** Where a component comes from. */
	private sealed interface Part {

	}

	/** It is a value. */
	private record Single(int index) implements Part {
	}

	/** It is a record of an object that is there if its key is. */
	private record Nested(int key, Node<?> node) implements Part {

		@Nullable Object create(@Nullable Object[] values) {
			Object found = values[this.key];
			boolean missing = found == null
					|| found instanceof List<?> parts && parts.stream().allMatch(Objects::isNull);
			return missing ? null : this.node.create(values);
		}

	}

	/** A record and where its components come from. */
	private record Node<R extends Record>(Projection<R> projection, List<Part> parts) {

		R create(@Nullable Object[] values) {
			@Nullable Object[] own = new @Nullable Object[this.parts.size()];
			for (int i = 0; i < own.length; i++) {
				own[i] = switch (this.parts.get(i)) {
					case Single single -> values[single.index()];
					case Nested nested -> nested.create(values);
				};
			}
			return this.projection.create(own);
		}

		void require(List<QueryState.Named> selected, String model) {
			for (int i = 0; i < this.parts.size(); i++) {
				switch (this.parts.get(i)) {
					case Single single -> require(i, selected.get(single.index()), model);
					case Nested nested -> nested.node().require(selected, model);
				}
			}
		}

		private void require(int component, QueryState.Named selected, String model) {
			Expression value = selected.value();
			Class<?> given = ProjectedTypes.typeOf(value);
			RecordComponent declared = this.projection.components().get(component);
			Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(declared.getType());
			if (given != null && !ProjectedTypes.canHold(wanted, given, value)) {
				throw new FieldException("Component '" + declared.getName() + "' of record '" + this.projection.name()
						+ "' is of type '" + declared.getType().getTypeName() + "', but '" + selected.name() + "' of '"
						+ model + "' gives a '" + given.getTypeName()
						+ "': declare the component as that, or select the value with as(...) or cast(...)");
			}
		}

	}

	/** Reads records, and collects the names of their values. */
	private static final class Reader {

		private final List<String> annotations;

		private final List<String> names = new ArrayList<>();

		Reader(List<String> annotations) {
			this.annotations = annotations;
		}

		<R extends Record> Node<R> read(Class<R> type, ModelMetadata<?> model, String before, List<Class<?>> within) {
			Assert.notNull(type, "'projection' must not be null");
			if (within.contains(type)) {
				throw new FieldException("it never ends: '" + type.getSimpleName() + "' is within itself");
			}
			List<Class<?>> inner = new ArrayList<>(within);
			inner.add(type);
			Projection<R> projection = Projection.of(type);
			List<Part> parts = new ArrayList<>();
			for (RecordComponent component : projection.components()) {
				ModelRelation relation = component.getType().isRecord() ? findRelation(model, component) : null;
				String name = before + component.getName();
				if (relation != null) {
					int key = indexOf(name + "__" + ModelKeys.KEY);
					parts.add(new Nested(key,
							read(component.getType().asSubclass(Record.class), relation.target(), name + "__", inner)));
				}
				else {
					parts.add(new Single(indexOf(before.isEmpty() ? spelled(name) : name)));
				}
			}
			return new Node<>(projection, List.copyOf(parts));
		}

		/** The relation whose object a record is made of; null if it is a value. */
		private static @Nullable ModelRelation findRelation(ModelMetadata<?> model, RecordComponent component) {
			ModelRelation relation = model.findRelation(component.getName());
			if (relation == null || relation.toMany() || relation.targetField().javaType() == component.getType()) {
				return null;
			}
			if (relation.target().type() == component.getType()) {
				throw new FieldException("component '" + component.getName() + "' is a whole object of '"
						+ relation.target() + "'; declare a record of the values that are wanted, or read objects of '"
						+ model + "' with selectRelated(\"" + relation.name() + "\")");
			}
			return relation;
		}

		/** Annotations may be spelled either way. */
		private String spelled(String name) {
			int index = Names.indexOf(this.annotations, name);
			return (index >= 0) ? this.annotations.get(index) : name;
		}

		/** What is needed twice is selected once. */
		private int indexOf(String name) {
			int index = this.names.indexOf(name);
			if (index < 0) {
				this.names.add(name);
			}
			return (index < 0) ? this.names.size() - 1 : index;
		}

	}

}

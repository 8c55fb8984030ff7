package io.asyncorm.queryset;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.asyncorm.plan.RecordColumns;
import io.asyncorm.plan.SqlRows;
import org.jspecify.annotations.Nullable;

/**
 * How records are made of the rows of SQL that users wrote. A component that is itself a
 * record is made of the columns whose names begin with its own, as {@code author__name}
 * does, and is null if all of them are; if there is a column of its name, it is read from
 * that document instead. Immutable.
 *
 * @param <V> the record
 * @since 0.1.0
 */
public final class SqlProjection<V extends Record> {

	private final Class<V> type;

	private final Predicate<Class<?>> isValue;

	private final @Nullable RecordColumns<V> plain;

	private SqlProjection(Class<V> type, Predicate<Class<?>> isValue) {
		this.type = type;
		this.isValue = isValue;
		boolean spread = Projection.of(type).components().stream().anyMatch(this::canBeSpread);
		this.plain = spread ? null : new Reader(Set.of()).columns();
	}

	/**
	 * The projection of a record.
	 * @param isValue whether a class that may be a record is read from a single column
	 */
	public static <V extends Record> SqlProjection<V> of(Class<V> type, Predicate<Class<?>> isValue) {
		return new SqlProjection<>(type, isValue);
	}

	/** What is read of a query whose columns have these labels. */
	public RecordColumns<V> columns(Collection<String> labels) {
		return (this.plain != null) ? this.plain
				: new Reader(labels.stream().map(SqlRows::normalized).collect(Collectors.toSet())).columns();
	}

	private boolean canBeSpread(RecordComponent component) {
		return component.getType().isRecord() && !this.isValue.test(component.getType());
	}

	/**
	 * Where a component comes from.
	 *
	 * @param from its first column
	 * @param to behind its last column
	 * @param node the record that is made of them; null if it is one value
	 */
	private record Part(int from, int to, @Nullable Node<?> node) {

		@Nullable Object create(@Nullable Object[] values) {
			if (this.node == null) {
				return values[this.from];
			}
			boolean missing = Arrays.stream(values, this.from, this.to).allMatch(Objects::isNull);
			return missing ? null : this.node.create(values);
		}

	}

	/** A record and where its components come from. */
	private record Node<R extends Record>(Projection<R> projection, List<Part> parts) {

		R create(@Nullable Object[] values) {
			@Nullable Object[] own = new @Nullable Object[this.parts.size()];
			for (int i = 0; i < own.length; i++) {
				own[i] = this.parts.get(i).create(values);
			}
			return this.projection.create(own);
		}

	}

	/** Finds the columns of records among those of a query. */
	private final class Reader {

		private final Set<String> labels;

		private final List<RecordColumns.Column> columns = new ArrayList<>();

		Reader(Set<String> labels) {
			this.labels = labels;
		}

		RecordColumns<V> columns() {
			Node<V> root = read(SqlProjection.this.type, "");
			return new RecordColumns<>(this.columns, (object, values) -> root.create(values));
		}

		private <R extends Record> Node<R> read(Class<R> type, String before) {
			Projection<R> projection = Projection.of(type);
			List<Part> parts = new ArrayList<>();
			for (RecordComponent component : projection.components()) {
				String name = before + component.getName();
				int from = this.columns.size();
				Node<?> node = null;
				if (isSpread(component, name)) {
					node = read(component.getType().asSubclass(Record.class), name + "__");
				}
				else {
					this.columns.add(new RecordColumns.Column(name, component.getGenericType(), !before.isEmpty()));
				}
				parts.add(new Part(from, this.columns.size(), node));
			}
			return new Node<>(projection, List.copyOf(parts));
		}

		/** Whether there are columns for the components of a component. */
		private boolean isSpread(RecordComponent component, String name) {
			String label = SqlRows.normalized(name);
			return canBeSpread(component) && !this.labels.contains(label)
					&& this.labels.stream().anyMatch((known) -> known.startsWith(label))
					&& Arrays.stream(component.getType().getRecordComponents())
						.anyMatch((inner) -> this.labels.contains(label + SqlRows.normalized(inner.getName()))
								|| isSpread(inner, name + "__" + inner.getName()));
		}

	}

}

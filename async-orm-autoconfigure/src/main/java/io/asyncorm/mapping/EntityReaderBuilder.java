package io.asyncorm.mapping;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.mapping.EntityReader.Cell;
import io.asyncorm.mapping.EntityReader.PropertyReader;
import io.asyncorm.mapping.RowLayout.ObjectLayout;
import io.asyncorm.mapping.RowLayout.RelatedLayout;
import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.Relation;
import io.asyncorm.model.RelationFactory;
import io.asyncorm.type.ColumnReader;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link EntityReader}: assigns each field of a layout its column, and each
 * property its reader. Not thread-safe: one object serves one layout.
 */
final class EntityReaderBuilder {

	private final RelationFactory relations;

	private final ColumnReaders readers;

	private int width;

	EntityReaderBuilder(RelationFactory relations, ColumnReaders readers) {
		this.relations = relations;
		this.readers = readers;
	}

	/** The number of columns of all objects built so far. */
	int width() {
		return this.width;
	}

	/**
	 * Builds a reader of an object and of the related objects that are selected with it,
	 * whose columns follow.
	 */
	EntityReader build(ObjectLayout layout) {
		List<ModelField> fields = layout.model().fields();
		int[] offsets = new int[fields.size()];
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = this.width++;
		}
		Map<ModelRelation, EntityReader> related = new HashMap<>();
		for (RelatedLayout other : layout.related()) {
			related.put(other.relation(), build(other.target()));
		}
		return build(layout.model(), offsets, related);
	}

	/** Builds a reader of an object alone, whose fields are at the given offsets. */
	EntityReader build(ModelMetadata<?> model, int[] offsets) {
		return build(model, offsets, Map.of());
	}

	private EntityReader build(ModelMetadata<?> model, int[] offsets, Map<ModelRelation, EntityReader> related) {
		Map<ModelField, Cell> cells = new HashMap<>();
		for (int i = 0; i < offsets.length; i++) {
			ModelField field = model.fields().get(i);
			cells.put(field, new Cell(field, this.readers.of(field), offsets[i]));
		}
		model.compositeFields().forEach((field) -> cells.put(field, composite(field, cells)));
		List<PropertyReader> properties = model.properties()
			.stream()
			.map((property) -> reader(property, cells, related))
			.toList();
		return new EntityReader(model, cell(cells, model.key()), properties);
	}

	/** The columns of a composite field are at the offsets of their own fields. */
	private Cell composite(ModelField field, Map<ModelField, Cell> cells) {
		List<Cell> parts = field.columns().stream().map((column) -> cell(cells, column)).toList();
		ColumnReader[] readers = parts.stream()
			.map((part) -> new Cell(part.field(), this.readers.stored(part.field()), 0))
			.<ColumnReader>map((part) -> (row, column) -> part.read(row, column, null))
			.toArray(ColumnReader[]::new);
		return new Cell(field, ColumnReaders.composite(field, readers, parts.stream().mapToInt(Cell::offset).toArray()),
				0);
	}

	private PropertyReader reader(ModelMetadata.Property property, Map<ModelField, Cell> cells,
			Map<ModelRelation, EntityReader> related) {
		ModelRelation relation = property.relation();
		ModelField field = property.field();
		if (relation == null && field != null) {
			return column(cell(cells, field));
		}
		if (relation == null) {
			throw new IllegalArgumentException("'" + property.name() + "' is neither column nor relation");
		}
		EntityReader target = related.get(relation);
		return switch (relation.kind()) {
			case FOREIGN_KEY, ONE_TO_ONE -> foreignKey(relation, cells, field, target);
			case REVERSE_ONE_TO_ONE -> {
				PropertyReader owner = owner(relation, cells);
				yield (target != null)
						? (row, first, key, targets) -> this.relations.loadedOne(relation,
								required(owner, row, first, key), target.read(row, first))
						: (row, first, key, targets) -> this.relations.unloadedOne(relation,
								required(owner, row, first, key));
			}
			case REVERSE_FOREIGN_KEY, MANY_TO_MANY -> {
				PropertyReader owner = owner(relation, cells);
				yield (row, first, key, targets) -> this.relations.unloadedMany(relation,
						required(owner, row, first, key));
			}
		};
	}

	/** What the rows of the other side refer to: the key, or another unique field. */
	private static PropertyReader owner(ModelRelation relation, Map<ModelField, Cell> cells) {
		ModelField field = relation.hops().get(0).sourceField();
		return field.isKey() ? (row, first, key, targets) -> key : column(cell(cells, field));
	}

	private static Object required(PropertyReader owner, ResultSet row, int first, Object key) {
		return Objects.requireNonNull(owner.read(row, first, key, LoadedTargets.NONE));
	}

	private static PropertyReader column(Cell cell) {
		return cell.field().isKey() ? (row, first, key, targets) -> key : cell;
	}

	private PropertyReader foreignKey(ModelRelation relation, Map<ModelField, Cell> cells, @Nullable ModelField field,
			@Nullable EntityReader target) {
		Cell cell = cell(cells, field);
		return (row, first, key, targets) -> {
			Object targetKey = cell.readChecked(row, first, key);
			if (targetKey == null) {
				return null;
			}
			if (target != null) {
				return this.relations.loadedRef(relation, targetKey, target.read(row, first));
			}
			Relation<?> loaded = targets.find(relation, targetKey);
			return (loaded != null) ? loaded : this.relations.unloadedRef(relation, targetKey);
		};
	}

	private static Cell cell(Map<ModelField, Cell> cells, @Nullable ModelField field) {
		Cell cell = cells.get(field);
		if (cell == null) {
			throw new IllegalArgumentException("No column for '" + field + "'");
		}
		return cell;
	}

}

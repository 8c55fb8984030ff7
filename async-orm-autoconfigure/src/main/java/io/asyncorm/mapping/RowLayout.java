package io.asyncorm.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.type.DocumentType;
import org.jspecify.annotations.Nullable;

/**
 * Describes the columns of a row, from left to right: the fields of an object, those of
 * each related object that is joined to it (select related), depth first, then those of
 * further objects, and then single values. Immutable.
 *
 * @param object the object that a row begins with; null if it holds single values only
 * @param joined further objects, each of which may be missing
 * @param values the single values
 * @since 0.1.0
 */
public record RowLayout(@Nullable ObjectLayout object, List<ObjectLayout> joined, List<ValueLayout> values) {

	public RowLayout {
		joined = List.copyOf(joined);
		values = List.copyOf(values);
	}

	/** A row of one object, or none, and single values. */
	public RowLayout(@Nullable ObjectLayout object, List<ValueLayout> values) {
		this(object, List.of(), values);
	}

	/** The same with one more value behind the others. */
	public RowLayout with(ValueLayout value) {
		List<ValueLayout> more = new ArrayList<>(this.values);
		more.add(value);
		return new RowLayout(this.object, this.joined, more);
	}

	/** An object, and the related objects that are selected with it. */
	public record ObjectLayout(ModelMetadata<?> model, List<RelatedLayout> related) {

		public ObjectLayout {
			related = List.copyOf(related);
		}

	}

	/** A to-one relation of the object, and the object that it leads to. */
	public record RelatedLayout(ModelRelation relation, ObjectLayout target) {

	}

	/**
	 * A single value.
	 *
	 * @param type its Java type, boxed
	 * @param document the declared type of the JSON document that it is, or of the part
	 * of one; null if it is none
	 * @param zone the time zone of a point in time that is selected as local date and
	 * time; null for all other values
	 * @param conversion converts it to a value of a property; null if it is not converted
	 * @param padded whether a text has blanks up to the length of its column
	 * @param composite the columns of a value that has several; null if it has one
	 */
	public record ValueLayout(Class<?> type, @Nullable DocumentType document, @Nullable ZoneId zone,
			@Nullable Conversion conversion, boolean padded, @Nullable CompositeLayout composite) {

		/** A value of one column. */
		public ValueLayout(Class<?> type, @Nullable DocumentType document, @Nullable ZoneId zone,
				@Nullable Conversion conversion, boolean padded) {
			this(type, document, zone, conversion, padded, null);
		}

		/** A value of several columns. */
		public static ValueLayout composite(ModelField field, List<ValueLayout> columns) {
			return new ValueLayout(field.type(), null, null, field.conversion(), false,
					new CompositeLayout(field, columns.stream().map(ValueLayout::unconverted).toList()));
		}

		/** The value as its column holds it. */
		private ValueLayout unconverted() {
			return new ValueLayout(this.type, this.document, this.zone, null, this.padded, null);
		}

		/** The number of its columns. */
		int width() {
			return (this.composite != null) ? this.composite.columns().size() : 1;
		}

		/** A value that is no column. */
		public ValueLayout(Class<?> type, @Nullable DocumentType document, @Nullable Conversion conversion) {
			this(type, document, null, conversion, false);
		}

		/** A value that is no document, without time zone and conversion. */
		public ValueLayout(Class<?> type) {
			this(type, null, null);
		}

	}

	/** The columns of a value that has several, such as a composite key. */
	public record CompositeLayout(ModelField field, List<ValueLayout> columns) {

		public CompositeLayout {
			columns = List.copyOf(columns);
		}

	}

}

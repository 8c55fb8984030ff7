package io.asyncorm.mapping;

import java.time.ZoneId;
import java.util.List;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a row are, from left to right: first the stored fields of an
 * object, behind them those of each related object, depth first; then single values.
 * Immutable.
 *
 * @param object the object that a row begins with; null if it holds single values only
 * @param values the single values
 * @since 0.1.0
 */
public record RowLayout(@Nullable ObjectLayout object, List<ValueLayout> values) {

	public RowLayout {
		values = List.copyOf(values);
	}

	/** An object, and those that are read along with it. */
	public record ObjectLayout(ModelMetadata<?> model, List<RelatedLayout> related) {

		public ObjectLayout {
			related = List.copyOf(related);
		}

	}

	/** A to-one relation of the object before, and the object at its end. */
	public record RelatedLayout(ModelRelation relation, ObjectLayout target) {

	}

	/**
	 * A single value.
	 *
	 * @param type its Java type, boxed
	 * @param json whether it is a JSON document
	 * @param zone the time zone of a point in time that comes as local date and time;
	 * null for all other values
	 * @param conversion how it becomes the value of a property; null if it stays what it
	 * is
	 */
	public record ValueLayout(Class<?> type, boolean json, @Nullable ZoneId zone, @Nullable Conversion conversion) {

		/** One that comes as it is, in no time zone. */
		public ValueLayout(Class<?> type, boolean json) {
			this(type, json, null, null);
		}

	}

}

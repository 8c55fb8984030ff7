package io.asyncorm.mapping;

import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.util.List;

import io.asyncorm.mapping.Construction.ConstructorFailure;
import io.asyncorm.model.UnreadableRowException;
import io.asyncorm.type.ColumnReader;
import io.asyncorm.model.LoadedTargets;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Constructs an object of a model from its columns in a row, together with the related
 * objects that are selected with it. Immutable and safe for use by several threads.
 */
final class EntityReader {

	private final ModelMetadata<?> model;

	private final Cell key;

	/** Reads the key and the properties, and calls the constructor with them. */
	private final MethodHandle construction;

	EntityReader(ModelMetadata<?> model, Cell key, List<PropertyReader> properties) {
		this.model = model;
		this.key = key;
		this.construction = Construction.of(model.constructor(), key, properties);
	}

	/** The object, whose foreign keys lead to what is not loaded. */
	@Nullable Object read(ResultSet row, int first) {
		return read(row, first, LoadedTargets.NONE);
	}

	/**
	 * The object, or null if its key is null: an outer join found none.
	 * @param first the number of the column that the whole layout begins at
	 * @param targets the objects that its foreign keys may lead to
	 */
	@Nullable Object read(ResultSet row, int first, LoadedTargets targets) {
		try {
			return (Object) this.construction.invokeExact(row, first, targets);
		}
		catch (ConstructorFailure ex) {
			throw failure(row, first, ex.thrown());
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Readers of columns throw no checked exceptions", ex);
		}
	}

	/** The key is read once more, as nobody has kept it. */
	private UnreadableRowException failure(ResultSet row, int first, Throwable thrown) {
		try {
			return ReadFailures.ofObject(this.model, this.key.read(row, first, null), thrown);
		}
		catch (RuntimeException ex) {
			UnreadableRowException failure = ReadFailures.ofObject(this.model, null, thrown);
			failure.addSuppressed(ex);
			return failure;
		}
	}

	@Override
	public String toString() {
		return this.model.name();
	}

	/** Reads the value of one parameter of the constructor. */
	@FunctionalInterface
	interface PropertyReader {

		@Nullable Object read(ResultSet row, int first, Object key, LoadedTargets targets);

	}

	/**
	 * The column of one field.
	 *
	 * @param field the field
	 * @param reader reads its type
	 * @param offset where the column stands, counted from the first of the layout
	 */
	record Cell(ModelField field, ColumnReader reader, int offset) implements PropertyReader {

		@Override
		public @Nullable Object read(ResultSet row, int first, Object key, LoadedTargets targets) {
			return readChecked(row, first, key);
		}

		/**
		 * Reads the column.
		 * @param key of the object, for messages; null if it is not known yet
		 */
		@Nullable Object read(ResultSet row, int first, @Nullable Object key) {
			try {
				return this.reader.read(row, first + this.offset);
			}
			catch (UnreadableRowException | VirtualMachineError ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw ReadFailures.ofColumn(this.field, key, row, first + this.offset, ex);
			}
		}

		/**
		 * Refuses a null in a property that is not {@code @Nullable}, which the
		 * constructor might accept.
		 */
		@Nullable Object readChecked(ResultSet row, int first, Object key) {
			Object value = read(row, first, key);
			if (value == null && !this.field.nullable()) {
				throw ReadFailures.ofNull(this.field, key);
			}
			return value;
		}

	}

}

package io.asyncorm.persistence;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.RowBlock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, before rows are written, whether objects can be made of what is stored then.
 * Where that is sure, nobody needs to read them before the commit, which saves the way to
 * the database and back: the statement commits by itself. It is sure where the rows are
 * given all columns but a generated key, and the model takes their values, with the key
 * of an object that was read before. Safe for use by several threads.
 */
final class ForeseenObjects {

	/**
	 * What the constructor of each model that was written takes for what is not given:
	 * the key of an object, which stands for one to come, and references.
	 */
	private final Map<ModelMetadata<?>, @Nullable Object[]> samples = new ConcurrentHashMap<>();

	/** The models of which others were stored than were sent, as by a trigger. */
	private final Set<ModelMetadata<?>> unforeseen = ConcurrentHashMap.newKeySet();

	/** Notes an object that was stored and read. */
	void read(ModelMetadata<?> model, Object object) {
		if (!this.samples.containsKey(model) && !this.unforeseen.contains(model)) {
			sample(model, object);
		}
	}

	private void sample(ModelMetadata<?> model, Object object) {
		List<ModelMetadata.Property> properties = model.properties();
		@Nullable Object[] values = new Object[properties.size()];
		try {
			for (int i = 0; i < values.length; i++) {
				ModelField field = properties.get(i).field();
				boolean taken = field == null || field.primaryKey() || properties.get(i).relation() != null;
				values[i] = taken ? properties.get(i).get(object) : null;
			}
			this.samples.put(model, values);
		}
		catch (RuntimeException ex) {
			// a getter that fails: nothing of the model is foreseen
			this.unforeseen.add(model);
		}
	}

	/** Notes that what was foreseen did not come: from now on objects are read before. */
	void failed(ModelMetadata<?> model) {
		this.unforeseen.add(model);
	}

	/** Whether an object can be made of each row. */
	boolean areReadable(ModelMetadata<?> model, RowBlock rows) {
		return areReadable(model, new Block(rows));
	}

	/** Whether an object can be made of the row that is given values. */
	boolean isReadable(ModelMetadata<?> model, List<Change> values) {
		return areReadable(model, new Row(values));
	}

	private boolean areReadable(ModelMetadata<?> model, Rows rows) {
		@Nullable Object[] sample = this.unforeseen.contains(model) ? null : this.samples.get(model);
		return sample != null && areReadable(model, rows, sample);
	}

	private static boolean areReadable(ModelMetadata<?> model, Rows rows, @Nullable Object[] sample) {
		List<ModelMetadata.Property> properties = model.properties();
		int[] columns = new int[properties.size()];
		@Nullable Object[] values = sample.clone();
		for (int i = 0; i < columns.length; i++) {
			ModelField field = properties.get(i).field();
			columns[i] = (field != null) ? rows.indexOf(field) : -1;
			if (field != null && (field.json()
					|| ((columns[i] < 0) ? !isGenerated(field, rows) : !rows.isConstant(columns[i])))) {
				return false;
			}
		}
		try {
			for (int row = 0; row < rows.size(); row++) {
				for (int i = 0; i < columns.length; i++) {
					if (columns[i] < 0) {
						continue;
					}
					ModelMetadata.Property property = properties.get(i);
					Object value = rows.value(row, columns[i]);
					values[i] = (value == null) ? null : (property.relation() != null)
							? Objects.requireNonNull(sample[i]) : fromColumn(property.field(), value);
				}
				model.construct(values);
			}
			return true;
		}
		catch (Exception ex) {
			// told by who reads the object before the commit
			return false;
		}
	}

	private static boolean isGenerated(ModelField field, Rows rows) {
		return field.primaryKey() && field.columns().stream().allMatch((column) -> rows.indexOf(column) < 0);
	}

	private static @Nullable Object fromColumn(@Nullable ModelField field, Object value) {
		Conversion conversion = (field != null) ? field.conversion() : null;
		return (conversion != null) ? conversion.fromColumn(value) : value;
	}

	/** Rows that are to be written. */
	private sealed interface Rows {

		int size();

		/** The column of a field; less than 0 if it is not given. */
		int indexOf(ModelField field);

		/** Whether its values are known. */
		boolean isConstant(int column);

		@Nullable Object value(int row, int column);

	}

	/** Several rows, by column. */
	private record Block(RowBlock rows) implements Rows {

		@Override
		public int size() {
			return this.rows.size();
		}

		@Override
		public int indexOf(ModelField field) {
			return this.rows.fields().indexOf(field);
		}

		@Override
		public boolean isConstant(int column) {
			return true;
		}

		@Override
		public @Nullable Object value(int row, int column) {
			return this.rows.columns().get(column).get(row);
		}

	}

	/** One row. */
	private record Row(List<Change> values) implements Rows {

		@Override
		public int size() {
			return 1;
		}

		@Override
		public int indexOf(ModelField field) {
			for (int i = 0; i < this.values.size(); i++) {
				if (this.values.get(i).field().equals(field)) {
					return i;
				}
			}
			return -1;
		}

		@Override
		public boolean isConstant(int column) {
			return this.values.get(column).value() instanceof Expression.Value value && !value.array();
		}

		@Override
		public @Nullable Object value(int row, int column) {
			return this.values.get(column).constant();
		}

	}

}

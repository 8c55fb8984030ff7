package io.asyncorm.persistence;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.model.Conversion;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
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
		@Nullable Object[] sample = this.unforeseen.contains(model) ? null : this.samples.get(model);
		return sample != null && areReadable(model, rows, sample);
	}

	private static boolean areReadable(ModelMetadata<?> model, RowBlock rows, @Nullable Object[] sample) {
		List<ModelMetadata.Property> properties = model.properties();
		int[] columns = new int[properties.size()];
		@Nullable Object[] values = sample.clone();
		for (int i = 0; i < columns.length; i++) {
			ModelField field = properties.get(i).field();
			columns[i] = rows.fields().indexOf(field);
			if (field != null && (field.json() || columns[i] < 0 && !isGenerated(field, rows))) {
				return false;
			}
		}
		try {
			for (int row = 0; row < rows.size(); row++) {
				for (int i = 0; i < columns.length; i++) {
					if (columns[i] < 0) {
						continue;
					}
					Object value = property(rows, columns[i], row);
					values[i] = (value != null && properties.get(i).relation() != null)
							? Objects.requireNonNull(sample[i]) : value;
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

	private static boolean isGenerated(ModelField field, RowBlock rows) {
		return field.primaryKey() && field.columns().stream().noneMatch(rows.fields()::contains);
	}

	private static @Nullable Object property(RowBlock rows, int column, int row) {
		Object value = rows.columns().get(column).get(row);
		Conversion conversion = rows.fields().get(column).conversion();
		return (value != null && conversion != null) ? conversion.fromColumn(value) : value;
	}

}

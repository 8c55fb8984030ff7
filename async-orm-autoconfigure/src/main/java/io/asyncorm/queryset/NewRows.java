package io.asyncorm.queryset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.OnConflict;
import io.asyncorm.plan.RowBlock;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.resolution.WriteValues;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Reads many new objects column by column, into blocks of rows that one statement can
 * insert: those that give the same columns, and of which all can collide or none can. A
 * null in a unique key never does. Used by one thread.
 *
 * @param <M> the model
 */
final class NewRows<M> {

	private final WriteValues<M> values;

	/** The columns that rows may give. */
	private final List<ModelField> fields;

	private final Map<ModelField, Expression> owned;

	/** Which columns need only be converted. */
	private final BitSet plain = new BitSet();

	/** Which columns decide whether a row can collide. */
	private final BitSet unique = new BitSet();

	/** The values of the row that was read last. */
	private final @Nullable Object[] row;

	/** Which of these columns it gives. */
	private final BitSet given = new BitSet();

	/**
	 * @param owned values that replace those of the objects
	 * @param conflict what is done with a row whose key is taken; null if that is an
	 * error
	 */
	NewRows(ModelMetadata<M> model, WriteValues<M> values, Map<ModelField, Expression> owned,
			@Nullable OnConflict conflict) {
		this.values = values;
		this.fields = model.fields();
		this.owned = owned;
		this.row = new Object[this.fields.size()];
		for (int i = 0; i < this.fields.size(); i++) {
			ModelField field = this.fields.get(i);
			this.plain.set(i, WriteValues.isPlain(field) && !owned.containsKey(field));
			this.unique.set(i, conflict != null && conflict.unique().contains(field));
		}
	}

	/** Reads the objects of a list from one place to another, which is not among them. */
	List<RowBlock> read(List<? extends @Nullable M> objects, int from, int to) {
		Map<Form, Block> blocks = new LinkedHashMap<>();
		Block block = null;
		for (int i = from; i < to; i++) {
			read(objects.get(i), i);
			boolean collides = collides();
			if (block == null || !block.form().isOf(this.given, collides)) {
				int most = to - i;
				block = blocks.computeIfAbsent(new Form((BitSet) this.given.clone(), collides),
						(form) -> new Block(form, new RowBlock.Builder(fields(form.given()), most)));
			}
			block.rows().add(i);
			for (int column = 0, f = this.given.nextSetBit(0); f >= 0; f = this.given.nextSetBit(f + 1)) {
				block.rows().set(column++, this.row[f]);
			}
		}
		return blocks.values().stream().map((each) -> each.rows().build()).toList();
	}

	private List<ModelField> fields(BitSet given) {
		List<ModelField> fields = new ArrayList<>();
		given.stream().forEach((field) -> fields.add(this.fields.get(field)));
		return fields;
	}

	private boolean collides() {
		for (int f = this.unique.nextSetBit(0); f >= 0; f = this.unique.nextSetBit(f + 1)) {
			if (this.given.get(f) && this.row[f] == null) {
				return false;
			}
		}
		return true;
	}

	private void read(@Nullable M object, int index) {
		Assert.notNull(object, () -> "'objects' must not hold nulls: there is one at " + index);
		try {
			for (int f = 0; f < this.row.length; f++) {
				ModelField field = this.fields.get(f);
				Object value = this.plain.get(f) ? field.get(object) : null;
				this.row[f] = (value != null) ? field.convert(value) : null;
				this.given.set(f, value != null || readOther(f, field, object));
			}
		}
		catch (RuntimeException ex) {
			throw new RefusedRowException(index, 0, ex);
		}
	}

	/** Returns whether the row gives the column. */
	private boolean readOther(int place, ModelField field, M object) {
		Expression value = this.values.ofObject(field, object, true);
		if (value == null) {
			return false;
		}
		Expression written = this.owned.getOrDefault(field, value);
		this.row[place] = (written instanceof Expression.Value constant) ? constant.value() : null;
		return true;
	}

	/** What rows must have in common to go into one statement. */
	private record Form(BitSet given, boolean collides) {

		boolean isOf(BitSet given, boolean collides) {
			return this.collides == collides && this.given.equals(given);
		}

	}

	/** The rows of a form. */
	private record Block(Form form, RowBlock.Builder rows) {

	}

}

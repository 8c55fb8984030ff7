package io.asyncorm.queryset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
	private final boolean[] plain;

	/** The places of the columns that decide whether a row can collide. */
	private final int[] unique;

	/** The values of the row that was read last. */
	private final @Nullable Object[] row;

	/** Which of these columns it gives. */
	private final boolean[] given;

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
		this.given = new boolean[this.row.length];
		this.plain = new boolean[this.row.length];
		for (int i = 0; i < this.plain.length; i++) {
			ModelField field = this.fields.get(i);
			this.plain[i] = WriteValues.isPlain(field) && !owned.containsKey(field);
		}
		this.unique = (conflict == null) ? new int[0]
				: IntStream.range(0, this.row.length)
					.filter((place) -> conflict.unique().contains(this.fields.get(place)))
					.toArray();
	}

	/** Reads the objects of a list from one place to another, which is not among them. */
	List<RowBlock> read(List<? extends @Nullable M> objects, int from, int to) {
		Map<Form, Block> blocks = new LinkedHashMap<>();
		Block block = null;
		for (int i = from; i < to; i++) {
			read(objects.get(i), i);
			boolean collides = collides();
			if (block == null || !block.takes(this.given, collides)) {
				int most = to - i;
				block = blocks.computeIfAbsent(form(collides), (form) -> block(form, most));
			}
			block.rows().add(i);
			for (int column = 0; column < block.places().length; column++) {
				block.rows().set(column, this.row[block.places()[column]]);
			}
		}
		return blocks.values().stream().map((each) -> each.rows().build()).toList();
	}

	private Form form(boolean collides) {
		return new Form(IntStream.range(0, this.given.length).filter((place) -> this.given[place]).boxed().toList(),
				collides);
	}

	private Block block(Form form, int most) {
		int[] places = form.places().stream().mapToInt(Integer::intValue).toArray();
		List<ModelField> fields = form.places().stream().map(this.fields::get).toList();
		return new Block(this.given.clone(), form.collides(), places, new RowBlock.Builder(fields, most));
	}

	private boolean collides() {
		for (int place : this.unique) {
			if (this.given[place] && this.row[place] == null) {
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
				Object value = this.plain[f] ? field.get(object) : null;
				this.row[f] = (value != null) ? field.convert(value) : null;
				this.given[f] = value != null || readOther(f, field, object);
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

	/**
	 * What rows must have in common to go into one statement.
	 *
	 * @param places the places of the columns that they give
	 * @param collides whether they can collide
	 */
	private record Form(List<Integer> places, boolean collides) {

	}

	/**
	 * The rows of a form.
	 *
	 * @param given whether they give a column, for each of the model
	 * @param collides whether they can collide
	 * @param places the places of the columns that they give
	 * @param rows the rows
	 */
	private record Block(boolean[] given, boolean collides, int[] places, RowBlock.Builder rows) {

		boolean takes(boolean[] given, boolean collides) {
			return this.collides == collides && Arrays.equals(this.given, given);
		}

	}

}

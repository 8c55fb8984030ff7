package io.asyncorm.query;

import java.util.List;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * What {@code abulkCreate()} does with a row whose key is taken, as in
 * {@code abulkCreate(stocks, updateConflicts("quantity").uniqueFields("store", "book"))}.
 * Immutable.
 *
 * @param ignored whether such a row is left out
 * @param updateFields the fields that the row which is there takes over; null if it stays
 * as it is
 * @param uniqueFields the fields of the unique key
 * @param batches in how many parts the rows are written
 * @since 0.1.0
 */
public record ConflictOptions(boolean ignored, @Nullable List<String> updateFields, List<String> uniqueFields,
		BatchOptions batches) {

	private static final ConflictOptions NONE = new ConflictOptions(false, null, List.of(), BatchOptions.defaults());

	public ConflictOptions {
		updateFields = (updateFields != null) ? List.copyOf(updateFields) : null;
		uniqueFields = List.copyOf(uniqueFields);
	}

	/** A row whose key is taken is an error. */
	public static ConflictOptions none() {
		return NONE;
	}

	/**
	 * Leaves out the rows of which any unique key is taken; Django's
	 * {@code ignore_conflicts}. Databases do not say which these are: the objects come
	 * back as they were given, without keys.
	 */
	public ConflictOptions ignoreConflicts() {
		requireOne(this.updateFields == null);
		return new ConflictOptions(true, null, this.uniqueFields, this.batches);
	}

	/**
	 * Updates these fields of a row that is there already; Django's
	 * {@code update_conflicts}. {@link #uniqueFields} says by which key it is known.
	 */
	public ConflictOptions updateConflicts(String... fields) {
		Assert.notNull(fields, "'fields' must not be null");
		Assert.noNullElements(fields, "updateConflicts() was given a null where a name is wanted");
		requireOne(!this.ignored);
		return new ConflictOptions(false, List.of(fields), this.uniqueFields, this.batches);
	}

	/** The fields of the unique key by which a row that is there is known. */
	public ConflictOptions uniqueFields(String... fields) {
		Assert.notNull(fields, "'fields' must not be null");
		Assert.noNullElements(fields, "uniqueFields() was given a null where a name is wanted");
		return new ConflictOptions(this.ignored, this.updateFields, List.of(fields), this.batches);
	}

	/** See {@link BatchOptions#batchSize(int)}. */
	public ConflictOptions batchSize(int rows) {
		return with(this.batches.batchSize(rows));
	}

	/** See {@link BatchOptions#inChunks(int)}. */
	public ConflictOptions inChunks(int rows) {
		return with(this.batches.inChunks(rows));
	}

	/** See {@link BatchOptions#onProgress(LongConsumer)}. */
	public ConflictOptions onProgress(LongConsumer listener) {
		return with(this.batches.onProgress(listener));
	}

	/** The same, written in these parts. */
	public ConflictOptions with(BatchOptions batches) {
		Assert.notNull(batches, "'batches' must not be null");
		return new ConflictOptions(this.ignored, this.updateFields, this.uniqueFields, batches);
	}

	private static void requireOne(boolean only) {
		if (!only) {
			throw new InvalidDataAccessApiUsageException(
					"abulkCreate() either ignores or updates the rows whose key is taken:"
							+ " use ignoreConflicts() or updateConflicts(...)");
		}
	}

}

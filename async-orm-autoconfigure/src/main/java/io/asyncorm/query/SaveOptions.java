package io.asyncorm.query;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * How {@code asave()} saves an object; Django's {@code update_fields},
 * {@code force_insert} and {@code force_update}:
 *
 * <pre class="code">
 * books.asave(book, updateFields("title", "pages"));
 * books.asave(book, forceInsert());
 * </pre>
 *
 * Immutable.
 *
 * @since 0.1.0
 */
public final class SaveOptions {

	private final QueryAccess.SaveMode mode;

	private final @Nullable List<String> fields;

	private SaveOptions(QueryAccess.SaveMode mode, @Nullable List<String> fields) {
		this.mode = mode;
		this.fields = fields;
	}

	/**
	 * Inserts the object, and fails if there is a row with its key, as {@code acreate()}
	 * does.
	 */
	public static SaveOptions forceInsert() {
		return new SaveOptions(QueryAccess.SaveMode.INSERT, null);
	}

	/**
	 * Updates the object's row, and fails with {@link NotUpdatedException} if there is
	 * none.
	 */
	public static SaveOptions forceUpdate() {
		return new SaveOptions(QueryAccess.SaveMode.UPDATE, null);
	}

	/**
	 * Updates only these columns of the object's row, and fails with
	 * {@link NotUpdatedException} if there is none. As in Django, times of
	 * {@code @AutoNow} are not set unless they are named. Without a name nothing is sent,
	 * and the object comes back as it was given, even if its row is gone: no version is
	 * counted up and no callback is called.
	 * @param fields names of fields; a foreign key is named with or without {@code _id}
	 */
	public static SaveOptions updateFields(String... fields) {
		Assert.noNullElements(fields, "updateFields() was given a null where a name is wanted");
		return new SaveOptions(QueryAccess.SaveMode.UPDATE, List.of(fields));
	}

	/**
	 * Both these options and others.
	 * @throws InvalidDataAccessApiUsageException if they contradict each other, as a
	 * forced insert and fields to update do
	 */
	public SaveOptions and(SaveOptions other) {
		Assert.notNull(other, "'other' must not be null");
		if (this.mode != other.mode) {
			throw new InvalidDataAccessApiUsageException("'" + this + "' and '" + other
					+ "' contradict each other: an insert has all columns, and is no update");
		}
		if (this.fields == null || other.fields == null) {
			return (this.fields != null) ? this : other;
		}
		List<String> all = new ArrayList<>(this.fields);
		all.addAll(other.fields);
		return new SaveOptions(this.mode, List.copyOf(all));
	}

	QueryAccess.SaveMode mode() {
		return this.mode;
	}

	@Nullable List<String> fields() {
		return this.fields;
	}

	/** The code that makes it. */
	@Override
	public String toString() {
		if (this.fields == null) {
			return (this.mode == QueryAccess.SaveMode.INSERT) ? "forceInsert()" : "forceUpdate()";
		}
		return this.fields.isEmpty() ? "updateFields()"
				: "updateFields(\"" + String.join("\", \"", this.fields) + "\")";
	}

}

package io.asyncorm.type;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * Values of one column in many rows, in an array of their own class, as drivers send them
 * fastest. They are {@link ColumnType#fit fit} already. Immutable.
 *
 * @since 0.1.0
 */
public final class ColumnValues extends AbstractList<@Nullable Object> implements RandomAccess {

	private final @Nullable Object[] elements;

	private final int from;

	private final int size;

	private ColumnValues(@Nullable Object[] elements, int from, int size) {
		this.elements = elements;
		this.from = from;
		this.size = size;
	}

	/**
	 * The first elements of an array, which nobody changes from then on.
	 */
	public static ColumnValues of(@Nullable Object[] elements, int size) {
		return new ColumnValues(elements, 0, size);
	}

	/** A new array for values of a class. */
	public static @Nullable Object[] newArray(Class<?> type, int size) {
		return (Object[]) Array.newInstance(type, size);
	}

	/** The class of the values. */
	public Class<?> type() {
		return Objects.requireNonNull(this.elements.getClass().getComponentType());
	}

	/** The values, in an array that nobody may change. */
	public @Nullable Object[] array() {
		boolean whole = this.from == 0 && this.size == this.elements.length;
		return whole ? this.elements : Arrays.copyOfRange(this.elements, this.from, this.from + this.size);
	}

	@Override
	public @Nullable Object get(int index) {
		return this.elements[this.from + index];
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public ColumnValues subList(int from, int to) {
		return new ColumnValues(this.elements, this.from + from, to - from);
	}

}

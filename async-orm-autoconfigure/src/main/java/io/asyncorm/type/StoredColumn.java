package io.asyncorm.type;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import io.asyncorm.sql.ColumnBinding;
import io.asyncorm.sql.SqlType;
import io.asyncorm.sql.TextEquality;
import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it, which the model may know by another case or type.
 * Immutable.
 *
 * @param name its name, in its exact case
 * @param type the type of the property in SQL
 * @param binding how its values are bound
 * @param readOnly whether only the database writes it
 * @param deferrable whether it is part of a unique key that is checked only at the end of
 * a transaction
 * @param drawable whether its values come from a sequence that belongs to it
 * @param scale how many digits behind the point it keeps, of a number or of seconds; null
 * if it keeps all, or if that is not known
 * @since 0.1.0
 */
public record StoredColumn(String name, SqlType type, ColumnBinding binding, boolean readOnly, boolean deferrable,
		boolean drawable, @Nullable Integer scale) {

	private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

	/** Whether values are bound in another way than all others of their type. */
	public boolean isSpecial() {
		return !this.binding.isPlain(this.type);
	}

	/** Whether values are cast to a type that only this database has. */
	public boolean isOfDatabase() {
		return this.binding.cast() != null;
	}

	/**
	 * A value of a column as all have it that are equal to the database: 1.5 is 1.50, and
	 * a {@code char(n)} has no trailing blanks.
	 */
	public Object comparable(Object value) {
		if (!(value instanceof String text)) {
			return comparableNumber(value);
		}
		TextEquality equality = this.binding.equality();
		String comparable = equality.ignoresBlanks() ? Texts.withoutTrailingBlanks(text) : text;
		if (equality.ignoresAccents()) {
			comparable = ACCENTS.matcher(Normalizer.normalize(comparable, Normalizer.Form.NFD)).replaceAll("");
		}
		return equality.ignoresCase() ? comparable.toLowerCase(Locale.ROOT) : comparable;
	}

	/** Likewise, where nothing is known of the column: there is one zero. */
	public static Object comparableNumber(Object value) {
		return switch (value) {
			case BigDecimal decimal -> decimal.stripTrailingZeros();
			case Double number when number == 0 -> 0d;
			case Float number when number == 0 -> 0f;
			default -> value;
		};
	}

	/**
	 * A time as the column keeps it: digits for which it has no place are cut off, as
	 * those beyond microseconds are everywhere, so that what was stored is found by the
	 * same value.
	 */
	public Object cut(Object value) {
		return (this.scale != null) ? StorableTimes.cut(value, this.scale) : value;
	}

	/**
	 * Whether a number is in the range of the column: a {@code real} would make infinity
	 * or 0 of others.
	 */
	public boolean holds(Object value) {
		if (this.binding.type() != SqlType.REAL || !(value instanceof Number number)) {
			return true;
		}
		BigDecimal digits = NumberType.findDigits(number);
		return digits == null
				|| Float.isFinite(number.floatValue()) && (number.floatValue() != 0 || digits.signum() == 0);
	}

}

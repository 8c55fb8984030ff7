package io.asyncorm.schema;

import java.time.Instant;
import java.util.function.Supplier;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.FieldStamp;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * What the library gives new objects in a column that cannot be null, as rows that are
 * there get it: the default that is declared, or what the library writes by itself.
 */
final class DeclaredDefault {

	private static final String FIRST_VERSION = "0";

	private DeclaredDefault() {
	}

	/** The value of a property as SQL; null if it has none that is constant. */
	static @Nullable String constant(@Nullable ModelField field, Dialect dialect) {
		if (field == null) {
			return null;
		}
		boolean version = field.stamp() == FieldStamp.VERSION;
		if (field.stamp().isTime() || version && field.type() == Instant.class) {
			return dialect.tables().now();
		}
		boolean declared = field.model().tableDetails().constants().contains(field);
		Supplier<?> supplier = declared ? field.defaultValue() : null;
		Object value = (supplier != null) ? supplier.get() : null;
		if (value == null) {
			return version ? FIRST_VERSION : null;
		}
		Object stored = field.toColumn(value);
		return dialect.tables().constant((stored instanceof Enum<?> constant) ? constant.name() : stored);
	}

}

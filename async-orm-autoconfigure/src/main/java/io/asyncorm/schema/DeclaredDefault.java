package io.asyncorm.schema;

import java.util.function.Supplier;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * The default that the library gives new objects, as rows that are there get it.
 */
final class DeclaredDefault {

	private DeclaredDefault() {
	}

	/** The default of a property as a constant; null if it has none that is constant. */
	static @Nullable String constant(@Nullable ModelField field, Dialect dialect) {
		if (field == null || !field.model().tableDetails().constants().contains(field)) {
			return null;
		}
		Supplier<?> supplier = field.defaultValue();
		Object value = (supplier != null) ? supplier.get() : null;
		if (value == null) {
			return null;
		}
		Object stored = field.toColumn(value);
		return dialect.tables().constant((stored instanceof Enum<?> constant) ? constant.name() : stored);
	}

}

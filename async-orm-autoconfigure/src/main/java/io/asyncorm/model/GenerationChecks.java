package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks at startup that what a property leaves to the database is written by nobody
 * else.
 *
 * @param property the property
 * @param fault takes what is wrong with it
 */
record GenerationChecks(PropertyDeclaration property, Consumer<String> fault) {

	private static final List<Class<? extends Annotation>> WRITTEN = List.of(DefaultValue.class, AutoNow.class,
			AutoNowAdd.class);

	void check() {
		ReadOnly readOnly = this.property.annotation(ReadOnly.class);
		if (readOnly == null) {
			return;
		}
		for (Class<? extends Annotation> annotation : WRITTEN) {
			if (this.property.has(annotation)) {
				this.fault.accept("only the database writes what is @ReadOnly, and not @" + annotation.getSimpleName()
						+ "; keep one of them");
			}
		}
		if (!readOnly.value().isEmpty() && this.property.has(DatabaseDefault.class)) {
			this.fault.accept("a column that is computed has no default; keep @DatabaseDefault, or the expression of"
					+ " @ReadOnly");
		}
		checkOnDelete();
	}

	private void checkOnDelete() {
		ForeignKey foreignKey = this.property.annotation(ForeignKey.class);
		OneToOne oneToOne = this.property.annotation(OneToOne.class);
		OnDelete onDelete = (foreignKey != null) ? foreignKey.onDelete()
				: (oneToOne != null) ? oneToOne.onDelete() : OnDelete.DO_NOTHING;
		if (onDelete == OnDelete.SET_NULL || onDelete == OnDelete.SET_DEFAULT) {
			this.fault
				.accept("it is @ReadOnly, so that " + onDelete + " cannot change it; choose another rule for onDelete");
		}
	}

}

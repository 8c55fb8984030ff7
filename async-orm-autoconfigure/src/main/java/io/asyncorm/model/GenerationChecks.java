package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Checks at startup that what a property leaves to the database is written by nobody
 * else.
 *
 * @param property the property
 * @param key whether it is the primary key, or part of it
 * @param type the boxed type of its column
 * @param fault takes what is wrong with it
 */
record GenerationChecks(PropertyDeclaration property, boolean key, Class<?> type, Consumer<String> fault) {

	private static final List<Class<? extends Annotation>> WRITTEN = List.of(DefaultValue.class, AutoNow.class,
			AutoNowAdd.class);

	private static final List<Class<? extends Annotation>> OTHERS = List.of(DefaultValue.class, DatabaseDefault.class,
			ReadOnly.class);

	void check() {
		checkReadOnly();
		GeneratedKey generated = this.property.annotation(GeneratedKey.class);
		if (generated != null && !this.property.isRelation()) {
			checkGenerated(generated.sequence());
		}
	}

	private void checkGenerated(String sequence) {
		if (!this.key) {
			this.fault.accept(
					"@GeneratedKey is for keys, and this is none; mark it with @PrimaryKey, or remove the annotation");
		}
		for (Class<? extends Annotation> annotation : OTHERS) {
			if (this.property.has(annotation)) {
				this.fault.accept(
						"@GeneratedKey and @" + annotation.getSimpleName() + " exclude each other; keep one of them");
			}
		}
		boolean number = Generation.NUMBERS.contains(this.type);
		if (!sequence.isEmpty() && !number) {
			this.fault.accept("a sequence gives whole numbers; declare a Long or an Integer");
		}
		else if (!number && this.type != UUID.class) {
			this.fault.accept("only whole numbers and UUIDs are generated; declare a Long, an Integer or a UUID, or"
					+ " name a default");
		}
		String wrong = sequence.isEmpty() ? null : DatabaseNames.tableFault(sequence);
		if (wrong != null) {
			this.fault.accept("its sequence '" + sequence + "' " + wrong);
		}
	}

	private void checkReadOnly() {
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
		OnDelete onDelete = ForeignKeyRule.of(this.property).onDelete();
		if (onDelete != null && onDelete.isChange()) {
			this.fault
				.accept("it is @ReadOnly, so that " + onDelete + " cannot change it; choose another rule for onDelete");
		}
	}

}

package io.asyncorm.model;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The declaration of a model class: its properties and constructor, before relations are
 * linked.
 *
 * @param type the class
 * @param properties the parameters of the constructor
 * @param constructor constructs an object from the values of the properties
 */
record ModelDeclaration(Class<?> type, List<PropertyDeclaration> properties,
		Function<@Nullable Object[], Object> constructor) {

	/**
	 * The primary key: what {@link PrimaryKey} marks, otherwise the property called
	 * {@code id}.
	 */
	@Nullable PropertyDeclaration key() {
		return this.properties.stream()
			.filter((property) -> property.has(PrimaryKey.class))
			.findFirst()
			.orElseGet(() -> find("id"));
	}

	/**
	 * The property that a foreign key refers to; null if there is none.
	 * @param toField its name; empty for the key
	 */
	@Nullable PropertyDeclaration referred(String toField) {
		return (toField.isEmpty() || toField.equals("pk")) ? key() : find(PropertyNames.toCamelCase(toField));
	}

	@Nullable PropertyDeclaration find(String normalizedName) {
		for (PropertyDeclaration property : this.properties) {
			if (property.normalized().equals(normalizedName)) {
				return property;
			}
		}
		return null;
	}

}

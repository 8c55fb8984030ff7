package io.asyncorm.model;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A model as its class declares it, before it is known what its relations lead to.
 *
 * @param type the class
 * @param properties what its constructor takes
 * @param constructor makes an object of the properties' values
 */
record ModelDeclaration(Class<?> type, List<PropertyDeclaration> properties,
		Function<@Nullable Object[], Object> constructor) {

	/**
	 * The key: what {@link PrimaryKey} marks, otherwise the property called {@code id}.
	 */
	@Nullable PropertyDeclaration key() {
		return this.properties.stream()
			.filter((property) -> property.has(PrimaryKey.class))
			.findFirst()
			.orElseGet(() -> find("id"));
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

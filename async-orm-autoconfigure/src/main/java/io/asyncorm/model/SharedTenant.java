package io.asyncorm.model;

import org.jspecify.annotations.Nullable;

/**
 * The tenant of an object and of what it refers to, which share a column
 * ({@link Model#distributedBy()}), so that they have to be the same.
 *
 * @param model the model of the object
 * @param foreignKey the property that refers to another object
 */
record SharedTenant(ModelMetadata<?> model, PropertyDeclaration foreignKey) {

	/**
	 * Refuses a reference to an object of another tenant.
	 * @param target the key that it refers to
	 * @param key its value
	 * @param object the object that refers to it
	 * @throws InvalidValueException if the tenants differ
	 */
	void require(ModelField target, CompositeKey key, Object object) {
		ModelField own = this.model.tenantField();
		ModelField other = target.model().tenantField();
		if (own == null || other == null) {
			return;
		}
		Object of = key.values().get(target.columns().indexOf(other));
		Object given = own.valueIn(object);
		@Nullable Object tenant = (given != null) ? own.convert(given) : null;
		if (tenant != null && of != null && !own.comparable(tenant).equals(own.comparable(of))) {
			throw new InvalidValueException("'" + this.model.name() + "." + this.foreignKey.name() + "' refers to a '"
					+ target.model().name() + "' of another " + other.name() + ": " + of + ", not " + tenant
					+ ". Both share one column, so give the key of one that belongs to " + tenant);
		}
	}

}

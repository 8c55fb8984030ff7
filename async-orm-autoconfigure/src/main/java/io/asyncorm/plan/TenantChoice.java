package io.asyncorm.plan;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.model.ModelField;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows are read and written, of models that belong to tenants
 * ({@code @Model(distributedBy)}): those of one tenant, of all by choice, or nobody has
 * said whose. Immutable.
 *
 * @param kind which of these
 * @param id the one tenant; null if it is not one
 * @since 0.1.0
 */
public record TenantChoice(Kind kind, @Nullable Object id) {

	/** Nobody has said which tenant is current. */
	public static final TenantChoice UNKNOWN = new TenantChoice(Kind.UNKNOWN, null);

	/** All tenants, which somebody has said. */
	public static final TenantChoice ALL = new TenantChoice(Kind.ALL, null);

	/** Some tenant, for what is only shown or described, and never executed. */
	public static final TenantChoice SOME = new TenantChoice(Kind.ONE, null);

	/** One tenant. */
	public static TenantChoice of(Object id) {
		return new TenantChoice(Kind.ONE, id);
	}

	/**
	 * The same with the tenant as the property has it, so that a tenant is one and the
	 * same however it is given, as 7 or as 7L.
	 * @param tenants a field that models are distributed by, as all are of one type
	 * @throws InvalidValueException if the property cannot have it
	 */
	public TenantChoice of(ModelField tenants) {
		return (this.id != null) ? of(tenants.toProperty(this.id)) : this;
	}

	/** Whether there is one tenant, and not all, and not none. */
	public boolean isOne() {
		return this.kind == Kind.ONE;
	}

	/** Whose rows. */
	public enum Kind {

		/** Nobody has said whose. */
		UNKNOWN,

		/** Those of one tenant. */
		ONE,

		/** Those of all tenants. */
		ALL

	}

}

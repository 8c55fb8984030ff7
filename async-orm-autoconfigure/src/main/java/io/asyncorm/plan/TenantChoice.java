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
 * @param stored the type of the column that holds it so; null if it is as it was given
 * @since 0.1.0
 */
public record TenantChoice(Kind kind, @Nullable Object id, @Nullable Class<?> stored) {

	/** Nobody has said which tenant is current. */
	public static final TenantChoice UNKNOWN = new TenantChoice(Kind.UNKNOWN, null, null);

	/** All tenants, which somebody has said. */
	public static final TenantChoice ALL = new TenantChoice(Kind.ALL, null, null);

	/** Some tenant, for what is only shown or described, and never executed. */
	public static final TenantChoice SOME = new TenantChoice(Kind.ONE, null, null);

	/** One tenant. */
	public static TenantChoice of(Object id) {
		return new TenantChoice(Kind.ONE, id, null);
	}

	/**
	 * The same with the tenant as its column holds it, so that a tenant is one and the
	 * same however it is given, as 7 or as 7L, and whatever objects properties make of
	 * it.
	 * @param tenants a field that models are distributed by, as all are of one type
	 * @throws InvalidValueException if the property cannot have it
	 */
	public TenantChoice of(ModelField tenants) {
		return (this.id == null || this.stored == tenants.type()) ? this
				: new TenantChoice(this.kind, tenants.convert(this.id), tenants.type());
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

package io.asyncorm.compiler;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.TenantChoice;
import org.jspecify.annotations.Nullable;

/**
 * How statements are divided into templates and values, and the one place that says whose
 * rows they read and write: every query of a statement, however deep it stands, is given
 * the current tenant when its values are extracted. Immutable.
 *
 * @param comparedElements how many values of {@code in} are one array at most
 * @param tenants a field that models are distributed by, as all are of one type; null if
 * none is
 * @param choice whose rows; of no meaning if no model is distributed
 * @since 0.1.0
 */
public record Extraction(int comparedElements, @Nullable ModelField tenants, TenantChoice choice) {

	/** Stands for the tenant in the values of a template that is kept. */
	private static final Object PLACE = new Object() {

		@Override
		public String toString() {
			return "the current tenant";
		}

	};

	/** Of models that belong to no tenants. */
	public static Extraction of(int comparedElements) {
		return new Extraction(comparedElements, null, TenantChoice.UNKNOWN);
	}

	/**
	 * The field by which models are distributed, any of them, but one that converts if
	 * there is one: that takes tenants as objects and as columns have them. Null if none
	 * is.
	 */
	public static @Nullable ModelField tenantsOf(ModelRegistry models) {
		ModelField found = null;
		for (ModelMetadata<?> model : models.models()) {
			ModelField tenant = model.tenantField();
			if (tenant != null && tenant.conversion() != null) {
				return tenant;
			}
			found = (found != null) ? found : tenant;
		}
		return found;
	}

	/**
	 * Whose rows, as a query has it: null if that is not known, or does not matter.
	 */
	@Nullable Expression tenant() {
		return (this.tenants == null) ? null : switch (this.choice.kind()) {
			case UNKNOWN -> null;
			case ALL -> Expression.TRUE;
			case ONE -> Expression.Value.of(id(this.tenants), this.tenants.type());
		};
	}

	/** The one tenant, as a column holds it; null if it is only some. */
	public @Nullable Object id(ModelField tenant) {
		Object id = this.choice.id();
		return (id == null || id == PLACE) ? id : this.choice.of(tenant).id();
	}

	/** The same for a template that is kept: the tenant is put in for each call. */
	public Extraction keeping() {
		return this.choice.isOne() ? new Extraction(this.comparedElements, this.tenants, TenantChoice.of(PLACE)) : this;
	}

	/**
	 * Whether what was extracted by {@link #keeping()} serves all calls of one tenant.
	 */
	public boolean canBeKept() {
		return this.tenants == null || this.choice.isOne();
	}

	/** The values of a template that was kept, with the tenant in its place. */
	public List<@Nullable Object> kept(List<@Nullable Object> values) {
		if (this.tenants == null || !values.contains(PLACE)) {
			return values;
		}
		List<@Nullable Object> own = new ArrayList<>(values);
		Object id = id(this.tenants);
		own.replaceAll((value) -> (value == PLACE) ? id : value);
		return own;
	}

}

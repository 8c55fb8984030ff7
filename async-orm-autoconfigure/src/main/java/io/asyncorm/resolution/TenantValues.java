package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.OtherTenantException;
import org.jspecify.annotations.Nullable;

/**
 * The current tenant as a value of new rows, and of lookups by which rows may be made
 * ({@code @Model(distributedBy)}). Whatever is written is held against it once more when
 * it is sent. Immutable and safe for use by several threads.
 *
 * @param <M> the model
 */
record TenantValues<M>(ModelMetadata<M> model, CurrentTenant current) {

	/** Whether a field is the one that says whose a row is. */
	boolean isOf(ModelField field) {
		return field == this.model.tenantField();
	}

	/**
	 * That of the row of a new object, which has none itself; it refers to objects of the
	 * same.
	 * @throws OtherTenantException if it refers to one of another
	 */
	Expression ofNew(M object) {
		return of(object, "A new '" + this.model.name() + "'");
	}

	private Expression of(M object, String described) {
		ModelField tenant = Objects.requireNonNull(this.model.tenantField());
		Expression value = value(tenant);
		if (value == null) {
			throw MissingTenantException.of(described, tenant.name());
		}
		Object id = ((Expression.Value) value).value();
		for (ModelField foreignKey : this.model.compositeFields()) {
			Object key = foreignKey.parts().isShared(tenant) ? foreignKey.valueIn(object) : null;
			Object other = (key != null)
					? ((CompositeKey) foreignKey.convert(key)).values().get(foreignKey.columns().indexOf(tenant))
					: null;
			if (id != null && other != null && !tenant.comparable(id).equals(tenant.comparable(other))) {
				throw other(foreignKey, other, id);
			}
		}
		return value;
	}

	/**
	 * The key of an object, with the tenant if that is all that it lacks; null if it has
	 * none.
	 * @throws MissingTenantException if it lacks the tenant, and nobody knows it
	 */
	@Nullable Object keyOf(M object) {
		ModelField key = this.model.key();
		Object own = key.valueIn(object);
		ModelField tenant = this.model.tenantField();
		if (own != null || tenant == null || tenant.valueIn(object) != null) {
			return own;
		}
		List<@Nullable Object> columns = new ArrayList<>();
		for (ModelField column : key.columns()) {
			Object value = (column != tenant) ? column.valueIn(object) : null;
			if (value == null && column != tenant) {
				return null;
			}
			columns.add((value != null) ? column.convert(value) : null);
		}
		Expression value = of(object, "A '" + this.model.name() + "' that does not say whose it is");
		columns.set(key.columns().indexOf(tenant), ((Expression.Value) value).value());
		return CompositeKey.fromColumns(key, columns);
	}

	/** Values of a lookup, and the tenant if they lack one. */
	Map<ModelField, Expression> added(Map<ModelField, Expression> values) {
		ModelField tenant = this.model.tenantField();
		Expression value = (tenant == null || values.containsKey(tenant)) ? null : value(tenant);
		if (tenant == null || value == null) {
			return values;
		}
		Map<ModelField, Expression> all = new LinkedHashMap<>();
		all.put(tenant, value);
		all.putAll(values);
		return all;
	}

	/** Values of a new row, and the tenant if they lack one. */
	Function<ModelField, @Nullable Expression> added(Function<ModelField, @Nullable Expression> values) {
		return (this.model.tenantField() == null) ? values : (field) -> {
			Expression given = values.apply(field);
			boolean missing = given == null || given instanceof Expression.Value value && value.value() == null;
			return (missing && isOf(field)) ? value(field) : given;
		};
	}

	/**
	 * Refuses a change of the tenant itself.
	 * @throws FieldException if the field says whose a row is
	 */
	void requireOther(ModelField field) {
		ModelField tenant = this.model.tenantField();
		if (tenant != null && (isOf(field) || field == this.model.key() && field.columns().contains(tenant))) {
			throw new FieldException(
					"'" + tenant + "' cannot be changed: it says whose the row is, and where it is stored."
							+ " Create a new row in Tenant.as(id, () -> ...), and delete this one");
		}
	}

	/** See {@link WriteValues#ofSameTenant}. */
	List<Change> unmoved(List<Change> changes, Object key) {
		ModelField tenant = this.model.tenantField();
		if (tenant == null || !(key instanceof CompositeKey parts)) {
			return changes;
		}
		Object own = parts.values().get(this.model.key().columns().indexOf(tenant));
		for (Change change : changes) {
			Object other = isOf(change.field()) ? change.constant() : null;
			if (other != null && own != null && !tenant.comparable(other).equals(tenant.comparable(own))) {
				throw other(this.model.key(), other, own);
			}
		}
		return changes.stream().filter((change) -> !isOf(change.field())).toList();
	}

	/** The one tenant that is current; null if there is none. */
	private @Nullable Expression value(ModelField tenant) {
		TenantChoice choice = this.current.get().of(tenant);
		return choice.isOne() ? Expression.Value.of(choice.id(), tenant.type()) : null;
	}

	private static OtherTenantException other(ModelField field, Object other, Object own) {
		return new OtherTenantException("A '" + field.model().name() + "' of " + own
				+ " was given a reference to an object" + " of " + other + ", by '" + field.name()
				+ "': both share the column of their tenant, so give the key of" + " one that belongs to " + own);
	}

}

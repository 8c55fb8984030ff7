package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.OtherTenantException;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a statement writes rows of the current tenant alone
 * ({@code @Model(distributedBy)}), whatever has made it: new rows are the tenant's, and
 * no row moves to another.
 *
 * @param tenant the column that says whose rows are
 * @param extraction whose rows are to be written
 */
record TenantWrites(ModelField tenant, Extraction extraction) {

	/**
	 * A write of a tenant's own rows, which never sets whose they are.
	 * @throws OtherTenantException if it writes a row of another
	 * @throws MissingTenantException if nobody has said which tenant is current
	 */
	static Write own(Write write, Extraction extraction) {
		ModelField tenant = write.model().tenantField();
		return (tenant != null) ? new TenantWrites(tenant, extraction).own(write) : write;
	}

	private Write own(Write write) {
		if (this.extraction.choice().kind() == TenantChoice.Kind.UNKNOWN) {
			throw MissingTenantException.of("A row of '" + write.model().name() + "'", this.tenant.name());
		}
		return switch (write) {
			case Write.Insert insert -> new Write.Insert(insert.model(), given(insert.values()));
			case Write.InsertNew insert -> new Write.InsertNew(insert.model(), given(insert.values()), insert.key());
			case Write.InsertRows insert -> new Write.InsertRows(insert.model(),
					insert.rows().stream().map(this::given).toList(), insert.conflict(), insert.matched());
			case Write.InsertMany insert -> {
				require(insert.values(), insert.arrays());
				yield insert;
			}
			case Write.Copy copy -> {
				require(copy.values(), copy.arrays());
				yield copy;
			}
			case Write.UpsertMany upsert -> {
				require(upsert.insert(), upsert.arrays());
				requireUnchanged(upsert.changes());
				yield upsert;
			}
			case Write.Link link -> link(link);
			case Write.Update update -> update(update);
			case Write.UpdateMany update -> {
				requireUnchanged(update.changes());
				yield update;
			}
			case Write.Upsert upsert -> {
				List<Change> changes = upsert.changes();
				yield new Write.Upsert(upsert.existing(), (changes != null) ? unmoved(changes) : null,
						given(upsert.insert()), upsert.key());
			}
			case Write.Delete delete -> delete;
			case Write.DrawKeys draw -> draw;
		};
	}

	/** The values of a new row, which is the tenant's. */
	private List<Change> given(List<Change> values) {
		Change given = find(values);
		Object current = current();
		if (given != null) {
			require(given);
			return values;
		}
		if (current == null) {
			throw missing();
		}
		List<Change> all = new ArrayList<>(values);
		all.add(new Change(this.tenant, Expression.Value.of(current, this.tenant.type())));
		return all;
	}

	/** Values that are bound as arrays, whose slots are numbered like these. */
	private void require(List<Change> values, List<Expression> arrays) {
		Change given = find(values);
		if (given == null || !(given.value() instanceof Expression.Slot slot)
				|| !(arrays.get(slot.index()) instanceof Expression.Value array)) {
			throw missing();
		}
		((List<?>) Objects.requireNonNull(array.value())).forEach(this::require);
	}

	private void requireUnchanged(List<Change> changes) {
		if (find(changes) != null) {
			throw new OtherTenantException("'" + this.tenant + "' cannot be changed: rows are distributed by it");
		}
	}

	/** Changes of the tenant's own rows, without that of the tenant to itself. */
	private List<Change> unmoved(List<Change> changes) {
		Change change = find(changes);
		if (change == null) {
			return changes;
		}
		require(change);
		return changes.stream().filter((other) -> other != change).toList();
	}

	/**
	 * An update that makes rows refer to one of a tenant is of the rows of that tenant,
	 * where it is for all.
	 */
	private Write update(Write.Update update) {
		Change change = find(update.changes());
		if (change == null) {
			return update;
		}
		List<Change> changes = unmoved(update.changes());
		QueryState rows = (current() != null) ? update.rows() : RowFilters.andValue(update.rows(), change);
		return new Write.Update(rows, changes, update.returning());
	}

	/**
	 * Links within a tenant: both ends have the column, or neither and the row says it.
	 */
	private Write link(Write.Link link) {
		Change given = find(link.values());
		if (given != null) {
			require(given);
		}
		Object owner = tenantOf(link.owner().field(), link.owner().value());
		List<@Nullable Object> ends = new ArrayList<>();
		if (owner != null) {
			ends.add(owner);
		}
		if (link.targets().value() instanceof Expression.Value targets && targets.value() instanceof List<?> keys) {
			keys.forEach((key) -> ends.add(tenantOf(link.targets().field(), Expression.Value.of(key, Object.class))));
		}
		ends.removeIf(Objects::isNull);
		for (Object end : ends) {
			require(end);
			if (!same(end, ends.get(0))) {
				throw other(end, ends.get(0));
			}
		}
		return link;
	}

	/** The tenant of a key; null if it has none. */
	private @Nullable Object tenantOf(ModelField foreignKey, Expression value) {
		int place = foreignKey.columns().indexOf(this.tenant);
		return (place >= 0 && value instanceof Expression.Value constant
				&& constant.value() instanceof CompositeKey key) ? key.values().get(place) : null;
	}

	private @Nullable Change find(List<Change> changes) {
		for (Change change : changes) {
			if (change.field() == this.tenant) {
				return change;
			}
		}
		return null;
	}

	private void require(Change given) {
		if (!(given.value() instanceof Expression.Value)) {
			throw new OtherTenantException("'" + this.tenant + "' cannot be computed by the database: it says whose the"
					+ " row is. Give the tenant itself, or leave it out");
		}
		require(given.constant());
	}

	private void require(@Nullable Object given) {
		Object current = current();
		if (given == null && this.extraction.choice().equals(TenantChoice.SOME)) {
			return;
		}
		if (given == null) {
			throw missing();
		}
		if (current != null && !same(given, current)) {
			throw other(given, current);
		}
	}

	private boolean same(Object one, @Nullable Object other) {
		return other != null && this.tenant.comparable(one).equals(this.tenant.comparable(other));
	}

	private @Nullable Object current() {
		return this.extraction.id(this.tenant);
	}

	private OtherTenantException other(Object given, @Nullable Object current) {
		ModelMetadata<?> model = this.tenant.model();
		return new OtherTenantException("A row of '" + model.name() + "' was to be written, or to be referred to, of "
				+ this.tenant.name() + " " + given + ", but " + current
				+ " is the current one. Leave the tenant out, or call it in Tenant.as(" + given + ", () -> ...)");
	}

	private MissingTenantException missing() {
		return new MissingTenantException("A new row of '" + this.tenant.model().name()
				+ "' does not say whose it is, by '" + this.tenant.name()
				+ "', and Tenant.all(...) stands for all: give it, or call it in Tenant.as(id, () ->" + " ...)");
	}

}

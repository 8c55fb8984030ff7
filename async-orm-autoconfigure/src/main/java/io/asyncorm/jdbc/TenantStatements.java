package io.asyncorm.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.dialect.Dialect;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.plan.CurrentTenant;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.plan.TenantParameter;
import io.asyncorm.query.MissingTenantException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Whose rows the statements of the calling thread are about: those of the current tenant,
 * if any model belongs to tenants. SQL of the user's own cannot be given a condition; it
 * has to have one. Immutable and safe for use by several threads.
 */
final class TenantStatements {

	private final Dialect dialect;

	private final @Nullable ModelField tenants;

	private final CurrentTenant current;

	private final Extraction free;

	TenantStatements(Dialect dialect, ModelRegistry models, CurrentTenant current) {
		this.dialect = dialect;
		this.tenants = Extraction.tenantsOf(models);
		this.current = current;
		this.free = Extraction.of(dialect.comparedElements());
	}

	/** How values are extracted from what the calling thread runs. */
	Extraction extraction() {
		return (this.tenants == null) ? this.free : extraction(this.current.get());
	}

	/** The same of statements that are only shown: where no tenant is known, of some. */
	Extraction shown() {
		TenantChoice choice = this.current.get();
		return (this.tenants == null) ? this.free
				: extraction((choice.kind() == TenantChoice.Kind.UNKNOWN) ? TenantChoice.SOME : choice);
	}

	private Extraction extraction(TenantChoice choice) {
		return new Extraction(this.dialect.comparedElements(), this.tenants, choice);
	}

	/**
	 * SQL of the user's own, with the tenant in its place.
	 * @throws MissingTenantException if it has no place for the tenant, and is not meant
	 * for all of them, or if there is no tenant to put there
	 */
	<R> Operation.Sql<R> own(Operation.Sql<R> sql) {
		return own(sql, this::extraction);
	}

	/** The same of SQL that is only described. */
	Operation.Sql<?> described(Operation.Sql<?> sql) {
		return sql.values().contains(TenantParameter.INSTANCE) ? own(sql, this::shown) : sql;
	}

	private <R> Operation.Sql<R> own(Operation.Sql<R> sql, Supplier<Extraction> whose) {
		ModelField tenant = this.tenants;
		boolean placed = sql.values().contains(TenantParameter.INSTANCE);
		if (tenant == null && placed) {
			throw new InvalidDataAccessApiUsageException(sql.name() + ": its SQL has :" + TenantParameter.NAME
					+ ", but no model belongs to tenants, by @Model(distributedBy)");
		}
		if (tenant == null) {
			return sql;
		}
		Extraction extraction = whose.get();
		TenantChoice choice = extraction.choice();
		if (!placed && choice.kind() != TenantChoice.Kind.ALL) {
			throw new MissingTenantException(sql.name()
					+ ": SQL of your own is sent as it is, so that it may reach rows of" + " any '" + tenant.name()
					+ "'. Let it compare '" + tenant.name() + "' with :" + TenantParameter.NAME
					+ ", which is the current one; if it is meant for all of them, or asks for none of their rows, say so"
					+ " by Tenant.all(() -> ...)");
		}
		if (placed && !choice.isOne()) {
			throw (choice.kind() == TenantChoice.Kind.ALL)
					? new MissingTenantException(sql.name() + ": its SQL has :" + TenantParameter.NAME
							+ ", but is called in Tenant.all(...), where there is no one '" + tenant.name()
							+ "': call it in Tenant.as(id, () -> ...)")
					: MissingTenantException.of(sql.name(), tenant.name());
		}
		if (!placed) {
			return sql;
		}
		List<@Nullable Object> values = new ArrayList<>(sql.values());
		@Nullable Object id = extraction.id(tenant);
		values.replaceAll((value) -> (value == TenantParameter.INSTANCE) ? id : value);
		return new Operation.Sql<>(sql.name(), sql.sql(), values, sql.rows(), sql.frame());
	}

}

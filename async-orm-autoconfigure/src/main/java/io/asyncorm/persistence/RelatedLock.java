package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;

import io.asyncorm.dialect.NumberedLocks;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RelatedRows;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Lets those wait for each other that change what is related to the same object. Where no
 * numbered lock holds on all servers, its row is locked, if it belongs to a tenant: what
 * is related to it then is on the same server, and is committed together with it.
 */
final class RelatedLock {

	private static final String WITHOUT = "Add and remove objects by aadd and aremove, which need none";

	private RelatedLock() {
	}

	/** The lock of an object, by its number. */
	static UpsertLock of(RelatedRows related) {
		String columns = related.ownerField()
			.columns()
			.stream()
			.map(ModelField::column)
			.collect(Collectors.joining(", "));
		return new UpsertLock(related.ownerField().model(),
				related.ownerField().model().table() + " by " + columns + " of " + related.owner().value());
	}

	/** Replaces what is related to an object, while no other does. */
	static <R> R replacing(String operation, RelatedRows related, SqlWork<R> work, WriteSession session)
			throws SQLException {
		return holding(operation, related, WITHOUT, work, session);
	}

	/**
	 * Runs work that changes what is related to an object, while no other does.
	 * @param otherwise a sentence that says what needs no lock
	 * @throws InvalidDataAccessApiUsageException if nothing keeps others from that
	 */
	static <R> R holding(String operation, RelatedRows related, String otherwise, SqlWork<R> work, WriteSession session)
			throws SQLException {
		NumberedLocks locks = session.dialect().locks();
		NumberedLocks.Refused refusal = locks.refusal();
		boolean ofTenant = related.ownerField().model().tenantField() != null;
		boolean besideOwner = ofTenant && owner(related).tenantField() != null;
		if (refusal == null || !besideOwner && ofTenant && locks instanceof NumberedLocks.OfTenant) {
			return session.inLock(of(related), work);
		}
		if (!besideOwner) {
			throw new InvalidDataAccessApiUsageException(refusal.message(operation, otherwise));
		}
		QueryState owner = RowFilters.lockedOwner(related);
		return session.inTransaction(() -> {
			// a statement of its own: what comes behind it sees what was committed
			// while it waited
			session.keys(owner);
			return work.run();
		});
	}

	private static ModelMetadata<?> owner(RelatedRows related) {
		return Objects.requireNonNull(related.ownerField().target()).model();
	}

}

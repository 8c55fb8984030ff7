package io.asyncorm.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.asyncorm.dialect.Dialect;
import io.asyncorm.dialect.ErrorKind;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.plan.UpsertKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Inserts rows into join tables without races: what another transaction links meanwhile
 * is neither an error nor there twice. Where a unique key keeps links apart, the database
 * sees to that; where none does, those that link the same object wait for each other.
 * Immutable and safe for use by several threads.
 */
final class LinkInserts {

	/** How often others may be faster: each time one has linked the same. */
	private static final int DUPLICATES = 100;

	private final UsableKeys usableKeys = new UsableKeys();

	/** Links objects that are not linked yet; returns how many rows were inserted. */
	long add(String operation, RelatedRows.Links links, List<Object> keys, WriteSession session) throws SQLException {
		return keys.isEmpty() ? 0 : run(operation, links, false, (conflict) -> insert(links, keys, conflict, session),
				(count) -> count > 0, session);
	}

	/**
	 * Runs work that inserts links, so that it does not collide with other such work.
	 * @param alone whether only one at a time may change the links of the same object
	 * @param inserted whether it has inserted a link, by its result
	 */
	<R> R run(String operation, RelatedRows.Links links, boolean alone, LinkWork<R> work, Predicate<R> inserted,
			WriteSession session) throws SQLException {
		List<ModelField> key = findKey(links);
		SqlWork<R> inserting = () -> work.run(List.of());
		Dialect.Capabilities capabilities = session.dialect().capabilities();
		if (key == null) {
			SqlWork<R> locked = () -> inLock(operation, links, inserting, session);
			return Collisions.repeated(locked, locked, session);
		}
		if (capabilities.upserts().hasOnConflict()) {
			SqlWork<R> using = () -> work.run(key);
			SqlWork<R> once = alone ? () -> RelatedLock.replacing(operation, links, using, session) : using;
			SqlWork<R> statement = () -> this.usableKeys.execute(key, session, once, inserted,
					() -> inLock(operation, links, inserting, session));
			return Collisions.repeated(statement, statement, session);
		}
		SqlWork<R> unique = () -> unlessDuplicate(inserting, session);
		SqlWork<R> inTurn = () -> alone ? RelatedLock.replacing(operation, links, unique, session)
				: session.inTurn(RelatedLock.of(links), unique);
		boolean joined = session.callerIsolation() != Connection.TRANSACTION_NONE;
		boolean waiting = alone || joined && !capabilities.collidingInserts();
		return Collisions.repeated(waiting ? inTurn : unique, inTurn, session);
	}

	/**
	 * The unique key that keeps links apart; null if there is none, if it is known to be
	 * missing in the database, or if its conflicts may be with links that count as
	 * deleted.
	 */
	private static @Nullable List<ModelField> findKey(RelatedRows.Links links) {
		List<ModelField> key = isMarked(links) ? null : links.findUniqueKey();
		return (key != null && UpsertKeys.isThere(links.through(), key)) ? key : null;
	}

	/** Runs work where nothing but the lock keeps others from linking the same. */
	private static <R> R inLock(String operation, RelatedRows.Links links, SqlWork<R> work, WriteSession session)
			throws SQLException {
		if (!session.dialect().locks().holdAt(session.callerIsolation())) {
			throw new InvalidDataAccessApiUsageException(
					LockAdvice.refuse(operation, unguarded(links), "that another one linked the same meanwhile",
							session) + (isMarked(links) ? "" : ", or declare a unique key over exactly these two"));
		}
		return RelatedLock.holding(operation, links, "Declare a unique key over exactly these two", work, session);
	}

	private static String unguarded(RelatedRows.Links links) {
		String through = "'" + links.through().name() + "'";
		return isMarked(links) ? "rows of " + through + " may count as deleted, so that no unique key keeps links apart"
				: "no unique key of " + through + " covers '" + links.ownerField().name() + "' and '"
						+ links.targetField().name() + "'";
	}

	/** Whether links are only marked as deleted. */
	private static boolean isMarked(RelatedRows.Links links) {
		return links.through().softDelete() != null;
	}

	/** Repeats work that inserts what is not there, if another was faster. */
	private static <R> R unlessDuplicate(SqlWork<R> work, WriteSession session) throws SQLException {
		for (int duplicates = 1;; duplicates++) {
			try {
				return session.surviving(work);
			}
			catch (SQLException ex) {
				if (session.dialect().errors().kind(ex) != ErrorKind.DUPLICATE_KEY || duplicates == DUPLICATES) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Inserts links of new objects, which are linked with nothing yet. A driver that
	 * takes no arrays gets them as rows of values, as far as there is a key.
	 */
	static void insertNew(RelatedRows.Links links, List<Object> keys, WriteSession session) throws SQLException {
		Dialect.Capabilities capabilities = session.dialect().capabilities();
		boolean rowByRow = !capabilities.boundRows() && capabilities.upserts().hasOnConflict();
		List<ModelField> key = rowByRow ? findKey(links) : null;
		insert(links, keys, (key != null) ? key : List.of(), session);
	}

	/**
	 * Inserts what is not there.
	 * @param conflict the unique key whose conflicts are ignored; empty for none
	 */
	static long insert(RelatedRows.Links links, List<Object> keys, List<ModelField> conflict, WriteSession session)
			throws SQLException {
		List<Write> inserts = new ArrayList<>();
		boolean rowByRow = !conflict.isEmpty() && !session.dialect().capabilities().boundRows();
		int most = session.dialect().arrayElements();
		for (RelatedRows.NewLinks rows : links.values().apply(keys)) {
			if (rowByRow) {
				inserts.addAll(new LinkRows(links, conflict).inserts(rows.keys(), rows.values()));
				continue;
			}
			for (int from = 0; from < rows.keys().size(); from += most) {
				List<Object> part = rows.keys().subList(from, Math.min(rows.keys().size() - from, most) + from);
				inserts.add(new Write.Link(links.ownerChange(), links.targetChange(part),
						links.relation().symmetrical(), rows.values(), conflict));
			}
		}
		return (inserts.size() == 1) ? session.change(inserts.get(0)) : session.inTransaction(() -> {
			long inserted = 0;
			for (Write insert : inserts) {
				inserted += session.change(insert);
			}
			return inserted;
		});
	}

	/** Work that inserts links. */
	@FunctionalInterface
	interface LinkWork<R> {

		/**
		 * Runs it.
		 * @param conflict the unique key whose conflicts are ignored; empty for none
		 */
		R run(List<ModelField> conflict) throws SQLException;

	}

}

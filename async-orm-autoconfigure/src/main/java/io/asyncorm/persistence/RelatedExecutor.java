package io.asyncorm.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RelatedChange;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.query.Replaced;
import org.jspecify.annotations.Nullable;

/**
 * Executes the changes of related managers: {@code aadd}, {@code aremove}, {@code aclear}
 * and {@code aset}, each in one transaction. Immutable and safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class RelatedExecutor {

	private final WriteExecutor writes;

	private final LinkInserts links = new LinkInserts();

	public RelatedExecutor(WriteExecutor writes) {
		this.writes = writes;
	}

	@SuppressWarnings("unchecked") // the case says what its change gives
	public <R> R execute(Operation.ChangeRelated<R> operation, WriteSession session) throws SQLException {
		return switch (operation.change()) {
			case RelatedChange.Link link ->
				(R) Long.valueOf(this.links.add(operation.name(), link.related(), link.keys(), session));
			case RelatedChange.Unlink unlink -> (R) Long.valueOf(unlink(unlink, session));
			case RelatedChange.Create<R> create -> create(create, session);
			case RelatedChange.Replace replace -> (R) replace(operation.name(), replace, session);
			case RelatedChange.SaveEach<?> saves -> (R) saveEach(operation.name(), saves, session);
			case RelatedChange.Retain retain ->
				(R) RelatedLock.replacing(operation.name(), retain.related(), () -> retain(retain, session), session);
		};
	}

	private long unlink(RelatedChange.Unlink unlink, WriteSession session) throws SQLException {
		Collection<Object> keys = unlink.keys();
		return (keys != null && keys.isEmpty()) ? 0 : unlink(unlink.related(), keys, session);
	}

	/** Rows of a join table may have dependants, which are deleted with them. */
	private long unlink(RelatedRows.Links links, @Nullable Collection<Object> keys, WriteSession session)
			throws SQLException {
		return this.writes.deleteRows(RowFilters.byLinks(links, keys), session)
			.perModel()
			.getOrDefault(links.through().name(), 0L);
	}

	private <R> R create(RelatedChange.Create<R> create, WriteSession session) throws SQLException {
		return execute(create.creation(), new LinkingSession(session, create.related()));
	}

	@SuppressWarnings("unchecked") // the case says what its operation gives
	private <R> R execute(Operation<R> creation, WriteSession session) throws SQLException {
		return switch (creation) {
			case Operation.Create<R> create -> this.writes.create(create, session);
			case Operation.Save<R> save -> this.writes.save(save, session);
			case Operation.Upsert<?, R> upsert -> this.writes.upsert(upsert, session);
			case Operation.BulkCreate<?> create -> (R) this.writes.bulkCreate(create, session);
			default -> throw new IllegalArgumentException("'" + creation.name() + "' creates no object");
		};
	}

	private Replaced replace(String operation, RelatedChange.Replace replace, WriteSession session)
			throws SQLException {
		return switch (replace.related()) {
			case RelatedRows.Links related ->
				this.links.run(operation, related, true, (conflict) -> replace(related, conflict, replace, session),
						(replaced) -> replaced.added() > 0, session);
			case RelatedRows.ForeignKeys related when related.ownerField().nullable() -> {
				SqlWork<Replaced> work = () -> replace(related, replace, session);
				yield RelatedLock.replacing(operation, related, work, session);
			}
			case RelatedRows.ForeignKeys related -> session
				.inTransaction(() -> new Replaced(relate(related, wanted(replace, session).values(), session), 0));
		};
	}

	private Replaced replace(RelatedRows.Links related, List<ModelField> conflict, RelatedChange.Replace replace,
			WriteSession session) throws SQLException {
		Map<Object, Object> wanted = wanted(replace, session);
		long removed;
		if (replace.clear()) {
			removed = unlink(related, null, session);
		}
		else {
			Collection<Object> others = retainMissing(wanted, related, session);
			removed = others.isEmpty() ? 0 : unlink(related, others, session);
		}
		List<Object> added = List.copyOf(wanted.values());
		return new Replaced(added.isEmpty() ? 0 : LinkInserts.insert(related, added, conflict, session), removed);
	}

	private static Replaced replace(RelatedRows.ForeignKeys related, RelatedChange.Replace replace,
			WriteSession session) throws SQLException {
		Map<Object, Object> wanted = wanted(replace, session);
		long removed = unrelateOthers(related, wanted, replace.clear(), session);
		return new Replaced(relate(related, wanted.values(), session), removed);
	}

	/** Removes all, or those that are not wanted; leaves those that are to be added. */
	private static long unrelateOthers(RelatedRows.ForeignKeys related, Map<Object, Object> wanted, boolean clear,
			WriteSession session) throws SQLException {
		if (clear) {
			return session.change(update(related.rows(), related.unrelated()));
		}
		Collection<Object> others = retainMissing(wanted, related, session);
		return others.isEmpty() ? 0 : session
			.change(update(RowFilters.andOneOf(related.rows(), related.targetKey(), others), related.unrelated()));
	}

	private static long relate(RelatedRows.ForeignKeys related, Collection<Object> keys, WriteSession session)
			throws SQLException {
		return keys.isEmpty() ? 0 : session
			.change(update(related.unrelatedAmong(RowFilters.byOneOf(related.targetKey(), keys)), related.related()));
	}

	private static Write.Update update(QueryState rows, List<Operation.Change> changes) {
		return new Write.Update(rows.mutate().orderings(List.of()).build(), changes, false);
	}

	/** The keys of the objects that are to be related, by what they are compared as. */
	private static Map<Object, Object> wanted(RelatedChange.Replace replace, WriteSession session) throws SQLException {
		ModelField key = replace.related().relation().target().key();
		Map<Object, Object> wanted = new LinkedHashMap<>();
		replace.keys().forEach((each) -> wanted.put(key.comparable(each), each));
		QueryState read = replace.read();
		if (read != null && !read.isEmpty()) {
			session.keys(RowFilters.values(read, key)).forEach((each) -> wanted.put(key.comparable(each), each));
		}
		return wanted;
	}

	/**
	 * Reads what is related, and leaves what is not among the wanted; returns what is
	 * related, but not wanted.
	 */
	private static Collection<Object> retainMissing(Map<Object, Object> wanted, RelatedRows related,
			WriteSession session) throws SQLException {
		ModelField key = related.targetKey();
		QueryState present = switch (related) {
			case RelatedRows.Links links -> RowFilters.values(RowFilters.byOwner(links), links.targetField());
			case RelatedRows.ForeignKeys keys -> RowFilters.keys(keys.rows());
		};
		List<Object> others = new ArrayList<>();
		for (Object each : session.keys(present)) {
			if (wanted.remove(key.comparable(each)) == null) {
				others.add(each);
			}
		}
		return others;
	}

	private <M> List<M> saveEach(String operation, RelatedChange.SaveEach<M> saves, WriteSession session)
			throws SQLException {
		RelatedRows.ForeignKeys related = saves.related();
		boolean removing = saves.replace() && related.ownerField().nullable();
		return removing ? RelatedLock.replacing(operation, related, () -> saveMissing(saves, session), session)
				: session.inTransaction(() -> saveAll(saves.saves(), session));
	}

	private <M> List<M> saveMissing(RelatedChange.SaveEach<M> saves, WriteSession session) throws SQLException {
		ModelField key = saves.related().targetKey();
		List<Object> keys = saves.saves()
			.stream()
			.map(RelatedChange.KeyedSave::key)
			.filter(Objects::nonNull)
			.<Object>map((each) -> each)
			.toList();
		Set<Object> missing = retain(new RelatedChange.Retain(saves.related(), keys, saves.clear()), session);
		return saveAll(saves.saves()
			.stream()
			.filter((save) -> save.key() == null || missing.contains(key.comparable(save.key())))
			.toList(), session);
	}

	private static Set<Object> retain(RelatedChange.Retain retain, WriteSession session) throws SQLException {
		ModelField key = retain.related().targetKey();
		Map<Object, Object> wanted = new LinkedHashMap<>();
		retain.keys().forEach((each) -> wanted.put(key.comparable(each), each));
		unrelateOthers(retain.related(), wanted, retain.clear(), session);
		return Set.copyOf(wanted.keySet());
	}

	private <M> List<M> saveAll(List<RelatedChange.KeyedSave<M>> saves, WriteSession session) throws SQLException {
		List<M> stored = new ArrayList<>(saves.size());
		for (RelatedChange.KeyedSave<M> save : saves) {
			stored.add(execute(save.save(), session));
		}
		return stored;
	}

}

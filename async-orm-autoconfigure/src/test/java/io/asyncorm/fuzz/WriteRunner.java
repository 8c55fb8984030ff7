package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Many;
import io.asyncorm.query.Replaced;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;

/**
 * Has the library write what a step says.
 */
final class WriteRunner {

	private final WriteShop shop;

	WriteRunner(WriteShop shop) {
		this.shop = shop;
	}

	/**
	 * @param memory the rows before the step, and those of a transaction after each of
	 * its steps
	 */
	Object run(WriteStep step, WriteMemory memory) {
		return switch (step) {
			case WriteStep.Create create -> create(this.shop.repository(create.table()), create);
			case WriteStep.Save save -> save(this.shop.repository(save.table()), save, memory);
			case WriteStep.SaveGone save -> saveGone(this.shop.repository(save.table()), save);
			case WriteStep.Update update -> update(this.shop.repository(update.table()), update);
			case WriteStep.Upsert upsert -> upsert(this.shop.repository(upsert.table()), upsert);
			case WriteStep.BulkCreate create -> bulkCreate(this.shop.repository(create.table()), create);
			case WriteStep.BulkUpdate update -> bulkUpdate(this.shop.repository(update.table()), update);
			case WriteStep.Link link -> link(this.shop.related(link.relation(), link.owner()), link);
			case WriteStep.Delete delete -> delete(this.shop.repository(delete.table()), delete);
			case WriteStep.Atomic atomic -> await(this.shop.orm().transactions().atomic(() -> atomic(atomic, memory)));
		};
	}

	private Object atomic(WriteStep.Atomic atomic, WriteMemory memory) {
		List<Object> results = new ArrayList<>();
		WriteMemory now = memory;
		for (WriteStep step : atomic.steps()) {
			boolean possible = step.isPossible(now);
			results.add(possible ? run(step, now) : "impossible");
			now = possible ? WriteGenerator.after(step, now) : now;
		}
		if (atomic.failing()) {
			throw new IllegalStateException("rolled back");
		}
		return results;
	}

	private <M> Object create(AsyncRepository<M, Long> repository, WriteStep.Create create) {
		M stored = switch (create.how()) {
			case KEYWORDS -> await(repository.acreate(this.shop.keywords(create.table(), create.values())));
			case OBJECT -> await(repository.acreate(this.<M>object(create.table(), null, create.values())));
			case SAVE -> await(repository.asave(this.<M>object(create.table(), null, create.values())));
		};
		this.shop.identify(create.table(), create.row(), Objects.requireNonNull(stored));
		return "created";
	}

	@SuppressWarnings("unchecked") // an object of a table is one of its repository
	private <M> M object(WriteTable table, @Nullable Long id, Map<String, @Nullable Object> values) {
		return (M) this.shop.object(table, id, values);
	}

	private <M> Object save(AsyncRepository<M, Long> repository, WriteStep.Save save, WriteMemory memory) {
		Map<String, @Nullable Object> values = new TreeMap<>(
				Objects.requireNonNull(memory.of(save.table()).get(save.row())));
		values.putAll(save.values());
		if (save.stale() && save.table().versioned()) {
			values.merge("version", 1, (old, one) -> (Integer) old + (Integer) one);
		}
		M object = object(save.table(), this.shop.key(save.table(), save.row()), values);
		await(save.some() ? repository.asave(object, updateFields(save.values().keySet().toArray(String[]::new)))
				: repository.asave(object));
		return "saved";
	}

	private <M> Object saveGone(AsyncRepository<M, Long> repository, WriteStep.SaveGone save) {
		M object = object(save.table(), this.shop.key(save.table(), save.row()), save.values());
		await(save.some() ? repository.asave(object, updateFields("score")) : repository.asave(object));
		return "saved";
	}

	private <M> Object update(AsyncRepository<M, Long> repository, WriteStep.Update update) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		update.values().forEach((name, value) -> values.put(name, this.shop.converted(update.table(), name, value)));
		if (update.added() != 0) {
			values.put("score", f("score").plus(update.added()));
		}
		return await(update.where().of(repository.all()).aupdate(Kw.of(values)));
	}

	private <M> Object upsert(AsyncRepository<M, Long> repository, WriteStep.Upsert upsert) {
		Kw lookup = this.shop.keywords(upsert.table(), upsert.lookup());
		UpsertDefaults defaults = UpsertDefaults.of(this.shop.keywords(upsert.table(), upsert.values()));
		M object;
		boolean created;
		if (upsert.update()) {
			UpdateOrCreate<M> result = await(repository.aupdateOrCreate(lookup, defaults));
			object = result.object();
			created = result.created();
		}
		else {
			GetOrCreate<M> result = await(repository.agetOrCreate(lookup, defaults));
			object = result.object();
			created = result.created();
		}
		if (created) {
			this.shop.identify(upsert.table(), upsert.row(), Objects.requireNonNull(object));
			return "created";
		}
		return "found " + this.shop.row(upsert.table(), Objects.requireNonNull(object));
	}

	private <M> Object bulkCreate(AsyncRepository<M, Long> repository, WriteStep.BulkCreate create) {
		List<M> objects = create.values()
			.stream()
			.map((values) -> this.<M>object(create.table(), null, values))
			.toList();
		String[] key = create.table().unique().toArray(String[]::new);
		List<M> stored = await(repository.all().abulkCreate(objects, switch (create.conflict()) {
			case ERROR -> ConflictOptions.none();
			case IGNORE -> ignoreConflicts();
			case UPDATE -> updateConflicts("score").uniqueFields(key);
		}));
		for (int i = 0; i < objects.size(); i++) {
			String name = String.valueOf(Objects.requireNonNull(create.values().get(i)).get("name"));
			identifyNew(repository, create, i, name);
		}
		return new ArrayList<>(List.of(stored.size()));
	}

	/** What ignored a conflict has no key to tell it by. */
	private <M> void identifyNew(AsyncRepository<M, Long> repository, WriteStep.BulkCreate create, int index,
			String name) {
		Map<String, @Nullable Object> values = Objects.requireNonNull(create.values().get(index));
		Map<String, @Nullable Object> key = new TreeMap<>();
		List<String> fields = create.table().unique().isEmpty() ? List.copyOf(values.keySet())
				: create.table().unique();
		fields.forEach((field) -> key.put(field, values.get(field)));
		Map<String, @Nullable Object> present = new TreeMap<>(key);
		present.values().removeIf(Objects::isNull);
		for (M object : await(repository.filter(this.shop.keywords(create.table(), present)).alist())) {
			if (this.shop.row(create.table(), Objects.requireNonNull(object)) == null) {
				this.shop.identify(create.table(), create.rows().get(index), object);
				return;
			}
		}
	}

	private <M> Object bulkUpdate(AsyncRepository<M, Long> repository, WriteStep.BulkUpdate update) {
		List<M> objects = await(
				repository.filter("pk__in", this.shop.keys(update.table(), update.scores().keySet())).alist());
		return await(repository.all()
			.abulkUpdate(objects, (object) -> Update.of(kw("score", scoreOf(update, Objects.requireNonNull(object))))));
	}

	private Object scoreOf(WriteStep.BulkUpdate update, Object object) {
		return Objects.requireNonNull(update.scores().get(this.shop.row(update.table(), object)));
	}

	private <T> Object link(Many<T> related, WriteStep.Link link) {
		List<Object> keys = link.relation().manyToMany() ? this.shop.keys(link.relation().target(), link.targets())
				: this.shop.refs(link.relation().target(), link.targets());
		return switch (link.how()) {
			case ADD -> await(related.aadd(keys));
			case REMOVE -> await(related.aremove(keys));
			case CLEAR -> await(related.aclear());
			case SET -> {
				Replaced replaced = await(related.aset(keys));
				yield List.of(replaced.added(), replaced.removed());
			}
		};
	}

	private <M> Object delete(AsyncRepository<M, Long> repository, WriteStep.Delete delete) {
		Deleted deleted = await((delete.row() != null)
				? repository.adelete(await(repository.aget(this.shop.key(delete.table(), delete.row()))))
				: delete.where().of(repository.all()).adelete());
		if (deleted.count() != deleted.perModel().values().stream().mapToLong(Long::longValue).sum()) {
			return "not the sum: " + deleted;
		}
		return new TreeMap<>(deleted.perModel());
	}

}

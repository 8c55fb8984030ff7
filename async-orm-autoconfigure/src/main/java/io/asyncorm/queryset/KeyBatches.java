package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.asyncorm.expression.Kw;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.TenantChoice;
import io.asyncorm.plan.TenantTables;
import io.asyncorm.query.BatchMark;
import io.asyncorm.query.Batches;
import io.asyncorm.query.CursorPage;
import io.asyncorm.query.QuerySet;
import io.asyncorm.resolution.QueryEdits;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Default implementation of {@link Batches}: pages by the key, each in a block of its
 * own. Immutable.
 *
 * @param state the objects, ordered by their key
 * @param size how many are in a batch
 * @param name what the mark is called; null if there is none
 */
record KeyBatches<M>(QuerySets querySets, QueryState state, int size, @Nullable String name) implements Batches<M> {

	private static final int LONGEST_NAME = 100;

	/** Between a name and the tenant whose mark it is. */
	private static final String TENANT = "@";

	/**
	 * Divides the objects of a query set.
	 * @throws InvalidDataAccessApiUsageException if they have an order of their own, or
	 * are not single rows of their table
	 */
	static <M> Batches<M> of(QuerySets querySets, QueryState state, int size) {
		if (size < 1) {
			throw new InvalidDataAccessApiUsageException("inBatches() needs at least 1 object in a batch, not " + size);
		}
		if (state.orderings() != null && !state.orderings().isEmpty() || state.reversed()) {
			throw refused(state, "ordered: batches come in the order of the key. Leave out the orderBy()");
		}
		if (state.isSliced()) {
			throw refused(state, "sliced: filter it instead");
		}
		if (state.combination() != null) {
			throw refused(state, "combined, as by union(): batch each of its query sets");
		}
		if (state.distinct() != null || state.groupBy() != null) {
			throw refused(state, "distinct or grouped, so that its rows have no key: filter by conditions that give"
					+ " each object once, such as filter(\"pk__in\", ...)");
		}
		return new KeyBatches<>(querySets, QueryEdits.orderBy(state, querySets.lookups(), List.of("pk")), size, null);
	}

	private static InvalidDataAccessApiUsageException refused(QueryState state, String what) {
		return new InvalidDataAccessApiUsageException(
				"inBatches() goes through '" + state.model().name() + "' by its key, and this query set is " + what);
	}

	@Override
	public Batches<M> resumeAs(String name) {
		Assert.hasText(name, "'name' must not be blank");
		Assert.isTrue(name.length() <= LONGEST_NAME,
				() -> "'name' has " + name.length() + " characters, and may have " + LONGEST_NAME);
		Assert.isTrue(!belongsToTenants() || !name.contains(TENANT), () -> "'name' must not have a '" + TENANT
				+ "' in it, behind which the mark names the tenant: \"" + name + "\"");
		if (this.querySets.models().find(BatchMark.class) == null) {
			throw new InvalidDataAccessApiUsageException("resumeAs(\"...\") needs the table of BatchMark, which is no"
					+ " model here: declare a repository of it, as in interface BatchMarks extends"
					+ " AsyncRepository<BatchMark, String> {}, or give BatchMark.class to"
					+ " AsyncOrm.builder(...).models(...)");
		}
		return new KeyBatches<>(this.querySets, this.state, this.size, name);
	}

	@Override
	public CompletableFuture<Long> forEachBatch(Consumer<? super List<M>> action) {
		Assert.notNull(action, "'action' must not be null");
		Run run = new Run(action, markName());
		return this.querySets.blocks()
			.runEach(Operation.name(this.state.model(), "forEachBatch"), this.querySets.dispatcher().options(), run)
			.thenApply((ended) -> run.done);
	}

	/**
	 * What the mark is called of the tenant that is current, as each goes through rows of
	 * its own, or those that its own rows choose. None if nobody says which that is: no
	 * row will be read then.
	 */
	private @Nullable String markName() {
		if (this.name == null || !belongsToTenants()) {
			return this.name;
		}
		TenantChoice tenant = this.querySets.dispatcher().tenant();
		return switch (tenant.kind()) {
			case UNKNOWN -> null;
			case ALL -> this.name;
			case ONE -> requireShort(this.name + TENANT + tenant.id());
		};
	}

	private static String requireShort(String name) {
		if (name.length() > LONGEST_NAME) {
			throw new InvalidDataAccessApiUsageException("The mark of resumeAs(\"...\") is called by the name and the"
					+ " tenant, as \"" + name + "\", which has " + name.length() + " characters, and may have "
					+ LONGEST_NAME + ": give it a shorter name");
		}
		return name;
	}

	private boolean belongsToTenants() {
		return TenantTables.areReadBy(this.state);
	}

	/** One run, whose calls are one after the other, each in a transaction of its own. */
	private final class Run implements Callable<Boolean> {

		private final Consumer<? super List<M>> action;

		private final @Nullable String name;

		private @Nullable String mark;

		private boolean begun;

		private long done;

		Run(Consumer<? super List<M>> action, @Nullable String name) {
			this.action = action;
			this.name = name;
		}

		/**
		 * Makes the row of the mark, or does the next batch; tells whether there may be
		 * another. The row is there before the first batch, so that whoever waits for it
		 * finds out by its end that others have done all.
		 */
		@Override
		public Boolean call() throws Exception {
			String name = this.name;
			if (name == null) {
				doNext();
			}
			else if (!this.begun) {
				begin(name);
				return true;
			}
			else if (resume(name)) {
				doNext();
				keep(name);
			}
			return this.mark != null;
		}

		private void begin(String name) throws Exception {
			Callbacks.done(marks().agetOrCreate(Kw.of(Map.of("name", name)), UpsertDefaults.of(Kw.of(Map.of()))));
			this.begun = true;
		}

		private void doNext() throws Exception {
			CursorPage<M> page = Callbacks.done(
					new Pages(KeyBatches.this.querySets).batch(KeyBatches.this.state, this.mark, KeyBatches.this.size));
			if (!page.content().isEmpty()) {
				this.action.accept(page.content());
			}
			this.mark = page.next();
			this.done += page.content().size();
		}

		/**
		 * Goes on where the last batch has ended, whoever did it, and keeps others from
		 * doing the next one meanwhile. Returns false if others have done the last one.
		 */
		private boolean resume(String name) throws Exception {
			BatchMark kept = Callbacks.done(mark(name).selectForUpdate().afirst()).orElse(null);
			this.mark = (kept != null) ? kept.mark() : null;
			return kept != null;
		}

		private void keep(String name) throws Exception {
			if (this.mark != null) {
				Callbacks.done(mark(name).aupdate(Kw.of(Map.of("mark", this.mark))));
			}
			else {
				Callbacks.done(mark(name).adelete());
			}
		}

		private QuerySet<BatchMark> mark(String name) {
			return marks().filter("name", name);
		}

		/** Marks are written, wherever the objects were asked to be read from. */
		private QuerySet<BatchMark> marks() {
			return KeyBatches.this.querySets.ofCaller().readingFrom(null).of(BatchMark.class);
		}

	}

}

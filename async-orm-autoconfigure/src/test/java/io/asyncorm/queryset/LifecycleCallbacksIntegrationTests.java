package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.asyncorm.AsyncOrm;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.expression.Update;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When {@link LifecycleCallbacks} are called, and what they can do.
 */
@ParameterizedClass
@EnumSource
class LifecycleCallbacksIntegrationTests {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> commits = new LinkedBlockingQueue<>();

	private final WritingShop shop;

	private final Notes notes;

	private final Logs logs;

	LifecycleCallbacksIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database,
				(builder) -> builder.models(Note.class, Log.class).callbacks(new First(), new Second()));
		this.notes = this.shop.repository(Notes.class);
		this.logs = this.shop.repository(Logs.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void createsSavesAndDeletesAreToldInOrder() throws Exception {
		Note created = await(this.notes.acreate(new Note(null, " a ", 1)));
		Note saved = await(this.notes.asave(new Note(created.id(), "b", 2)));
		await(this.notes.adelete(saved));

		assertThat(created).isEqualTo(new Note(1L, "a", 1));
		assertThat(saved).isEqualTo(new Note(1L, "b!", 2));
		assertThat(this.calls).containsExactly("beforeCreate  a ", "second a", "afterCreate a", "beforeSave b",
				"afterSave b!", "beforeDelete b!", "afterDelete b!");
		assertThat(List.of(commit(), commit(), commit())).containsExactlyInAnyOrder("created a", "saved b!",
				"deleted b!");
	}

	@Test
	void whateverInsertsAndSavesOneObjectIsTold() {
		await(this.notes.acreate(kw("text", " a ", "stars", 1)));
		await(this.notes.acreate(set(Note::text).to(" b ").and(set(Note::stars).to(1))));
		await(this.notes.asave(new Note(null, " c ", 1)));
		await(this.notes.asave(new Note(70L, "d", 1)));

		assertThat(this.calls).filteredOn((call) -> call.startsWith("after"))
			.containsExactly("afterCreate a", "afterCreate b", "afterCreate c", "afterCreate d!");
	}

	@Test
	void savesOfSomeFieldsAndWithChangesAreTold() {
		Note created = await(this.notes.asave(new Note(70L, " a ", 1), forceInsert()));
		Note some = await(this.notes.asave(new Note(70L, "b", 7), updateFields("text")));
		Note changed = await(this.notes.asave(some, set(Note::stars).to(f(Note::stars).plus(1))));

		assertThat(List.of(created, some, changed)).containsExactly(new Note(70L, "a", 1), new Note(70L, "b!", 1),
				new Note(70L, "b!", 2));
		assertThat(this.calls).containsExactly("beforeCreate  a ", "second a", "afterCreate a", "beforeSave b",
				"afterSave b!", "beforeSave b!", "afterSave b!");
	}

	@Test
	void savesOfNothingAreNotTold() {
		Note note = new Note(70L, "a", 1);

		assertThat(await(this.notes.asave(note, updateFields()))).isSameAs(note);
		assertThat(await(this.notes.asave(note, Update.of(Map.of(), "text")))).isSameAs(note);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void anObjectThatTheDatabaseComputesIsToldOnceItIsThere() {
		await(this.notes
			.acreate(set(Note::text).to(TextFunctions.<Note>lower(Functions.value(" A"))).and(set(Note::stars).to(1))));

		assertThat(this.calls).containsExactly("afterCreate  a");
	}

	@Test
	void upsertsTellWhatTheyDo() {
		GetOrCreate<Note> created = await(this.notes.agetOrCreate(kw("text", "a"), defaults("stars", 1)));
		GetOrCreate<Note> found = await(this.notes.agetOrCreate(kw("text", "a"), defaults("stars", 1)));
		UpdateOrCreate<Note> updated = await(
				this.notes.aupdateOrCreate(kw("text", "a"), defaults("stars", f("stars").plus(1))));
		UpdateOrCreate<Note> inserted = await(this.notes.aupdateOrCreate(kw("text", "b"), defaults("stars", 5)));

		assertThat(List.of(created.created(), found.created(), updated.created(), inserted.created()))
			.containsExactly(true, false, false, true);
		assertThat(updated.object()).isEqualTo(new Note(1L, "a", 2));
		assertThat(this.calls).containsExactly("beforeCreate a", "second a", "afterCreate a", "beforeSave a",
				"afterSave a", "beforeCreate b", "second b", "afterCreate b");
	}

	@Test
	void whatWritesManyRowsIsNotTold() {
		await(this.notes.abulkCreate(List.of(new Note(null, "a", 1))));
		await(this.notes.aupdate(kw("stars", 2)));
		await(this.notes.adelete());

		assertThat(this.calls).isEmpty();
	}

	@Test
	void noCallbackRunsOnALane() throws Exception {
		await(this.notes.acreate(new Note(null, "a", 1)));
		commit();

		assertThat(this.threads).hasSize(3).extracting(Thread::getName).noneMatch((name) -> name.contains("lane"));
	}

	@Test
	void operationsOfACallbackJoinTheTransaction() {
		await(this.notes.acreate(new Note(null, "log", 1)));
		assertThatIllegalStateException().isThrownBy(() -> await(this.notes.acreate(new Note(null, "log and fail", 1))))
			.withMessage("not this one");

		assertThat(await(this.logs.valuesList(Log::text).alist())).containsExactly("log");
		assertThat(await(this.notes.acount())).isEqualTo(1);
	}

	@Test
	void whatACallbackThrowsRollsTheCallersTransactionBack() {
		assertThatIllegalStateException().isThrownBy(() -> await(this.shop.orm().transactions().atomic(() -> {
			await(this.logs.acreate(new Log(null, "mine")));
			this.notes.acreate(new Note(null, "fail", 1));
		}))).withMessage("not this one");

		assertThat(await(this.logs.acount())).isZero();
		assertThat(await(this.notes.acount())).isZero();
	}

	@Test
	void onlyWhatIsCommittedIsToldAfterTheCommit() throws Exception {
		await(this.shop.orm().transactions().atomic(() -> {
			await(this.notes.acreate(new Note(null, "a", 1)));
			assertThatIllegalArgumentException().isThrownBy(() -> await(this.shop.orm().transactions().atomic(() -> {
				await(this.notes.acreate(new Note(null, "b", 1)));
				throw new IllegalArgumentException("back to the savepoint");
			})));
			await(this.notes.acreate(new Note(null, "c", 1)));
			assertThat(this.commits).isEmpty();
		}));

		assertThat(List.of(commit(), commit())).containsExactly("created a", "created c");
		assertThat(await(this.notes.acount())).isEqualTo(2);
	}

	@Test
	void callbacksOfNoModelAreAFault() {
		assertThatIllegalStateException().isThrownBy(() -> AsyncOrm.builder(this.shop.dataSource())
			.models(Note.class)
			.callbacks(new LifecycleCallbacks<String>() {
			})
			.build()).withMessageContaining("'java.lang.String', which is no model");
	}

	private String commit() throws InterruptedException {
		String commit = this.commits.poll(30, TimeUnit.SECONDS);
		return (commit != null) ? commit : "nothing";
	}

	@Model
	record Note(@Nullable Long id, @Column(unique = true, length = 50) String text, int stars) {
	}

	@Model
	record Log(@Nullable Long id, String text) {
	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Logs extends AsyncRepository<Log, Long> {

	}

	private final class First implements LifecycleCallbacks<Note> {

		@Override
		public Note beforeCreate(Note note) {
			tell("beforeCreate " + note.text());
			return new Note(note.id(), note.text().strip(), note.stars());
		}

		@Override
		public void afterCreate(Note note) {
			tell("afterCreate " + note.text());
			if (note.text().startsWith("log")) {
				await(LifecycleCallbacksIntegrationTests.this.logs.acreate(new Log(null, note.text())));
			}
			if (note.text().endsWith("fail")) {
				throw new IllegalStateException("not this one");
			}
		}

		@Override
		public void afterCreateCommit(Note note) {
			LifecycleCallbacksIntegrationTests.this.threads.add(Thread.currentThread());
			LifecycleCallbacksIntegrationTests.this.commits.add("created " + note.text());
		}

		@Override
		public Note beforeSave(Note note) {
			tell("beforeSave " + note.text());
			return new Note(note.id(), note.text() + "!", note.stars());
		}

		@Override
		public void afterSave(Note note) {
			tell("afterSave " + note.text());
		}

		@Override
		public void afterSaveCommit(Note note) {
			LifecycleCallbacksIntegrationTests.this.commits.add("saved " + note.text());
		}

		@Override
		public void beforeDelete(Note note) {
			tell("beforeDelete " + note.text());
		}

		@Override
		public void afterDelete(Note note) {
			tell("afterDelete " + note.text());
		}

		@Override
		public void afterDeleteCommit(Note note) {
			LifecycleCallbacksIntegrationTests.this.commits.add("deleted " + note.text());
		}

		private void tell(String call) {
			LifecycleCallbacksIntegrationTests.this.calls.add(call);
			LifecycleCallbacksIntegrationTests.this.threads.add(Thread.currentThread());
		}

	}

	/** For all models. */
	private final class Second implements LifecycleCallbacks<Record> {

		@Override
		public Record beforeCreate(Record object) {
			if (object instanceof Note note) {
				LifecycleCallbacksIntegrationTests.this.calls.add("second " + note.text());
			}
			return object;
		}

	}

}

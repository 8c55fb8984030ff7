package io.asyncorm.keys;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Composite keys with a generated part in relations: to whom their objects refer, and who
 * refers to them.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class GeneratedPartsInRelationsIntegrationTests extends AbstractGeneratedPartsIntegrationTests {

	GeneratedPartsInRelationsIntegrationTests(TestDatabase database) {
		super(database);
	}

	@Test
	void aPartMayBeAForeignKey() {
		AsyncOrm orm = created(Firm.class, Account.class);
		Firm firm = await(orm.repository(Firms.class).acreate(kw("name", "f")));
		Accounts accounts = orm.repository(Accounts.class);

		Account account = await(accounts.acreate(new Account(Ref.to(firm), null, "a")));
		Account other = await(firm.accounts().acreate(kw("name", "b")));
		List<Account> many = await(firm.accounts()
			.abulkCreate(List.of(new Account(Ref.to(firm), null, "c"), new Account(Ref.to(firm), null, "d"))));

		assertThat(other.number()).isNotNull().isNotEqualTo(account.number());
		assertThat(many).extracting(Account::name).containsExactly("c", "d");
		assertThat(await(accounts.filter("pk__in", List.of(account, other)).acount())).isEqualTo(2);
		assertThat(await(orm.repository(Firms.class).adelete(firm)).perModel())
			.isEqualTo(Map.of("Firm", 1L, "Account", 4L));
	}

	@Test
	void othersReferToIt() {
		AsyncOrm orm = created(Task.class, Note.class, Label.class);
		Tasks tasks = orm.repository(Tasks.class);
		Notes notes = orm.repository(Notes.class);
		Labels labels = orm.repository(Labels.class);
		Task unsaved = new Task(1L, null, "first", 1);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(notes.acreate(new Note(null, Ref.to(unsaved), "x"))))
			.withMessageContaining("no key yet");

		Task task = await(tasks.asave(unsaved));
		Task other = await(tasks.acreate(kw("tenant", 2L, "name", "other")));
		Note note = await(notes.acreate(new Note(null, Ref.to(task), "x")));
		Label label = await(labels.acreate(kw("name", "l")));
		await(label.tasks().aadd(task, other));
		await(label.tasks().aadd(task));

		assertThat(note.task().key()).isEqualTo(List.of(1L, Objects.requireNonNull(task.id())));
		assertThat(await(notes.selectRelated("task").aget()).task().get()).isEqualTo(task);
		assertThat(await(notes.prefetchRelated("task").aget()).task().get()).isEqualTo(task);
		assertThat(await(notes.filter("task", task).acount())).isEqualTo(1);
		assertThat(await(label.tasks().orderBy("pk").alist())).containsExactly(task, other);
		await(label.tasks().aset(List.of(other)));
		assertThat(await(label.tasks().alist())).containsExactly(other);
		assertThat(await(tasks.adelete(task)).perModel()).isEqualTo(Map.of("Task", 1L, "Note", 1L));
		assertThat(await(tasks.filter("tenant", 2).adelete()).perModel())
			.isEqualTo(Map.of("Task", 1L, "Label_tasks", 1L));
	}

	@Model
	record Firm(@Nullable Long id, String name, Many<Account> accounts) {
	}

	@Model
	record Account(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "accounts") Ref<Firm> firm,
			@PrimaryKey @GeneratedKey @Nullable Long number, String name) {
	}

	@Model
	record Note(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Task> task, String text) {
	}

	@Model
	record Label(@Nullable Long id, String name, @ManyToMany Many<Task> tasks) {
	}

	interface Firms extends AsyncRepository<Firm, Long> {

	}

	interface Accounts extends AsyncRepository<Account, List<?>> {

	}

	interface Notes extends AsyncRepository<Note, Long> {

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

}

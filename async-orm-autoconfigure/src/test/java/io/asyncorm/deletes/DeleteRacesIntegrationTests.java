package io.asyncorm.deletes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.asyncorm.deletes.Archive.Document;
import io.asyncorm.deletes.Archive.Folder;
import io.asyncorm.deletes.Archive.Tag;
import io.asyncorm.deletes.Archive.User;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.ProtectedException;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.Callers;
import io.asyncorm.testdatabase.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows are deleted while others add rows that refer to them: no row is left without what
 * it refers to, each is counted by whoever deleted it, and no delete fails. Each is
 * repeated five times, or a hundred with {@code -Dasync-orm.thorough=true}.
 */
@Timeout(1200)
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeleteRacesIntegrationTests {

	private static final int CALLERS = 200;

	private static final int REPETITIONS = Boolean.getBoolean("async-orm.thorough") ? 100 : 5;

	@Parameter
	TestDatabase database;

	private Archive archive;

	@BeforeParameterizedClassInvocation
	void createTables() {
		this.archive = new Archive(this.database);
	}

	@BeforeEach
	void clear() {
		this.archive.clear();
	}

	@AfterParameterizedClassInvocation
	void close() {
		this.archive.close();
	}

	@Test
	void documentsAreAddedWhileTheirFolderIsDeleted() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			Folder folder = this.archive.folder("f", null);

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller) ? delete(() -> await(this.archive.folders().adelete(folder)))
							: add(() -> this.archive.document("d", folder)));

			assertThat(this.archive.count("folder")).isZero();
			assertNothingLost(outcomes, "Document", "document");
			assertThat(deleted(outcomes, "Folder")).isEqualTo(1);
		}
	}

	@Test
	void pagesAreAddedWhileTheFolderOfTheirDocumentIsDeleted() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			Folder folder = this.archive.folder("f", null);
			Document document = this.archive.document("d", folder);

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller)
							? delete(() -> await(this.archive.folders().filter("name", "f").adelete()))
							: add(() -> this.archive.page(document, caller)));

			assertThat(this.archive.count("folder")).isZero();
			assertNothingLost(outcomes, "Page", "page");
			assertThat(deleted(outcomes, "Document")).isEqualTo(1);
		}
	}

	@Test
	void foldersAreAddedWhileTheOneAroundThemIsDeleted() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			Folder root = this.archive.folder("root", null);
			Folder folder = this.archive.folder("f", root);

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller) ? delete(() -> await(this.archive.folders().adelete(root)))
							: add(() -> this.archive.folder("c", folder)));

			assertThat(this.archive.count("folder")).isZero();
			assertThat(deleted(outcomes, "Folder")).isEqualTo(added(outcomes) + 2);
		}
	}

	@Test
	void tagsAreLinkedWhileTheyAreDeleted() throws Exception {
		List<Document> documents = List.of(0, 1, 2, 3, 4, 5, 6, 7)
			.stream()
			.map((number) -> this.archive.document("d" + number, this.archive.folder("f", null)))
			.toList();
		for (int i = 0; i < REPETITIONS; i++) {
			Tag tag = this.archive.tag("t");

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller) ? delete(() -> await(this.archive.tags().adelete(tag)))
							: add(() -> await(documents.get(caller % 8).tags().aadd(tag)) > 0));

			assertThat(this.archive.count("tag")).isZero();
			assertNothingLost(outcomes, "Document_tags", "document_tags");
		}
	}

	@Test
	void documentsAreGivenToAUserWhoIsDeleted() throws Exception {
		Folder folder = this.archive.folder("f", null);
		for (int i = 0; i < REPETITIONS; i++) {
			User user = this.archive.user("u");

			List<Outcome> outcomes = Callers.atOnce(CALLERS, (caller) -> isDeleter(caller)
					? delete(() -> await(this.archive.users().adelete(user))) : add(() -> await(
							this.archive.documents().acreate(kw("title", "d", "folder", folder, "owner", user)))));

			assertThat(this.archive.count("user")).isZero();
			assertThat(await(this.archive.documents().filter("owner__isnull", true).adelete()).count())
				.isEqualTo(added(outcomes));
			assertThat(this.archive.count("document")).isZero();
		}
	}

	@Test
	void documentsAreMovedToAFolderThatIsDeleted() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			Folder home = this.archive.folder("home", null);
			Folder folder = this.archive.folder("f", null);
			List<Document> documents = IntStream.range(0, 2 * CALLERS)
				.mapToObj((number) -> this.archive.document("d", home))
				.toList();

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller) ? delete(() -> await(this.archive.folders().adelete(folder)))
							: add(() -> await(this.archive.documents()
								.abulkUpdate(documents.subList(2 * caller, 2 * caller + 2),
										(document) -> set(Document::folder).to(Ref.to(folder))))));

			assertThat(this.archive.count("folder")).isEqualTo(1);
			assertThat(deleted(outcomes, "Document")).isEqualTo(2 * added(outcomes));
			assertThat(await(this.archive.folders().filter("name", "home").adelete()).count() - 1)
				.isEqualTo(2 * CALLERS - 2 * added(outcomes));
			assertThat(this.archive.count("document")).isZero();
		}
	}

	@Test
	void eitherIsAUserProtectedOrGone() throws Exception {
		for (int i = 0; i < REPETITIONS; i++) {
			User user = this.archive.user("u");

			List<Outcome> outcomes = Callers.atOnce(CALLERS,
					(caller) -> isDeleter(caller) ? delete(() -> await(this.archive.users().adelete(user)))
							: add(() -> await(this.archive.leases().acreate(kw("user", user)))));

			assertThat(deleted(outcomes, "User")).isEqualTo((added(outcomes) == 0) ? 1 : 0);
			assertThat(this.archive.count("lease")).isEqualTo(added(outcomes));
			assertThat(this.archive.count("user")).isEqualTo((added(outcomes) == 0) ? 0 : 1);
			this.archive.clear();
		}
	}

	private void assertNothingLost(List<Outcome> outcomes, String model, String table) {
		assertThat(this.archive.count(table)).isZero();
		assertThat(deleted(outcomes, model)).isEqualTo(added(outcomes));
	}

	private static boolean isDeleter(int caller) {
		return caller % 20 == 10;
	}

	private static long added(List<Outcome> outcomes) {
		return outcomes.stream().filter(Outcome::added).count();
	}

	private static long deleted(List<Outcome> outcomes, String model) {
		return outcomes.stream().mapToLong((outcome) -> outcome.deleted().perModel().getOrDefault(model, 0L)).sum();
	}

	/** What was deleted; nothing if a protected row was in the way. */
	private static Outcome delete(Callable<Deleted> call) {
		try {
			return new Outcome(false, call.call());
		}
		catch (ProtectedException ex) {
			return Outcome.NOTHING;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether something was added; it cannot be to what is gone, or is just going. */
	private static Outcome add(Callable<?> call) {
		try {
			return (Objects.equals(call.call(), false)) ? Outcome.NOTHING
					: new Outcome(true, Outcome.NOTHING.deleted());
		}
		catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
			return Outcome.NOTHING;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Outcome(boolean added, Deleted deleted) {

		static final Outcome NOTHING = new Outcome(false, new Deleted(0, Map.of()));

	}

}

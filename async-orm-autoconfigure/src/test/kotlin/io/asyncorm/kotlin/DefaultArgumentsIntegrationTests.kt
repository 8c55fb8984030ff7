package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.defaults
import io.asyncorm.Orm.kw
import io.asyncorm.expression.Functions.value
import io.asyncorm.expression.TextFunctions.upper
import io.asyncorm.model.DatabaseDefault
import io.asyncorm.model.FieldException
import io.asyncorm.model.Model
import io.asyncorm.model.RefusedObjectException
import io.asyncorm.model.SchemaAction
import io.asyncorm.query.RefusedValueException
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.testdatabase.TestDatabase
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedClass
import org.junit.jupiter.params.provider.EnumSource

/** Tests for the default arguments of models that are written in Kotlin. */
@ParameterizedClass
@EnumSource(TestDatabase::class)
class DefaultArgumentsIntegrationTests(database: TestDatabase) {

	private val pool = database.create(1)

	private val orm = AsyncOrm.builder(pool)
		.models(Note::class.java, Task::class.java, Strict::class.java)
		.schemaAction(SchemaAction.CREATE)
		.build()

	private val notes = orm.repository(Notes::class.java)

	private val tasks = orm.repository(Tasks::class.java)

	private val strict = orm.repository(Stricts::class.java)

	@AfterEach
	fun close() {
		orm.close()
		pool.close()
	}

	@Test
	fun `what is not given is what the constructor says`() = runBlocking<Unit> {
		val note = notes.acreate(kw("text", "Buy milk")).await()

		assertThat(note).isEqualTo(Note(note.id, "Buy milk", 3, "buy milk", null, 7))
		assertThat(notes.aget(note.id!!).await()).isEqualTo(note)
	}

	@Test
	fun `what is given is not replaced`() = runBlocking<Unit> {
		val note = notes.acreate(kw("text", "Buy milk").and("stars", 0).and("slug", "milk").and("shelf", 1)).await()

		assertThat(note).isEqualTo(Note(note.id, "Buy milk", 0, "milk", null, 1))
	}

	@Test
	fun `a declared function needs only what has no default`() = runBlocking<Unit> {
		assertThat(notes.acreate(stars = 0)).returns("empty", Note::text).returns("empty", Note::slug)
	}

	@Test
	fun `an object that is not found is made with them`() = runBlocking<Unit> {
		val made = notes.aupdateOrCreate(kw("text", "Call Bob"), defaults("stars", 5)).await()
		val found = notes.aupdateOrCreate(kw("text", "Call Bob"), defaults("stars", 4)).await()

		assertThat(made.created()).isTrue()
		assertThat(made.`object`()).returns("call bob", Note::slug)
		assertThat(found.created()).isFalse()
		assertThat(found.`object`()).returns(4, Note::stars).returns("call bob", Note::slug)
	}

	@Test
	fun `what the class requires is asked of the defaults too`() = runBlocking<Unit> {
		assertThrows<RefusedObjectException> { notes.acreate(kw("text", "")).await() }
	}

	@Test
	fun `a value without a default that is not given is named`() = runBlocking<Unit> {
		val failure = assertThrows<RefusedValueException> { tasks.acreate(kw("done", 1)).await() }

		assertThat(failure.reason).isEqualTo(RefusedValueException.Reason.MISSING)
		assertThat(failure.fields).containsExactly("title")
		assertThat(failure).hasMessage("'Task' cannot be created: Task.title was given no value, and must have one")
	}

	@Test
	fun `what the database fills needs a default argument or null`() = runBlocking<Unit> {
		val task = tasks.acreate(kw("title", "Sweep")).await()
		val given = tasks.acreate(kw("title", "Sweep").and("place", upper(value<Task>("attic")))).await()

		assertThat(task).isEqualTo(Task(task.id, "Sweep", "home", 0, 5))
		assertThat(given).isEqualTo(Task(given.id, "Sweep", "ATTIC", 0, 5))
		assertThat(assertThrows<FieldException> { strict.acreate(kw("title", "Sweep")).await() })
			.hasMessageContaining("takes no null for 'place', which the database is going to fill")
		assertThat(strict.acreate(kw("title", "Sweep").and("done", 1)).await()).returns("home", Strict::place)
	}

	@Model
	data class Task(
		val id: Long? = null,
		val title: String,
		@DatabaseDefault("'home'") val place: String = "nowhere",
		val done: Int = 0,
		val effort: Int = 5,
	)

	@Model
	data class Strict(val id: Long?, val title: String, @DatabaseDefault("'home'") val place: String, val done: Int = 0)

	interface Tasks : AsyncRepository<Task, Long>

	interface Stricts : AsyncRepository<Strict, Long>

	@Model
	data class Note(
		val id: Long? = null,
		val text: String = "empty",
		val stars: Int = 3,
		val slug: String = text.lowercase(),
		val author: String? = null,
		@DatabaseDefault("7") val shelf: Int = 1,
	) {

		init {
			require(slug.isNotEmpty())
		}

	}

	interface Notes : AsyncRepository<Note, Long> {

		suspend fun acreate(stars: Int): Note

	}

}

package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.defaults
import io.asyncorm.Orm.kw
import io.asyncorm.model.DatabaseDefault
import io.asyncorm.model.Model
import io.asyncorm.model.RefusedObjectException
import io.asyncorm.model.SchemaAction
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

	private val orm = AsyncOrm.builder(pool).models(Note::class.java).schemaAction(SchemaAction.CREATE).build()

	private val notes = orm.repository(Notes::class.java)

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

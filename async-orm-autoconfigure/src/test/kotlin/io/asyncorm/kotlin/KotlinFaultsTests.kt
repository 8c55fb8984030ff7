package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.query.QuerySet
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.repository.NewValue
import io.asyncorm.repository.Query
import io.asyncorm.repository.RepositoryDefinitionException
import io.asyncorm.testdatabase.TestDatabase
import kotlinx.coroutines.flow.Flow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Tests for what is wrong with repositories that are written in Kotlin. */
class KotlinFaultsTests {

	@Test
	fun `what may be null has to say so and nothing else may`() {
		val faults = faults(WronglyNullable::class.java)

		assertThat(faults).contains("WronglyNullable.afirst(String): it must return Book?, not Book")
		assertThat(faults).contains(
			"WronglyNullable.aget(String): it returns 'Book?', but never null; remove '?', or call it 'afirst...',"
				+ " which may find nothing",
		)
		assertThat(faults).contains(
			"WronglyNullable.alist(int): it returns 'List<Book>?', but never null; remove '?'",
		)
	}

	@Test
	fun `types are said as Kotlin writes them`() {
		val faults = faults(WronglyTyped::class.java)

		assertThat(faults).contains("it must return List<Book>, not Book; what it can return is List<E> or Set<E>, or"
			+ " without 'suspend' a Flow of E")
		assertThat(faults).contains("it must return Long, not String; what it can return is Long or Int or Unit")
		assertThat(faults).contains("so it must return Long, Int or Unit, not String")
		assertThat(faults).contains("it gives rows one by one, as a Flow; remove 'suspend'")
		assertThat(faults).contains("it sends nothing, so that nothing is waited for; remove 'suspend'")
		assertThat(faults).contains("not Book; make it a suspend function")
	}

	@Test
	fun `a function that takes calls away from an inherited one is refused`() {
		assertThat(faults(Clashing::class.java)).contains("it would be called in place of the inherited")
	}

	private fun faults(type: Class<*>): String {
		TestDatabase.H2.create(1).use { pool ->
			AsyncOrm.builder(pool).models(listOf(Author::class.java, Book::class.java)).build().use { orm ->
				return assertThrows<RepositoryDefinitionException> { orm.repository(type) }.message!!
			}
		}
	}

	interface WronglyNullable : AsyncRepository<Book, Long> {

		suspend fun afirst(title: String): Book

		suspend fun aget(title: String): Book?

		suspend fun alist(pages: Int): List<Book>?

	}

	interface WronglyTyped : AsyncRepository<Book, Long> {

		suspend fun alist(pages: Int): Book

		suspend fun aiterator(title: String): Flow<Book>

		suspend fun aupdate(title: String, @NewValue pages: Int): String

		@Query("update book set pages = 0")
		suspend fun change(): String

		suspend fun filterByTitle(title: String): QuerySet<Book>

		fun aget(title: String): Book

	}

	interface Clashing : AsyncRepository<Book, Long> {

		suspend fun alatest(title: String): Book

	}

}
